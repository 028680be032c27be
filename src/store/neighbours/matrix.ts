/**
 * All embeddings in one block of memory, each compared with the query: exact, and for some ten thousand as fast as any
 * index. Products in float32 select the rows that can be among the nearest. Their similarities are then computed as in
 * `cosineSimilarity`, so that both give the same bits.
 */
import type { Embedding } from '../../embedding.js';
import { errorOf, floatProducts, LANES, type RowProducts } from '../../maths/row-products.js';

/** Rows multiplied in one call, and rows for which memory is allocated at once: some 3 MB at 384 dimensions. */
const ROWS_AT_ONCE = 2_048;
const NUMBER_BYTES = 4;
/** Rows held for each of the nearest that are wanted: so few come that most questions drop none before the end. */
const ROOM = 16;

export interface ScoredRow {
  /** The row of the embedding in the store. */
  readonly row: number;
  readonly similarity: number;
}

export class EmbeddingMatrix {
  readonly #products: RowProducts;
  readonly #padded: number;
  readonly #out: number;
  readonly #first: number;
  readonly #rows: number[] = [];

  constructor(readonly dimension: number) {
    this.#padded = Math.ceil(dimension / LANES) * LANES;
    this.#out = this.#padded * NUMBER_BYTES;
    this.#first = this.#out + ROWS_AT_ONCE * NUMBER_BYTES;
    this.#products = floatProducts(this.#padded);
    this.#products.grow(this.#first);
  }

  get size(): number {
    return this.#rows.length;
  }

  /** The greatest row added; 0 if there is none. Rows are added in ascending order. */
  get lastRow(): number {
    return this.#rows.at(-1) ?? 0;
  }

  add(row: number, embedding: Embedding): void {
    if (this.#rows.length % ROWS_AT_ONCE === 0) this.#products.grow(this.#addressOf(this.#rows.length + ROWS_AT_ONCE));
    this.#rowAt(this.#rows.length).set(embedding);
    this.#rows.push(row);
  }

  /**
   * The `k` nearest and all that are exactly as near as the last of them, in no particular order.
   * @param passes which rows count; default: all
   */
  nearest(query: Embedding, k: number, passes?: (row: number) => boolean): ScoredRow[] {
    const { memory, multiply } = this.#products;
    new Float32Array(memory.buffer, 0, query.length).set(query);
    const products = new Float32Array(memory.buffer, this.#out, ROWS_AT_ONCE);
    const candidates = new NearestRows(Math.min(k, this.size), 2 * errorOf(this.#padded));
    for (let from = 0; from < this.size; from += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, this.size - from);
      multiply(this.#addressOf(from), count, 0, this.#out);
      for (let i = 0; i < count; i++) {
        const similarity = products[i]!;
        if (similarity < candidates.least || passes?.(this.#rows[from + i]!) === false) continue;
        candidates.add({ row: from + i, similarity });
      }
    }
    const nearest = new NearestRows(Math.min(k, this.size));
    for (const { row: place } of candidates.rows())
      nearest.add({ row: this.#rows[place]!, similarity: this.#similarity(query, place) });
    return nearest.rows();
  }

  /** As `cosineSimilarity` sums it. */
  #similarity(query: Embedding, place: number): number {
    const row = this.#rowAt(place);
    let sum = 0;
    for (let at = 0; at < query.length; at++) sum += query[at]! * row[at]!;
    return sum;
  }

  #addressOf(place: number): number {
    return this.#first + place * this.#padded * NUMBER_BYTES;
  }

  #rowAt(place: number): Float32Array {
    return new Float32Array(this.#products.memory.buffer, this.#addressOf(place), this.dimension);
  }
}

/** The `k` most similar of the rows that are added, and all that are as similar as the last of them. */
export class NearestRows {
  #rows: ScoredRow[] = [];
  /** Number of rows at which those that are no longer among the nearest are dropped. */
  #most: number;
  /** The `k` greatest similarities as a binary heap, the least of them first. */
  readonly #greatest: Float64Array;
  /** A row below this cannot be among the nearest. */
  least = -Infinity;

  /** @param margin rows are kept that are less similar than the last of the nearest by at most this much */
  constructor(
    readonly k: number,
    readonly margin = 0,
  ) {
    this.#greatest = new Float64Array(Math.max(0, k)).fill(-Infinity);
    this.#most = ROOM * this.#greatest.length + ROOM;
    if (k <= 0) this.least = Infinity;
  }

  add(one: ScoredRow): void {
    if (one.similarity < this.least) return;
    this.#rows.push(one);
    if (one.similarity > this.#greatest[0]!) this.#replaceLeast(one.similarity);
    if (this.#rows.length >= this.#most) this.#prune();
  }

  rows(): ScoredRow[] {
    this.#prune();
    return this.#rows;
  }

  #replaceLeast(similarity: number): void {
    const heap = this.#greatest;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= similarity) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = similarity;
    this.least = heap[0]! - this.margin;
  }

  #prune(): void {
    this.#rows = this.#rows.filter(({ similarity }) => similarity >= this.least);
    this.#most = Math.max(this.#most, 2 * this.#rows.length);
  }
}
