/** Text in the character set that a server names. */
import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** Their text may be valid UTF-8, with other characters. */
const LIKE_UTF8 = new Set(['utf-16le', 'utf-16be', 'iso-2022-jp']);
/** What `parse` takes bytes for that are not UTF-8. */
const LATIN1 = 'windows-1252';

/**
 * A page as UTF-8 with a byte order mark, which counts more than what the page says of itself. Unchanged if it is
 * binary, or if it is UTF-8 in spite of the header: many servers name one character set for all files.
 */
export function inUtf8(body: Uint8Array, contentType: string | undefined): Uint8Array {
  const decoder = decoderOf(/;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1]);
  if (decoder === undefined || decoder.encoding === LATIN1) return body;
  if (!LIKE_UTF8.has(decoder.encoding) && (isUtf8(body) || body.includes(0))) return body;
  return Buffer.from(`\u{feff}${decoder.decode(body)}`);
}

function decoderOf(charset: string | undefined): TextDecoder | undefined {
  try {
    return charset === undefined ? undefined : new TextDecoder(charset);
  } catch {
    return undefined;
  }
}
