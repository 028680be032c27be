/** Postings as bytes: which papers contain a token or phrase, and how often each does. */

/**
 * In ascending order of row, in as few bytes as a cache of many words needs: for each paper a variable-length integer,
 * twice the distance to the row before, plus one if a second integer follows: its frequency, which is otherwise 1. An
 * occurrence in the title counts `TITLE_WEIGHT` times.
 */
export type PostingBytes = Uint8Array;

/** All papers with a token or phrase, each in one of the parts. */
export interface Postings {
  readonly papers: number;
  readonly parts: readonly PostingBytes[];
}

/** Of a row in seven bits a byte. */
const MOST_INTEGER_BYTES = 8;

/** Collects postings in ascending order of row. */
export class PostingsWriter {
  #bytes = new Uint8Array(64);
  #size = 0;
  #papers = 0;
  #last = 0;

  get papers(): number {
    return this.#papers;
  }

  add(row: number, frequency: number): void {
    if (this.#size + 2 * MOST_INTEGER_BYTES > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#put(2 * (row - this.#last) + (frequency === 1 ? 0 : 1));
    if (frequency !== 1) this.#put(frequency);
    this.#last = row;
    this.#papers++;
  }

  whole(): PostingBytes {
    return this.#bytes.slice(0, this.#size);
  }

  /** Begins again. */
  clear(): void {
    this.#size = this.#papers = this.#last = 0;
  }

  #put(number: number): void {
    this.#size = putInteger(this.#bytes, this.#size, number);
  }
}

/** Seven bits a byte, the least significant first; all but the last have the eighth. @returns where it ends */
export function putInteger(bytes: Uint8Array, at: number, number: number): number {
  let [end, rest] = [at, number];
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes[end++] = (rest % 0x80) | 0x80;
  bytes[end++] = rest;
  return end;
}

export function forEachPosting(bytes: PostingBytes, take: (row: number, frequency: number) => void): void {
  let row = 0;
  for (let at = 0; at < bytes.length; ) {
    let byte = bytes[at++]!;
    let number = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) number |= ((byte = bytes[at++]!) & 0x7f) << shift;
    row += number >> 1;
    let frequency = 1;
    if ((number & 1) === 1) {
      frequency = (byte = bytes[at++]!) & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) frequency |= ((byte = bytes[at++]!) & 0x7f) << shift;
    }
    take(row, frequency);
  }
}
