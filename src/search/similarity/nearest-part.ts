/**
 * The similarity of a query to the nearest part of a paper. Products of whole numbers are quick and nearly right: they
 * leave out the other parts, and what remains is computed as `similaritiesToQuantized` does it, to the same bits.
 */
import {
  type Embedding,
  lengthsOf,
  type QuantizedEmbeddings,
  similaritiesToQuantized,
  similarityToQuantized,
} from '../../embedding.js';
import { byteProducts, LANES, mostOfAQuery, type RowProducts } from '../../maths/row-products.js';

/** Parts multiplied in one call: more than a paper has. */
const PARTS_AT_ONCE = 64;
/** Of float64 sums of some hundred products: far above it. */
const ROUNDING = 1e-9;

interface Memory extends RowProducts {
  readonly out: number;
  readonly first: number;
  /** The query that is written, and the scale of its numbers. */
  query?: Embedding;
  unit: number;
}

/** By dimension. */
const known = new Map<number, Memory>();

function memoryFor(dimension: number): Memory {
  let memory = known.get(dimension);
  if (memory === undefined) {
    const out = 2 * dimension;
    const first = out + 4 * PARTS_AT_ONCE;
    memory = { ...byteProducts(dimension, { stride: dimension }), out, first, unit: 0 };
    memory.grow(first + PARTS_AT_ONCE * dimension);
    known.set(dimension, memory);
  }
  return memory;
}

/** The greatest cosine: to the whole paper, or to one of its parts. @param whole the cosine to the whole paper */
export function nearestPart(query: Embedding, whole: number, parts: QuantizedEmbeddings | undefined): number {
  if (parts === undefined) return whole;
  const lengths = lengthsOf(parts, query.length);
  if (query.length % LANES !== 0 || lengths.length > PARTS_AT_ONCE)
    return similaritiesToQuantized(query, parts).reduce(greater, whole);
  const memory = memoryFor(query.length);
  writeQuery(memory, query);
  const { buffer } = memory.memory;
  new Int8Array(buffer, memory.first, parts.length).set(parts);
  memory.multiply(memory.first, lengths.length, 0, memory.out);
  const products = new Int32Array(buffer, memory.out, lengths.length);
  // Rounding moves each number of the query by half a unit at most, and a cosine by the length of that.
  const error = 0.5 * memory.unit * Math.sqrt(query.length) + ROUNDING;
  let greatest = whole;
  for (let i = 0; i < lengths.length; i++)
    greatest = Math.max(greatest, (products[i]! * memory.unit) / lengths[i]! - error);
  let nearest = whole;
  for (let i = 0; i < lengths.length; i++)
    if ((products[i]! * memory.unit) / lengths[i]! + error >= greatest)
      nearest = Math.max(nearest, similarityToQuantized(query, parts, i));
  return nearest;
}

function writeQuery(memory: Memory, query: Embedding): void {
  if (memory.query === query) return;
  const most = query.reduce((sum, x) => Math.max(sum, Math.abs(x)), 0);
  const scale = mostOfAQuery(query.length) / most;
  const numbers = new Int16Array(memory.memory.buffer, 0, query.length);
  for (let i = 0; i < query.length; i++) numbers[i] = Math.round(query[i]! * scale);
  memory.query = query;
  memory.unit = 1 / scale;
}

function greater(a: number, b: number): number {
  return Math.max(a, b);
}
