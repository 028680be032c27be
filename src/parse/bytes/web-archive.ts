/**
 * The page in a web archive, as Safari saves it: a binary property list
 * (https://opensource.apple.com/source/CF/CF-550/CFBinaryPList.c) whose `WebMainResource` holds the page's bytes.
 */
import type { BytesAhead } from './bytes-ahead.js';

/** Pictures and scripts are in it too. */
const MOST_BYTES = 512 * 1024 * 1024;
const TRAILER_BYTES = 32;

const [INTEGER, DATA, ASCII, UTF16, DICTIONARY] = [1, 4, 5, 6, 13];
/** A length in the lower half of a marker; with this value, the length follows as an integer. */
const LENGTH_FOLLOWS = 15;

/** The first bytes of a binary property list. */
export const PROPERTY_LIST = [...Buffer.from('bplist00')];

/** @throws Error where the bytes are damaged, or another property list */
export async function* pageOfWebArchive(input: BytesAhead): AsyncGenerator<Uint8Array> {
  const { buffer, byteOffset, length } = await input.whole(MOST_BYTES);
  if ((await input.some(1)).length > 0) throw new Error(`it is larger than ${MOST_BYTES / 1024 / 1024} MB`);
  try {
    const list = new PropertyList(Buffer.from(buffer, byteOffset, length));
    const resource = list.valueOf(list.top, 'WebMainResource');
    yield list.dataOf(list.valueOf(resource, 'WebResourceData'));
  } catch (error) {
    throw error instanceof RangeError ? new Error('unexpected end of file', { cause: error }) : error;
  }
}

/** Objects by number; reads beyond the bytes throw. */
class PropertyList {
  readonly top: number;
  readonly #offsetBytes: number;
  readonly #numberBytes: number;
  readonly #offsets: number;

  constructor(readonly bytes: Buffer) {
    const trailer = bytes.subarray(-TRAILER_BYTES);
    if (trailer.length < TRAILER_BYTES) throw new RangeError('no such bytes');
    [this.#offsetBytes, this.#numberBytes] = [trailer[6]!, trailer[7]!];
    [this.top, this.#offsets] = [Number(trailer.readBigUInt64BE(16)), Number(trailer.readBigUInt64BE(24))];
  }

  /** The number of the value of a key in a dictionary. */
  valueOf(dictionary: number, key: string): number {
    const { kind, length, at } = this.#object(dictionary);
    const numberAt = (place: number) => this.#integer(at + place * this.#numberBytes, this.#numberBytes);
    for (let i = 0; kind === DICTIONARY && i < length; i++)
      if (this.#textOf(numberAt(i)) === key) return numberAt(length + i);
    throw new Error(`it has no ${key}`);
  }

  dataOf(number: number): Uint8Array {
    const { kind, length, at } = this.#object(number);
    if (kind !== DATA || at + length > this.bytes.length) throw new RangeError('no such bytes');
    return this.bytes.subarray(at, at + length);
  }

  #textOf(number: number): string | null {
    const { kind, length, at } = this.#object(number);
    if (kind === ASCII) return this.bytes.toString('latin1', at, at + length);
    return kind === UTF16
      ? Buffer.from(this.bytes.subarray(at, at + 2 * length))
          .swap16()
          .toString('utf16le')
      : null;
  }

  #object(number: number): { readonly kind: number; readonly length: number; readonly at: number } {
    const start = this.#integer(this.#offsets + number * this.#offsetBytes, this.#offsetBytes);
    const marker = this.bytes.readUInt8(start);
    const kind = marker >> 4;
    if ((marker & 15) !== LENGTH_FOLLOWS) return { kind, length: marker & 15, at: start + 1 };
    const size = this.bytes.readUInt8(start + 1);
    if (size >> 4 !== INTEGER) throw new Error('a length is damaged');
    const width = 2 ** (size & 15);
    return { kind, length: this.#integer(start + 2, width), at: start + 2 + width };
  }

  #integer(at: number, width: number): number {
    if (width === 8) return Number(this.bytes.readBigUInt64BE(at));
    return this.bytes.readUIntBE(at, width);
  }
}
