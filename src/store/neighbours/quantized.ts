/**
 * Embeddings with one byte for each number, all compared with the query: a fifth of the memory of full embeddings, in
 * the same layout on disk and in memory. The caller compares the best results again by their full embeddings.
 *
 * A record: the row of the embedding (float64), the scale of its bytes (float32), 4 bytes of padding, the numbers.
 */
import type { Embedding } from '../../embedding.js';
import { byteProducts, LANES, mostOfAQuery, type RowProducts } from '../../maths/row-products.js';
import { NearestRows, type ScoredRow } from './matrix.js';

const HEADER_BYTES = 16;
const MOST_OF_A_BYTE = 127;
/** Rows multiplied in one call: their products fill a small part of the cache. */
const ROWS_AT_ONCE = 8_192;

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
    view.setFloat32(i * bytes + 8, most / MOST_OF_A_BYTE, true);
    const scale = MOST_OF_A_BYTE / most;
    embedding.forEach((x, at) => {
      view.setInt8(i * bytes + HEADER_BYTES + at, Math.round(x * scale));
    });
  });
  return records;
}

export class QuantizedMatrix {
  readonly #dots: RowProducts;
  readonly #record: number;
  readonly #out: number;
  readonly #first: number;
  #size = 0;
  /** Side by side: read from the records, each would cost a cache line. */
  #scales = new Float32Array(0);

  constructor(readonly dimension: number) {
    this.#record = recordBytes(dimension);
    this.#out = 2 * padded(dimension);
    const layout = { dimension: padded(dimension), stride: this.#record, query: 0, out: this.#out };
    this.#dots = byteProducts(layout);
    this.#first = this.#out + 4 * ROWS_AT_ONCE;
    this.#dots.grow(this.#first);
  }

  get size(): number {
    return this.#size;
  }

  /** Makes room for records at the end. @returns where to write them, before the call of `added` */
  room(count: number): Uint8Array {
    const from = this.#first + this.#size * this.#record;
    this.#dots.grow(from + count * this.#record);
    return new Uint8Array(this.#dots.memory.buffer, from, count * this.#record);
  }

  added(count: number): void {
    const scales = new Float32Array(this.#size + count);
    scales.set(this.#scales);
    const records = new DataView(this.#dots.memory.buffer);
    for (let i = this.#size; i < scales.length; i++)
      scales[i] = records.getFloat32(this.#first + i * this.#record + 8, true);
    this.#scales = scales;
    this.#size = scales.length;
  }

  /**
   * About the `count` nearest of those that pass, by quantized similarity, in no particular order.
   * @param passes which rows count; default: all
   * @param afterRow only rows beyond it are compared; default: all
   */
  nearest(query: Embedding, count: number, passes?: (row: number) => boolean, afterRow = 0): ScoredRow[] {
    const unit = this.#writeQuery(query);
    const nearest = new NearestRows(Math.min(count, this.#size));
    const { buffer } = this.#dots.memory;
    const records = new DataView(buffer);
    const products = new Int32Array(buffer, this.#out, ROWS_AT_ONCE);
    const scales = this.#scales;
    for (let from = this.#firstAfter(afterRow); from < this.#size; from += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, this.#size - from);
      const start = this.#first + from * this.#record;
      this.#dots.multiply(start + HEADER_BYTES, rows);
      for (let i = 0; i < rows; i++) {
        const similarity = products[i]! * scales[from + i]! * unit;
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
    let [low, high] = [0, this.#size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (records.getFloat64(this.#first + middle * this.#record, true) > row) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** @returns the scale of the written query */
  #writeQuery(query: Embedding): number {
    const most = query.reduce((sum, x) => Math.max(sum, Math.abs(x)), 0);
    const scale = mostOfAQuery(padded(this.dimension)) / most;
    const numbers = new Int16Array(this.#dots.memory.buffer, 0, padded(this.dimension)).fill(0);
    query.forEach((x, i) => {
      numbers[i] = Math.round(x * scale);
    });
    return 1 / scale;
  }
}
