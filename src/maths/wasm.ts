/**
 * WebAssembly modules with fixed-width SIMD (webassembly.github.io/spec/core, binary format and vector instructions),
 * assembled here so that nothing has to be compiled or loaded. A module imports a memory and exports one function,
 * `multiply`.
 */

export const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_536;

export interface SimdMemory {
  /** Replaced by `grow`. */
  readonly buffer: ArrayBufferLike;
  grow(pages: number): void;
}

/** The parts of WebAssembly that are used here; TypeScript declares it only together with a browser's API. */
declare const WebAssembly: {
  readonly Memory: new (of: {
    readonly initial: number;
    readonly maximum?: number;
    readonly shared?: boolean;
  }) => SimdMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

export interface SimdFunction {
  /** Input and output of `multiply`. */
  readonly memory: Pick<SimdMemory, 'buffer'>;
  /** Ensures that the memory has at least this size. */
  grow(bytes: number): void;
  readonly multiply: (...numbers: number[]) => void;
}

export interface FunctionBody {
  /** int32 parameters, int32 locals and 128-bit locals, numbered in this order. */
  readonly parameters: number;
  readonly integers: number;
  readonly vectors: number;
  /** Instructions, without the `end` of the function. */
  readonly code: readonly number[];
}

const [I32, V128] = [0x7f, 0x7b];

/** Memory that threads can share. Its addresses are reserved, 4 GB; only what is written takes memory. */
export function sharedMemory(): SimdMemory {
  return new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
}

/** @param memory default: memory of its own */
export function simdFunction(body: FunctionBody, memory?: SimdMemory): SimdFunction {
  const used = memory ?? new WebAssembly.Memory({ initial: 1 });
  const shared = used.buffer instanceof SharedArrayBuffer;
  const module = new WebAssembly.Module(moduleOf(body, shared));
  const instance = new WebAssembly.Instance(module, { env: { memory: used } });
  return {
    memory: used,
    multiply: instance.exports['multiply'] as SimdFunction['multiply'],
    grow: (bytes) => {
      const missing = Math.ceil(bytes / PAGE_BYTES) - used.buffer.byteLength / PAGE_BYTES;
      if (missing > 0) used.grow(missing);
    },
  };
}

export const get = (local: number) => [0x20, local];
export const set = (local: number) => [0x21, local];
/** @param value of 32 bits, signed or unsigned */
export const int32 = (value: number) => [0x41, ...signedLeb(value | 0)];
export const ADD = [0x6a];
export const SUBTRACT = [0x6b];
export const LESS = [0x49];
export const XOR_LANES = [0xfd, 0x51];
export const ZEROS = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const atAddress = (instruction: number) => (offset: number) => [0xfd, instruction, 0, ...leb(offset)];
/** The sixteen bytes at an address and an offset. */
export const load = atAddress(0x00);
/** The eight bytes at an address and an offset, twice. */
export const loadTwice = atAddress(0x0a);
export const store = atAddress(0x0b);
export const loop = (code: readonly number[]) => [0x03, 0x40, ...code, 0x0b];
export const block = (code: readonly number[]) => [0x02, 0x40, ...code, 0x0b];
export const branch = (depth: number) => [0x0c, depth];
export const branchIf = (depth: number) => [0x0d, depth];
/** Adds to a local. */
export const advance = (local: number, by: number) => [...get(local), ...int32(by), ...ADD, ...set(local)];

function moduleOf({ parameters, integers, vectors, code }: FunctionBody, shared: boolean): Uint8Array<ArrayBuffer> {
  const body = [2, integers, I32, vectors, V128, ...code, 0x0b];
  const limits = shared ? [3, ...leb(1), ...leb(MOST_PAGES)] : [0, 1];
  const named = (name: string) => [name.length, ...Buffer.from(name)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, parameters, ...new Array<number>(parameters).fill(I32), 0]),
    ...section(2, [1, ...named('env'), ...named('memory'), 2, ...limits]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...named('multiply'), 0, 0]),
    ...section(10, [1, ...leb(body.length), ...body]),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...leb(content.length), ...content];
}

/** A whole number below 2^31, in LEB128. */
function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

/** The same with a sign, which is the second bit of the last byte. */
function signedLeb(value: number): number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signedLeb(value >> 7)];
}
