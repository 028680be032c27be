/**
 * Dot products of one query and many rows of signed bytes, sixteen at a time.
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
} from '../../maths/wasm.js';

/** Multiplied and summed in 32 bits: the query's numbers are kept so small that no sum leaves them. */
const MOST_OF_A_SUM = 2 ** 31 - 1;
const MOST_OF_A_BYTE = 127;
const MOST_OF_16_BITS = 32_767;
/** Numbers of a row taken at once; rows are padded to it. */
export const LANES = 16;

export interface DotProducts extends Pick<SimdFunction, 'memory' | 'grow'> {
  /**
   * Writes an int32 for each of `count` rows to `out`: its dot product with the 16-bit numbers at `query`.
   * @param rows where the numbers of the first row begin
   */
  multiply(rows: number, count: number): void;
}

export interface Layout {
  /** Numbers of a row and of the query; a multiple of `LANES`. */
  readonly dimension: number;
  /** Bytes from a row to the next. */
  readonly stride: number;
  readonly query: number;
  readonly out: number;
}

/** The greatest number that a query may have, so that no sum overflows. */
export function mostOfAQuery(dimension: number): number {
  return Math.min(MOST_OF_16_BITS, Math.floor(MOST_OF_A_SUM / (MOST_OF_A_BYTE * dimension)));
}

const [ROWS, COUNT, OUT, AT, END, Q, SUM, X] = [0, 1, 2, 3, 4, 5, 6, 7];
const SUM_OF_LANES = [0xfd, 0xae, 0x01];
const DOT = [0xfd, 0xba, 0x01];
const LOW = [0xfd, 0x87, 0x01];
const HIGH = [0xfd, 0x88, 0x01];
const IS_ZERO = [0x45];
const STORE_INT32 = [0x36, 2, 0];
const lane = (which: number) => [...get(SUM), 0xfd, 0x1b, which];

/** Each row's numbers are widened to 16 bits, multiplied in pairs, and summed in four lanes. */
export function dotProducts({ dimension, stride, query, out }: Layout): DotProducts {
  const half = (widen: readonly number[], offset: number) => [
    ...[...get(X), ...widen, ...get(Q), ...load(offset), ...DOT],
    ...[...get(SUM), ...SUM_OF_LANES, ...set(SUM)],
  ];
  const numbers = [
    ...[...get(AT), ...load(0), ...set(X), ...half(LOW, 0), ...half(HIGH, 16)],
    ...[...advance(AT, LANES), ...advance(Q, 2 * LANES)],
    ...[...get(AT), ...get(END), ...LESS, ...branchIf(0)],
  ];
  const row = [
    ...[...ZEROS, ...set(SUM), ...get(ROWS), ...set(AT)],
    ...[...get(ROWS), ...int32(dimension), ...ADD, ...set(END), ...int32(query), ...set(Q)],
    ...loop(numbers),
    ...[...get(OUT), ...lane(0), ...lane(1), ...ADD, ...lane(2), ...ADD, ...lane(3), ...ADD, ...STORE_INT32],
    ...[...advance(OUT, 4), ...advance(ROWS, stride)],
    ...[...get(COUNT), ...int32(1), ...SUBTRACT, ...set(COUNT)],
  ];
  const rows = block(loop([...get(COUNT), ...IS_ZERO, ...branchIf(1), ...row, ...branch(0)]));
  return simdFunction({ parameters: 2, integers: 4, vectors: 2, code: [...int32(out), ...set(OUT), ...rows] });
}
