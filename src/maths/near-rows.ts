/**
 * Of rows of unit length, those that can be among the `k` nearest of each. Products in float32 are quick and nearly
 * right: they leave out the other rows, and the caller computes the few that remain as exactly as it needs.
 */
import { kthLargest } from './kth-largest.js';
import { errorOf, floatProducts, LANES, type RowProducts } from './row-products.js';

/** Rows multiplied in one call. */
const ROWS_AT_ONCE = 1_024;
const NUMBER_BYTES = 4;

interface Memory extends RowProducts {
  readonly padded: number;
  readonly out: number;
  readonly first: number;
}

const known = new Map<number, Memory>();

/** One for each dimension; the next call overwrites its content. */
function memoryFor(dimension: number): Memory {
  const padded = Math.ceil(dimension / LANES) * LANES;
  let memory = known.get(padded);
  if (memory === undefined) {
    const out = padded * NUMBER_BYTES;
    memory = { ...floatProducts(padded), padded, out, first: out + ROWS_AT_ONCE * NUMBER_BYTES };
    known.set(padded, memory);
  }
  return memory;
}

/**
 * @param rows of unit length and of one dimension
 * @returns for the place of a row, the places of the others that can be among its `k` nearest, in ascending order
 */
export function nearRows(rows: readonly Float32Array[], k: number): (place: number) => number[] {
  const dimension = rows[0]?.length ?? 0;
  const all = productsOf(rows, dimension);
  const margin = 2 * errorOf(dimension);
  return (place) => {
    const products = all(place);
    products[place] = -Infinity;
    const least = kthLargest(products, k) - margin;
    const near: number[] = [];
    for (let other = 0; other < products.length; other++)
      if (other !== place && products[other]! >= least) near.push(other);
    return near;
  };
}

/** The products of a row with every row. To be used before the next call: the memory is shared. */
function productsOf(rows: readonly Float32Array[], dimension: number): (place: number) => Float32Array {
  if (dimension === 0) return () => new Float32Array(rows.length);
  const { memory, grow, multiply, padded, out, first } = memoryFor(dimension);
  grow(first + rows.length * padded * NUMBER_BYTES);
  const numbers = new Float32Array(memory.buffer);
  const rowAt = (place: number) => first / NUMBER_BYTES + place * padded;
  const padding = new Float32Array(padded - dimension);
  for (const [place, row] of rows.entries()) {
    numbers.set(row, rowAt(place));
    numbers.set(padding, rowAt(place) + dimension);
  }
  return (place) => {
    numbers.copyWithin(0, rowAt(place), rowAt(place) + padded);
    const products = new Float32Array(rows.length);
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, rows.length - from);
      multiply(first + from * padded * NUMBER_BYTES, count, 0, out);
      products.set(numbers.subarray(out / NUMBER_BYTES, out / NUMBER_BYTES + count), from);
    }
    return products;
  };
}
