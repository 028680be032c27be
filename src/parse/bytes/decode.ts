import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/**
 * Bytes to text, whatever the file's encoding: UTF-16 is detected by its byte order mark or zero bytes; everything
 * else is UTF-8, where invalid bytes are read as Windows-1252 (Latin-1 with its quotation marks).
 * So Latin-1 files, and bibliographies that mix both encodings, are decoded correctly without being declared.
 */
export class TextDecoding {
  #encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | null = null;
  #utf16: TextDecoder | null = null;
  #rest: Uint8Array = new Uint8Array(0);

  /** The text of further bytes; an incomplete character waits for the next call. */
  push(bytes: Uint8Array): string {
    if (this.#encoding === null) {
      this.#rest = joined(this.#rest, bytes);
      // A byte order mark needs two bytes; UTF-16 without one shows as zero bytes among a few hundred.
      if (this.#rest.length < SNIFFED_BYTES) return '';
      bytes = this.#settle();
    }
    return this.#decode(bytes);
  }

  end(): string {
    let text = '';
    if (this.#encoding === null) text = this.#decode(this.#settle());
    if (this.#utf16 !== null) return text + this.#utf16.decode();
    return text + patched(this.#rest);
  }

  #settle(): Uint8Array {
    const bytes = this.#rest;
    this.#rest = new Uint8Array(0);
    // Always the same bytes, because the result must not depend on chunk sizes.
    this.#encoding = encodingOf(bytes.subarray(0, SNIFFED_BYTES));
    if (this.#encoding !== 'utf-8') this.#utf16 = new TextDecoder(this.#encoding);
    const marked = this.#encoding === 'utf-8' && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return marked ? bytes.subarray(3) : bytes;
  }

  #decode(bytes: Uint8Array): string {
    if (this.#utf16 !== null) return this.#utf16.decode(bytes, { stream: true });
    const all = joined(this.#rest, bytes);
    const end = all.length - cutCharacterLength(all);
    this.#rest = all.slice(end);
    const complete = all.subarray(0, end);
    return isUtf8(complete) ? utf8.decode(complete) : patched(complete);
  }
}

const SNIFFED_BYTES = 512;
/** In Latin text in UTF-16 about half of the bytes are zero, all on one side; no other text file has zero bytes. */
const ZERO_SHARE = 0.2;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
/**
 * Bytes 0x80 to 0x9F of Windows-1252; the rest is Latin-1. Node's own `TextDecoder('windows-1252')` reads these as
 * Latin-1 too.
 */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2]!++;
  const [even, odd] = zeros as [number, number];
  const many = (bytes.length / 2) * ZERO_SHARE;
  if (odd > many && even === 0) return 'utf-16le';
  if (even > many && odd === 0) return 'utf-16be';
  return 'utf-8';
}

/** How many bytes at the end begin a UTF-8 character that needs more: 0…3. */
function cutCharacterLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xc2 && lead <= 0xdf ? 2 : 1;
}

/** Decodes valid sequences as UTF-8 and every other byte as Windows-1252. */
function patched(bytes: Uint8Array): string {
  let text = '';
  let from = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = bytes[i]! < 0x80 ? 1 : sequenceLength(bytes[i]!);
    const fits =
      bytes[i]! < 0x80 || (length > 1 && i + length <= bytes.length && isUtf8(bytes.subarray(i, i + length)));
    if (fits) i += length;
    else {
      text += utf8.decode(bytes.subarray(from, i)) + windows1252(bytes[i]!);
      from = ++i;
    }
  }
  return text + utf8.decode(bytes.subarray(from));
}

function windows1252(byte: number): string {
  return WINDOWS_1252[byte - 0x80] ?? String.fromCharCode(byte);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
