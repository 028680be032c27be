/**
 * Embeddings with one byte for each number, all compared with the query: a fifth of the memory of full embeddings, in
 * the same layout on disk and in memory. The caller compares the best results again by their full embeddings.
 *
 * A record: the row of the embedding (float64), the scale of its bytes (float32), 4 bytes of padding, the numbers.
 */
import type { Embedding } from '../../embedding.js';
import { byteProducts, LANES, mostOfAQuery, type RowProducts } from '../../maths/row-products.js';
import { PAGE_BYTES, type SimdMemory } from '../../maths/wasm.js';
import { NearestRows, type ScoredRow } from './matrix.js';
import type { Seal } from './seal.js';

const HEADER_BYTES = 16;
const SCALE_AT = 8;
const MOST_OF_A_BYTE = 127;
/** Rows multiplied in one call: their products fill a small part of the cache, and half of a page. */
const ROWS_AT_ONCE = 8_192;
/** Threads that can share memory. */
const MOST_THREADS = 63;
/** Address of the first record. */
const FIRST = (1 + MOST_THREADS) * PAGE_BYTES;
/** In the first page: pages taken (int32), whether a matrix has claimed the memory, and what is valid (int64). */
const [PAGES_TAKEN, CLAIMED, VALID] = [0, 1, 2];

export function recordBytes(dimension: number): number {
  return HEADER_BYTES + padded(dimension);
}

function padded(dimension: number): number {
  return Math.ceil(dimension / LANES) * LANES;
}

/** One record after the other. */
export function recordsOf(points: readonly (readonly [row: number, embedding: Embedding])[]): Uint8Array {
  const bytes = recordBytes(points[0]?.[1].length ?? 0);
  const records = new Uint8Array(points.length * bytes);
  const view = new DataView(records.buffer);
  points.forEach(([row, embedding], i) => {
    const most = embedding.reduce((sum, x) => Math.max(sum, Math.abs(x)), 0);
    view.setFloat64(i * bytes, row, true);
    view.setFloat32(i * bytes + SCALE_AT, most / MOST_OF_A_BYTE, true);
    const scale = MOST_OF_A_BYTE / most;
    embedding.forEach((x, at) => {
      view.setInt8(i * bytes + HEADER_BYTES + at, Math.round(x * scale));
    });
  });
  return records;
}

/** How much of the records is valid, and the CRC-32 over it. */
export type Valid = Pick<Seal, 'points' | 'checksum'>;

/** Shared memory, and the page of a thread in it. */
export interface Place {
  readonly memory: SimdMemory;
  readonly page: number;
}

/** For this thread. @returns undefined if other threads have taken all pages */
export function takePage(memory: SimdMemory): Place | undefined {
  const page = Atomics.add(new Int32Array(memory.buffer), PAGES_TAKEN, 1) + 1;
  return page > MOST_THREADS ? undefined : { memory, page };
}

/**
 * Records in memory that threads may share: a page of what they agree on, a page for each thread, then the records.
 * Records are only appended, and a matrix looks at those that it has been told of. So no thread waits for another.
 */
export class QuantizedMatrix {
  readonly #dots: RowProducts;
  readonly #record: number;
  /** Where the query is written, and the products after it. */
  readonly #query: number;
  readonly #out: number;
  /** Records that are compared. */
  size = 0;

  /** @param place in shared memory; default: memory of its own */
  constructor(
    readonly dimension: number,
    place?: Place,
  ) {
    this.#record = recordBytes(dimension);
    this.#dots = byteProducts(
      padded(dimension),
      { stride: this.#record, scaleBefore: HEADER_BYTES - SCALE_AT },
      place?.memory,
    );
    this.#dots.grow(FIRST);
    this.#query = (place?.page ?? 1) * PAGE_BYTES;
    this.#out = this.#query + 2 * padded(dimension);
  }

  /** What any matrix over this memory has found valid. */
  get valid(): Valid {
    const both = Atomics.load(this.#agreed(), VALID);
    return { points: Number(both >> 32n), checksum: Number(both & 0xffffffffn) };
  }

  set valid({ points, checksum }: Valid) {
    Atomics.store(this.#agreed(), VALID, (BigInt(points) << 32n) | BigInt(checksum));
  }

  /** Whether this matrix is the first to write to the memory. */
  claim(): boolean {
    return Atomics.exchange(this.#agreed(), CLAIMED, 1n) === 0n;
  }

  /** After a claim whose records were not valid. */
  release(): void {
    Atomics.store(this.#agreed(), CLAIMED, 0n);
  }

  #agreed(): BigInt64Array {
    return new BigInt64Array(this.#dots.memory.buffer, 0, 3);
  }

  /** The bytes of some records. Makes room for them. */
  records(from: number, to: number): Uint8Array {
    this.#dots.grow(FIRST + to * this.#record);
    return new Uint8Array(this.#dots.memory.buffer, FIRST + from * this.#record, (to - from) * this.#record);
  }

  /**
   * About the `count` nearest of those that pass, by quantized similarity, in no particular order.
   * @param passes which rows count; default: all
   * @param afterRow only rows beyond it are compared; default: all
   */
  nearest(query: Embedding, count: number, passes?: (row: number) => boolean, afterRow = 0): ScoredRow[] {
    const unit = this.#writeQuery(query);
    const nearest = new NearestRows(Math.min(count, this.size));
    const { buffer } = this.#dots.memory;
    const records = new DataView(buffer);
    const products = new Float32Array(buffer, this.#out, ROWS_AT_ONCE);
    for (let from = this.#firstAfter(afterRow); from < this.size; from += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, this.size - from);
      const start = FIRST + from * this.#record;
      this.#dots.multiply(start + HEADER_BYTES, rows, this.#query, this.#out);
      for (let i = 0; i < rows; i++) {
        const similarity = products[i]! * unit;
        if (similarity < nearest.least) continue;
        const row = records.getFloat64(start + i * this.#record, true);
        if (passes === undefined || passes(row)) nearest.add({ row, similarity });
      }
    }
    return nearest.rows();
  }

  /** The position of the first record with a later row: records are in ascending order of row. */
  #firstAfter(row: number): number {
    const records = new DataView(this.#dots.memory.buffer);
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (records.getFloat64(FIRST + middle * this.#record, true) > row) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** @returns the scale of the written query */
  #writeQuery(query: Embedding): number {
    const most = query.reduce((sum, x) => Math.max(sum, Math.abs(x)), 0);
    const scale = mostOfAQuery(padded(this.dimension)) / most;
    const numbers = new Int16Array(this.#dots.memory.buffer, this.#query, padded(this.dimension)).fill(0);
    query.forEach((x, i) => {
      numbers[i] = Math.round(x * scale);
    });
    return 1 / scale;
  }
}
