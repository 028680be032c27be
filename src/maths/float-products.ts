/**
 * Dot products of one query and many rows of float32, sixteen numbers at a time and summed in float32: within
 * `errorOf` of the exact ones, at the speed at which the rows come from memory.
 */
import {
  ADD,
  advance,
  block,
  branch,
  branchIf,
  get,
  int32,
  LESS,
  load,
  loop,
  type SimdFunction,
  SUBTRACT,
  set,
  simdFunction,
  ZEROS,
} from './wasm.js';

/** Numbers of a row taken at once; rows are padded to it with zeros. */
export const LANES = 16;
const VECTORS = 4;
const VECTOR_BYTES = 16;

export interface FloatLayout {
  /** Numbers of a row and of the query; a multiple of `LANES`. */
  readonly dimension: number;
  readonly query: number;
  readonly out: number;
}

export interface FloatProducts extends Pick<SimdFunction, 'memory' | 'grow'> {
  /** Writes a float32 for each of `count` rows to `out`; the rows begin at an address and follow one another. */
  multiply(rows: number, count: number): void;
}

/** How far a product of rows of unit length may be from the exact one (Higham 2002, section 3.1), and a half more. */
export function errorOf(dimension: number): number {
  return 1.5 * (dimension / LANES + 8) * 2 ** -24;
}

const [ROWS, COUNT, OUT, END, Q, SUMS] = [0, 1, 2, 3, 4, 5];
const MULTIPLY = [0xfd, 0xe6, 0x01];
const SUM_OF_LANES = [0xfd, 0xe4, 0x01];
const SUM = [0x92];
const IS_ZERO = [0x45];
const STORE_FLOAT32 = [0x38, 2, 0];
const vectors = Array.from({ length: VECTORS }, (_, v) => v);

export function floatProducts({ dimension, query, out }: FloatLayout): FloatProducts {
  const add = (v: number) => [
    ...[...get(SUMS + v), ...get(ROWS), ...load(v * VECTOR_BYTES), ...get(Q), ...load(v * VECTOR_BYTES)],
    ...[...MULTIPLY, ...SUM_OF_LANES, ...set(SUMS + v)],
  ];
  const numbers = [
    ...vectors.flatMap(add),
    ...[...advance(ROWS, VECTORS * VECTOR_BYTES), ...advance(Q, VECTORS * VECTOR_BYTES)],
    ...[...get(ROWS), ...get(END), ...LESS, ...branchIf(0)],
  ];
  const lane = (which: number) => [...get(SUMS), 0xfd, 0x1f, which];
  const row = [
    ...vectors.flatMap((v) => [...ZEROS, ...set(SUMS + v)]),
    ...[...get(ROWS), ...int32(4 * dimension), ...ADD, ...set(END), ...int32(query), ...set(Q)],
    ...loop(numbers),
    ...[...get(SUMS), ...get(SUMS + 1), ...SUM_OF_LANES, ...get(SUMS + 2), ...get(SUMS + 3), ...SUM_OF_LANES],
    ...[...SUM_OF_LANES, ...set(SUMS)],
    ...[...get(OUT), ...lane(0), ...lane(1), ...SUM, ...lane(2), ...SUM, ...lane(3), ...SUM, ...STORE_FLOAT32],
    ...[...advance(OUT, 4), ...get(COUNT), ...int32(1), ...SUBTRACT, ...set(COUNT)],
  ];
  const rows = block(loop([...get(COUNT), ...IS_ZERO, ...branchIf(1), ...row, ...branch(0)]));
  return simdFunction({ parameters: 2, integers: 3, vectors: VECTORS, code: [...int32(out), ...set(OUT), ...rows] });
}
