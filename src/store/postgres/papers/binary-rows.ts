/**
 * Rows in the binary format of COPY, which the server takes several times as fast as the values of an INSERT:
 * https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
 */
import type { Embedding } from '../../../embedding.js';
import type { PaperPostings } from './tokens.js';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Sent at once. */
const CHUNK_BYTES = 256 << 10;

/** Statements whose rows the functions below write. */
export const COPY_POSTINGS = `COPY posting
  (term, paper, in_title, in_abstract, title_tokens, abstract_tokens, positions) FROM STDIN (FORMAT binary)`;
export const COPY_EMBEDDINGS = 'COPY embedding (paper, text_hash, numbers, sentences) FROM STDIN (FORMAT binary)';

export interface EmbeddingRow {
  readonly paper: string;
  readonly hash: string;
  readonly embedding: Embedding;
  readonly sentences: Int8Array;
}

interface TokenizedPaper {
  readonly number: string;
  readonly tokens: PaperPostings;
}

export function* postingChunks(
  written: readonly TokenizedPaper[],
  terms: ReadonlyMap<string, number>,
): Generator<Buffer> {
  const rows = new BinaryRows();
  for (const { number, tokens } of written) {
    const paper = BigInt(number);
    const { titleTokens, abstractTokens } = tokens;
    for (const { term, inTitle, inAbstract, positions } of tokens.postings) {
      rows.begin(7, 64 + 2 * positions.length);
      rows.int32(terms.get(term)!);
      rows.int64(paper);
      for (const count of [inTitle, inAbstract, titleTokens, abstractTokens]) rows.int16(count);
      rows.length(2 * positions.length);
      for (const position of positions) rows.uint16(position);
      if (rows.full) yield rows.take();
    }
  }
  yield rows.end();
}

export function* embeddingChunks(all: readonly EmbeddingRow[]): Generator<Buffer> {
  const rows = new BinaryRows();
  for (const { paper, hash, embedding, sentences } of all) {
    const text = Buffer.from(hash);
    rows.begin(4, 64 + text.length + 4 * embedding.length + sentences.length);
    rows.int64(BigInt(paper));
    rows.bytes(text);
    rows.vector(embedding);
    rows.bytes(Buffer.from(sentences.buffer, sentences.byteOffset, sentences.byteLength));
    if (rows.full) yield rows.take();
  }
  yield rows.end();
}

class BinaryRows {
  #buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  #at: number;

  constructor() {
    this.#at = SIGNATURE.copy(this.#buffer);
    this.#at = this.#buffer.writeInt32BE(0, this.#at); // flags
    this.#at = this.#buffer.writeInt32BE(0, this.#at); // bytes of an extension of the header
  }

  get full(): boolean {
    return this.#at >= CHUNK_BYTES / 2;
  }

  /** @param most bytes of the row */
  begin(columns: number, most: number): void {
    if (this.#at + most > this.#buffer.length)
      this.#buffer = Buffer.concat([this.#buffer.subarray(0, this.#at)], 2 * (this.#at + most));
    this.#at = this.#buffer.writeInt16BE(columns, this.#at);
  }

  length(bytes: number): void {
    this.#at = this.#buffer.writeInt32BE(bytes, this.#at);
  }

  int16(value: number): void {
    this.length(2);
    this.#at = this.#buffer.writeInt16BE(value, this.#at);
  }

  int32(value: number): void {
    this.length(4);
    this.#at = this.#buffer.writeInt32BE(value, this.#at);
  }

  int64(value: bigint): void {
    this.length(8);
    this.#at = this.#buffer.writeBigInt64BE(value, this.#at);
  }

  /** Part of a value. */
  uint16(value: number): void {
    this.#at = this.#buffer.writeUInt16BE(value, this.#at);
  }

  bytes(value: Buffer): void {
    this.length(value.length);
    this.#at += value.copy(this.#buffer, this.#at);
  }

  /** pgvector's binary form. */
  vector(numbers: Embedding): void {
    this.length(4 + 4 * numbers.length);
    this.uint16(numbers.length);
    this.uint16(0);
    for (const number of numbers) this.#at = this.#buffer.writeFloatBE(number, this.#at);
  }

  /** The rows since the last call. */
  take(): Buffer {
    const rows = this.#buffer.subarray(0, this.#at);
    this.#buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    this.#at = 0;
    return rows;
  }

  end(): Buffer {
    this.begin(-1, 2);
    return this.take();
  }
}
