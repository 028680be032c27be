/**
 * Dot products of one query and many rows, sixteen numbers at a time. Rows of float32: within `errorOf` of the exact
 * products, at the speed at which rows come from memory. Rows of signed bytes: exact.
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
  type SimdMemory,
  SUBTRACT,
  set,
  simdFunction,
  ZEROS,
} from './wasm.js';

/** Numbers multiplied at once; rows and the query are padded with zeros to a multiple of it. */
export const LANES = 16;

export interface RowProducts extends Pick<SimdFunction, 'memory' | 'grow'> {
  /**
   * Writes one product of four bytes for each of `count` rows.
   * @param rows address of the first row @param query its address @param out address of the first product
   */
  multiply(rows: number, count: number, query: number, out: number): void;
}

const VECTOR_BYTES = 16;
const PRODUCT_BYTES = 4;
/** Parameters of the function: address of the row, rows that are left, address of the query, and of the product. */
const [ROWS, COUNT, QUERY, OUT] = [0, 1, 2, 3];
const PARAMETERS = 4;
const IS_ZERO = [0x45];

/** The body of a function that runs `row`, which writes a product to `OUT` and moves `ROWS`, for each row. */
function forEachRow(row: readonly number[]): number[] {
  const next = [...advance(OUT, PRODUCT_BYTES), ...get(COUNT), ...int32(1), ...SUBTRACT, ...set(COUNT)];
  return block(loop([...get(COUNT), ...IS_ZERO, ...branchIf(1), ...row, ...next, ...branch(0)]));
}

/** The maximum error of a product of rows of unit length (Higham 2002, section 3.1), and half of it more. */
export function errorOf(dimension: number): number {
  return 1.5 * (dimension / LANES + 8) * 2 ** -24;
}

/** Products of float32 rows that follow one another, as float32. @param dimension a multiple of `LANES` */
export function floatProducts(dimension: number): RowProducts {
  const [END, Q, SUMS] = [4, 5, 6];
  const [MULTIPLY, ADD_LANES, ADD_FLOAT, STORE] = [[0xfd, 0xe6, 0x01], [0xfd, 0xe4, 0x01], [0x92], [0x38, 2, 0]];
  const vectors = Array.from({ length: LANES / 4 }, (_, v) => v);
  const add = (v: number) => [
    ...[...get(SUMS + v), ...get(ROWS), ...load(v * VECTOR_BYTES), ...get(Q), ...load(v * VECTOR_BYTES)],
    ...[...MULTIPLY, ...ADD_LANES, ...set(SUMS + v)],
  ];
  const numbers = [
    ...vectors.flatMap(add),
    ...[...advance(ROWS, vectors.length * VECTOR_BYTES), ...advance(Q, vectors.length * VECTOR_BYTES)],
    ...[...get(ROWS), ...get(END), ...LESS, ...branchIf(0)],
  ];
  const lane = (which: number) => [...get(SUMS), 0xfd, 0x1f, which];
  const row = [
    ...vectors.flatMap((v) => [...ZEROS, ...set(SUMS + v)]),
    ...[...get(ROWS), ...int32(4 * dimension), ...ADD, ...set(END), ...get(QUERY), ...set(Q)],
    ...loop(numbers),
    ...[...get(SUMS), ...get(SUMS + 1), ...ADD_LANES, ...get(SUMS + 2), ...get(SUMS + 3), ...ADD_LANES],
    ...[...ADD_LANES, ...set(SUMS)],
    ...[...get(OUT), ...lane(0), ...lane(1), ...ADD_FLOAT, ...lane(2), ...ADD_FLOAT, ...lane(3), ...ADD_FLOAT],
    ...STORE,
  ];
  return simdFunction({ parameters: PARAMETERS, integers: 2, vectors: vectors.length, code: forEachRow(row) });
}

/** The maximum of an int32, of a byte and of 16 bits. */
const [MOST_OF_A_SUM, MOST_OF_A_BYTE, MOST_OF_16_BITS] = [2 ** 31 - 1, 127, 32_767];

/** The greatest number that a query may have: sums have 32 bits, and none may overflow. */
export function mostOfAQuery(dimension: number): number {
  return Math.min(MOST_OF_16_BITS, Math.floor(MOST_OF_A_SUM / (MOST_OF_A_BYTE * dimension)));
}

export interface ByteRows {
  /** Bytes from a row to the next. */
  readonly stride: number;
  /** Bytes before a row at which its scale stands, a float32; default: it has none. */
  readonly scaleBefore?: number;
}

/**
 * Products of rows of signed bytes with a query of 16-bit numbers, as int32; of rows with a scale, times that scale, as
 * float32. The bytes are widened to 16 bits, multiplied in pairs, and summed in four lanes.
 * @param dimension a multiple of `LANES` @param memory default: its own
 */
export function byteProducts(dimension: number, { stride, scaleBefore }: ByteRows, memory?: SimdMemory): RowProducts {
  const [AT, END, Q, SUM, X] = [4, 5, 6, 7, 8];
  const [TO_FLOAT, LOAD_FLOAT, MULTIPLY_FLOAT, STORE_FLOAT] = [[0xb2], [0x2a, 2, 0], [0x94], [0x38, 2, 0]];
  const [ADD_LANES, MULTIPLY_PAIRS, STORE] = [
    [0xfd, 0xae, 0x01],
    [0xfd, 0xba, 0x01],
    [0x36, 2, 0],
  ];
  const [LOW, HIGH] = [
    [0xfd, 0x87, 0x01],
    [0xfd, 0x88, 0x01],
  ];
  const half = (widen: readonly number[], offset: number) => [
    ...[...get(X), ...widen, ...get(Q), ...load(offset), ...MULTIPLY_PAIRS],
    ...[...get(SUM), ...ADD_LANES, ...set(SUM)],
  ];
  const numbers = [
    ...[...get(AT), ...load(0), ...set(X), ...half(LOW, 0), ...half(HIGH, VECTOR_BYTES)],
    ...[...advance(AT, LANES), ...advance(Q, 2 * LANES)],
    ...[...get(AT), ...get(END), ...LESS, ...branchIf(0)],
  ];
  const lane = (which: number) => [...get(SUM), 0xfd, 0x1b, which];
  const scale = [...get(ROWS), ...int32(-(scaleBefore ?? 0)), ...ADD, ...LOAD_FLOAT];
  const stored = scaleBefore === undefined ? STORE : [...TO_FLOAT, ...scale, ...MULTIPLY_FLOAT, ...STORE_FLOAT];
  const row = [
    ...[...ZEROS, ...set(SUM), ...get(ROWS), ...set(AT)],
    ...[...get(ROWS), ...int32(dimension), ...ADD, ...set(END), ...get(QUERY), ...set(Q)],
    ...loop(numbers),
    ...[...get(OUT), ...lane(0), ...lane(1), ...ADD, ...lane(2), ...ADD, ...lane(3), ...ADD, ...stored],
    ...advance(ROWS, stride),
  ];
  return simdFunction({ parameters: PARAMETERS, integers: 3, vectors: 2, code: forEachRow(row) }, memory);
}
