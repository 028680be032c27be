import { CorpusError, codeOf, messageOf, throwIfAborted } from '../../errors.js';
import type { Beginning } from '../format.js';
import { TextDecoding } from './decode.js';
import { lineEndsIn } from './line-ends.js';
import { type Unpacked, unpack } from './unpack.js';

/** How much of a file is read to detect its format. */
const BEGINNING_CHARS = 64 * 1024;
/** Long pieces, such as a whole file handed in at once, are cut to this, so that events flow between. */
const PIECE_BYTES = 256 * 1024;
/** Stands in a name for bytes that are not UTF-8, as Linux allows them; such a name leads to no file. */
const NOT_UTF8 = '\ufffd';

/** A file's text: unpacked and decoded, with a look-ahead at its beginning and a line count. */
export class TextSource {
  readonly #file: string;
  readonly #signal: AbortSignal | undefined;
  readonly #text: AsyncGenerator<string>;
  #beginning: string[] = [];
  #unpacked: Unpacked | null = null;
  #lineEnds = 0;

  constructor(file: string, bytes: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined) {
    this.#file = file;
    this.#signal = signal;
    this.#text = this.#decoded(bytes);
  }

  /** Why not all of a compressed file could be read; known once `chunks` has ended. */
  get damage(): string | null {
    return this.#unpacked?.damage ?? null;
  }

  /** The line that the text read so far ends on. */
  get line(): number {
    return this.#lineEnds + 1;
  }

  async beginning(): Promise<Beginning> {
    let chars = 0;
    while (chars < BEGINNING_CHARS) {
      const next = await this.#text.next();
      if (next.done === true) break;
      this.#beginning.push(next.value);
      chars += next.value.length;
    }
    return { text: this.#beginning.join('').slice(0, BEGINNING_CHARS) };
  }

  /** All the text, from its first character. */
  async *chunks(): AsyncGenerator<string> {
    const beginning = this.#beginning;
    this.#beginning = [];
    try {
      for (const chunk of beginning) {
        this.#lineEnds += lineEndsIn(chunk);
        yield chunk;
      }
      for await (const chunk of this.#text) {
        this.#lineEnds += lineEndsIn(chunk);
        yield chunk;
      }
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    await this.#text.return(undefined);
  }

  async *#decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
    const decoding = new TextDecoding();
    const ends = new LineEnds();
    try {
      this.#unpacked = await unpack(bytes);
      for await (const chunk of this.#unpacked.bytes) {
        for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
          throwIfAborted(this.#signal);
          const text = ends.push(decoding.push(chunk.subarray(from, from + PIECE_BYTES)));
          if (text !== '') yield text;
        }
      }
    } catch (error) {
      throw error instanceof CorpusError ? error : unreadableFile(this.#file, error);
    }
    const rest = ends.push(decoding.end()) + ends.end();
    if (rest !== '') yield rest;
  }
}

/**
 * Makes every line end (CRLF, CR) a single LF; one that a piece cuts waits for the next. Unicode's own separators of
 * lines and paragraphs come from word processors and end no line of any format: they are blanks.
 */
class LineEnds {
  #held = '';

  push(text: string): string {
    if (text === '') return '';
    const all = this.#held + text;
    this.#held = all.endsWith('\r') ? '\r' : '';
    const whole = this.#held === '' ? all : all.slice(0, -1);
    return whole.replace(/\r\n?/g, '\n').replace(/[\u2028\u2029]/g, ' ');
  }

  end(): string {
    return this.#held === '' ? '' : '\n';
  }
}

/** Why a file cannot be read, for the person who named it. */
export function unreadableFile(file: string, cause: unknown): CorpusError {
  const why: Record<string, string> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    ENAMETOOLONG: 'its name is too long',
    ELOOP: 'it is a link that leads back to itself',
    EACCES: 'reading it is not allowed',
    EPERM: 'reading it is not allowed',
    EISDIR: 'it is a folder without files of papers',
    ENXIO: 'it is not a file',
  };
  const code = codeOf(cause) ?? '';
  const misnamed = code === 'ENOENT' && file.includes(NOT_UTF8);
  const reason = misnamed ? 'its name is not in UTF-8' : (why[code] ?? messageOf(cause));
  const remedy = misnamed ? 'Rename it.' : 'Check the path and its permissions.';
  return new CorpusError('INPUT_UNREADABLE', `${file} cannot be read: ${reason}`, remedy, cause);
}
