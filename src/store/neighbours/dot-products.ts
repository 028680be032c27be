/**
 * Dot products of one query and many rows of signed bytes, sixteen at a time: WebAssembly with its fixed-width SIMD
 * (webassembly.github.io/spec/core, vector instructions), assembled here so that nothing has to be compiled or loaded.
 */

/** Multiplied and summed in 32 bits: the query's numbers are kept so small that no sum leaves them. */
const MOST_OF_A_SUM = 2 ** 31 - 1;
const MOST_OF_A_BYTE = 127;
const MOST_OF_16_BITS = 32_767;
/** Numbers of a row taken at once; rows are padded to it. */
export const LANES = 16;

const PAGE_BYTES = 65_536;

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): void;
}

/** As much of it as is used; its types come with a browser's otherwise. */
declare const WebAssembly: {
  readonly Memory: new (of: { readonly initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

export interface DotProducts {
  /** What rows, query and products stand in. Look at it anew after each `grow`. */
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Makes room for so many bytes. */
  grow(bytes: number): void;
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

export function dotProducts(layout: Layout): DotProducts {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(moduleFor(layout)), { env: { memory } });
  const multiply = instance.exports['multiply'] as DotProducts['multiply'];
  return {
    memory,
    multiply,
    grow: (bytes) => {
      const missing = Math.ceil(bytes / PAGE_BYTES) - memory.buffer.byteLength / PAGE_BYTES;
      if (missing > 0) memory.grow(missing);
    },
  };
}

/** The greatest number that a query may have, so that no sum overflows. */
export function mostOfAQuery(dimension: number): number {
  return Math.min(MOST_OF_16_BITS, Math.floor(MOST_OF_A_SUM / (MOST_OF_A_BYTE * dimension)));
}

const [I32, V128] = [0x7f, 0x7b];
const [ROWS, COUNT, OUT, AT, END, Q, SUM, X] = [0, 1, 2, 3, 4, 5, 6, 7];
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const number = (value: number) => [0x41, ...leb(value)];
const ADD = [0x6a];
const SUM_OF_LANES = [0xfd, 0xae, 0x01];
const DOT = [0xfd, 0xba, 0x01];
const LOW = [0xfd, 0x87, 0x01];
const HIGH = [0xfd, 0x88, 0x01];
const load = (offset: number) => [0xfd, 0x00, 0, ...leb(offset)];
const lane = (which: number) => [...get(SUM), 0xfd, 0x1b, which];
const advance = (local: number, by: readonly number[]) => [...get(local), ...by, ...ADD, ...set(local)];

/** Each row's numbers are widened to 16 bits, multiplied in pairs, and summed in four lanes. */
function moduleFor({ dimension, stride, query, out }: Layout): Uint8Array<ArrayBuffer> {
  const half = (widen: readonly number[], offset: number) => [
    ...[...get(X), ...widen, ...get(Q), ...load(offset), ...DOT],
    ...[...get(SUM), ...SUM_OF_LANES, ...set(SUM)],
  ];
  const row = [
    ...[0xfd, 0x0c, ...new Array<number>(16).fill(0), ...set(SUM)],
    ...[...get(ROWS), ...set(AT), ...get(ROWS), ...number(dimension), ...ADD, ...set(END), ...number(query), ...set(Q)],
    ...[0x03, 0x40], // loop over the numbers of the row
    ...[...get(AT), ...load(0), ...set(X), ...half(LOW, 0), ...half(HIGH, 16)],
    ...[...advance(AT, number(LANES)), ...advance(Q, number(2 * LANES))],
    ...[...get(AT), ...get(END), 0x49, 0x0d, 0, 0x0b], // again while before the end
    ...[...get(OUT), ...lane(0), ...lane(1), ...ADD, ...lane(2), ...ADD, ...lane(3), ...ADD, 0x36, 2, 0],
    ...[...advance(OUT, number(4)), ...advance(ROWS, number(stride)), ...get(COUNT), ...number(1), 0x6b, ...set(COUNT)],
  ];
  const body = [
    ...[2, 4, I32, 2, V128], // locals: OUT, AT, END and Q; SUM and X
    ...[...number(out), ...set(OUT)],
    ...[0x02, 0x40, 0x03, 0x40, ...get(COUNT), 0x45, 0x0d, 1], // loop over the rows until none is left
    ...[...row, 0x0c, 0, 0x0b, 0x0b, 0x0b],
  ];
  const named = (name: string) => [name.length, ...Buffer.from(name)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, I32, I32, 0]),
    ...section(2, [1, ...named('env'), ...named('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...named('multiply'), 0, 0]),
    ...section(10, [1, ...leb(body.length), ...body]),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...leb(content.length), ...content];
}

/** A whole number below 2^31, in LEB128, signed: the leading bit of what is written last is 0. */
function leb(value: number): number[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}
