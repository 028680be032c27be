/**
 * Mails, and pages that a browser saved as one file (MHTML, RFC 2557): the content of their text.
 *
 * Of a message of several parts, the first type of text is read (a mail may be plain text and again HTML), without
 * pictures and styles. Mails may follow one another in one file (mbox, RFC 4155). All other lines become empty, so that
 * lines keep their numbers outside quoted-printable text and base64; but those that belong to no part stay as they are:
 * a damaged message loses nothing without a word.
 */
import type { BytesAhead } from './bytes-ahead.js';

/** Where the header of the first message ends at the latest. */
export const HEADER_BYTES = 16 * 1024;
const PIECE_BYTES = 64 * 1024;
/** Longer lines are taken in pieces: lines of headers, boundaries and encoded text are never as long. */
const LONGEST_LINE = 64 * 1024;
/** Of a header, and of a line of one (RFC 5322). */
const [MOST_HEADER, MOST_HEADER_LINE] = [64 * 1024, 1000];
/** Parts within parts; each costs a comparison a line. */
const MOST_BOUNDARIES = 20;

const MAIL =
  /^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d/;
const FIELD = /^[\w-]+:/;
/** What programs write before the first part, for those that do not know parts. */
const PREAMBLE = /^This is a multi-?part message in MIME format\./i;
const TEXT = /^text\/(?:html|plain)$/;
const NO_TEXT = /^(?:image|audio|video|font|application(?!\/xhtml))\/|^text\/(?:css|javascript)$/;
const CONTINUATION = /^[ \t]/;

/** Whether a file begins with the header of a MIME message. */
export function isMime(head: Uint8Array): boolean {
  const lines = latin1(head.subarray(0, HEADER_BYTES)).split('\n');
  if (MAIL.test(lines[0]!)) lines.shift();
  const end = lines.findIndex((line) => line.trim() === '');
  return FIELD.test(lines[0] ?? '') && lines.slice(0, Math.max(0, end)).some((line) => /^MIME-Version:/i.test(line));
}

export async function* textOfMessages(input: BytesAhead): AsyncGenerator<Uint8Array> {
  const messages = new Messages();
  let rest = '';
  for (;;) {
    const bytes = await input.whole(PIECE_BYTES);
    if (bytes.length === 0) break;
    const lines = (rest + latin1(bytes)).split(/(?<=\n)/);
    const last = lines.at(-1)!;
    rest = last.endsWith('\n') || last.length > LONGEST_LINE ? '' : lines.pop()!;
    yield Buffer.from(lines.map((line) => messages.read(line)).join(''), 'latin1');
  }
  yield Buffer.from(messages.read(rest) + messages.end(), 'latin1');
}

interface Decoder {
  /** @param line with its end */
  decode(line: string): string;
  /** What is left at the end of the part. */
  end(): string;
}

/** Lines in, text out; a character for each byte. */
class Messages {
  #place: 'header' | 'text' | 'skipped' | 'outside' = 'header';
  #header = '';
  #boundaries: string[] = [];
  /** That of the first part that is HTML or plain text. */
  #type: string | undefined;
  #decoder: Decoder = AS_IT_IS;

  read(line: string): string {
    if (MAIL.test(line)) {
      this.#boundaries = [];
      this.#type = undefined;
      return this.#leave('header') + endOf(line);
    }
    const boundary = line.startsWith('--') ? line.trimEnd().slice(2) : undefined;
    if (boundary !== undefined && this.#boundaries.includes(boundary)) return this.#leave('header') + endOf(line);
    if (boundary !== undefined && this.#boundaries.some((one) => boundary === `${one}--`))
      return this.#leave('outside') + endOf(line);
    if (this.#place === 'text') return this.#decoder.decode(line);
    if (this.#place === 'outside') return PREAMBLE.test(line) ? endOf(line) : line;
    if (this.#place === 'skipped') return endOf(line);
    if (line.trim() === '') this.#endHeader();
    else if (!this.#isHeader(line)) return line;
    else this.#header += line;
    return endOf(line);
  }

  end(): string {
    return this.#decoder.end();
  }

  #leave(place: 'header' | 'outside'): string {
    const rest = this.#decoder.end();
    this.#decoder = AS_IT_IS;
    this.#place = place;
    this.#header = '';
    return rest;
  }

  #isHeader(line: string): boolean {
    const fits = line.length <= MOST_HEADER_LINE && this.#header.length < MOST_HEADER;
    return fits && (FIELD.test(line) || (CONTINUATION.test(line) && this.#header !== ''));
  }

  #endHeader(): void {
    const header = this.#header.replace(/\r?\n[ \t]+/g, ' ');
    const type = /^Content-Type:\s*([^\s;]*)/im.exec(header)?.[1]?.toLowerCase() ?? 'text/plain';
    const [, quoted, bare] = /\bboundary=(?:"([^"\r\n]+)"|([^\s;]+))/i.exec(header) ?? [];
    const boundary = quoted ?? bare;
    if (type.startsWith('multipart/')) {
      this.#place = 'outside';
      if (boundary !== undefined && this.#boundaries.length < MOST_BOUNDARIES) this.#boundaries.push(boundary);
    } else if (type === 'message/rfc822') {
      this.#header = ''; // that of a forwarded mail follows
    } else if (NO_TEXT.test(type) || (TEXT.test(type) && type !== (this.#type ?? type))) this.#place = 'skipped';
    else {
      if (TEXT.test(type)) this.#type = type;
      this.#place = 'text';
      const encoding = /^Content-Transfer-Encoding:\s*([\w-]+)/im.exec(header)?.[1]?.toLowerCase() ?? '';
      this.#decoder = DECODERS.get(encoding)?.() ?? AS_IT_IS;
    }
  }
}

const AS_IT_IS: Decoder = { decode: (line) => line, end: () => '' };

const DECODERS = new Map<string, () => Decoder>([
  [
    'quoted-printable',
    () => ({
      decode: (line) => {
        const text = withoutBlanks(line);
        const whole = text.endsWith('=') ? text.slice(0, -1) : text + endOf(line.slice(text.length));
        return whole.replace(/=([\dA-F]{2})/gi, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));
      },
      end: () => '',
    }),
  ],
  [
    'base64',
    () => {
      let held = '';
      const decode = (whole: string) => latin1(Buffer.from(whole, 'base64'));
      return {
        decode: (line) => {
          const all = held + line.replace(/[^\w+/]/g, '');
          held = all.slice(all.length & ~3);
          return decode(all.slice(0, all.length & ~3));
        },
        end: () => decode(held),
      };
    },
  ],
]);

/** Without blanks at its end; in time that is linear, and without losing the byte of a no-break space. */
function withoutBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && ' \t\r\n'.includes(line[end - 1]!)) end--;
  return line.slice(0, end);
}

/** Of a line, what ends it. */
function endOf(line: string): string {
  return line.replace(/[^\r\n]+/g, '');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
