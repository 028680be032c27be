/**
 * A matrix of float32 rows in one flat array, and the sums that clustering needs.
 *
 * Sums run in a fixed order in float64, so the same rows give the same bits on every engine; nothing here calls a Math
 * function that engines may round differently.
 */
import { BLOCK, TILE, tilesFor } from './tiles.js';

export interface Rows {
  readonly data: Float32Array;
  readonly count: number;
  readonly dimension: number;
}

/** Embeddings, or any arrays of one length, in one flat array: a copy, unless they follow each other in one already. */
export function rowsOf(arrays: readonly ArrayLike<number>[]): Rows {
  const dimension = arrays[0]?.length ?? 0;
  const inPlace = consecutive(arrays, dimension);
  if (inPlace !== undefined) return { data: inPlace, count: arrays.length, dimension };
  const data = new Float32Array(arrays.length * dimension);
  arrays.forEach((array, i) => data.set(array, i * dimension));
  return { data, count: arrays.length, dimension };
}

function consecutive(arrays: readonly ArrayLike<number>[], dimension: number): Float32Array | undefined {
  const [first] = arrays;
  if (!(first instanceof Float32Array)) return undefined;
  const follows = (array: ArrayLike<number>, i: number) =>
    array instanceof Float32Array &&
    array.buffer === first.buffer &&
    array.length === dimension &&
    array.byteOffset === first.byteOffset + i * first.byteLength;
  return arrays.every(follows)
    ? new Float32Array(first.buffer, first.byteOffset, arrays.length * dimension)
    : undefined;
}

export function emptyRows(count: number, dimension: number): Rows {
  return { data: new Float32Array(count * dimension), count, dimension };
}

export function rowAt(rows: Rows, i: number): Float32Array {
  return rows.data.subarray(i * rows.dimension, (i + 1) * rows.dimension);
}

/** `count` rows from one on, in the same memory. */
export function rowsFrom({ data, dimension }: Rows, from: number, count: number): Rows {
  return { data: data.subarray(from * dimension, (from + count) * dimension), count, dimension };
}

/** The rows at `indices`, in that order. */
export function pickRows(rows: Rows, indices: ArrayLike<number>): Rows {
  const picked = emptyRows(indices.length, rows.dimension);
  for (let i = 0; i < indices.length; i++) picked.data.set(rowAt(rows, indices[i]!), i * rows.dimension);
  return picked;
}

/**
 * Gives the memory of rows back now, where the garbage collector may wait for minutes. Afterwards they have no numbers.
 * @param rows the only ones in their buffer, which nothing else reads
 */
export function releaseRows({ data: { buffer } }: Rows): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength > 0) structuredClone(buffer, { transfer: [buffer] });
}

/** Scales every row to unit length in place; a row of zeros stays zero. */
export function normaliseRows(rows: Rows): Rows {
  for (let i = 0; i < rows.count; i++) {
    const row = rowAt(rows, i);
    let squares = 0;
    for (const x of row) squares += x * x;
    const length = Math.sqrt(squares);
    if (length > 0) for (let d = 0; d < row.length; d++) row[d] = row[d]! / length;
  }
  return rows;
}

/** The sum of the rows of each cluster, and how many there are. Rows with a negative label are left out. */
export function sumsByLabel(rows: Rows, labels: Int32Array, k: number): { sums: Float64Array; sizes: Int32Array } {
  const sums = new Float64Array(k * rows.dimension);
  addSums(rows, labels, sums);
  const sizes = new Int32Array(k);
  for (const label of labels) if (label >= 0) sizes[label]!++;
  return { sums, sizes };
}

/** Adds each row to the sum of its cluster. */
export function addSums({ data, count, dimension }: Rows, labels: Int32Array, sums: Float64Array): void {
  for (let i = 0; i < count; i++) {
    const label = labels[i]!;
    if (label < 0) continue;
    const from = i * dimension;
    const to = label * dimension;
    for (let d = 0; d < dimension; d++) sums[to + d]! += data[from + d]!;
  }
}

/** The sums at unit length, in float32. */
export function unitMeans(sums: Float64Array, k: number): Rows {
  return normaliseRows({ data: Float32Array.from(sums), count: k, dimension: sums.length / k });
}

/** With fewer rows on one side a plain loop is as fast. */
const ROWS_IN_TILES = 4;

/** Dot products of each row with all of `others`, row by row into `out`; summed in float64. */
export function dotProducts(rows: Rows, others: Rows, out: Float32Array): void {
  if (rows.count >= ROWS_IN_TILES && others.count >= ROWS_IN_TILES) {
    productsInTiles(rows, others, out);
    return;
  }
  let at = 0;
  for (let p = 0; p < rows.count * rows.dimension; p += rows.dimension)
    for (let q = 0; q < others.count * rows.dimension; q += rows.dimension) {
      let sum = 0; // in the same order as in the tiles, so both give the same bits
      for (let d = 0; d < rows.dimension; d++) sum += rows.data[p + d]! * others.data[q + d]!;
      out[at++] = sum;
    }
}

function productsInTiles(rows: Rows, others: Rows, out: Float32Array): void {
  const { dimension } = rows;
  const k = others.count;
  const tiles = tilesFor(dimension);
  for (let j = 0; j < k; j += BLOCK) {
    const width = Math.min(BLOCK, k - j);
    writeInTiles(others, j, width, tiles.b);
    for (let i = 0; i < rows.count; i += BLOCK) {
      const height = Math.min(BLOCK, rows.count - i);
      tiles.a.set(rows.data.subarray(i * dimension, (i + height) * dimension));
      for (let column = 0; column < width; column += TILE)
        for (let row = 0; row < height; row += TILE) {
          tiles.multiply(row, column);
          const [rowsHere, columnsHere] = [Math.min(TILE, height - row), Math.min(TILE, width - column)];
          for (let r = 0; r < rowsHere; r++)
            for (let c = 0; c < columnsHere; c++)
              out[(i + row + r) * k + j + column + c] = tiles.products[r * TILE + c]!;
        }
    }
  }
}

/** The rows from `first` on. Missing rows of the last tile keep their previous content; their products are not read. */
function writeInTiles({ data, dimension }: Rows, first: number, count: number, to: Float64Array): void {
  for (let row = 0; row < count; row++) {
    const start = (row - (row % TILE)) * dimension + (row % TILE);
    const source = (first + row) * dimension;
    for (let d = 0; d < dimension; d++) to[start + d * TILE] = data[source + d]!;
  }
}
