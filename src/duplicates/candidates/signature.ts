/**
 * The MinHash signature of a set: the smallest value of each of some hash functions over its elements, four elements at
 * a time. (The smallest of whole numbers is the same in any order.)
 */
import {
  advance,
  branchIf,
  get,
  int32,
  LESS,
  load,
  loop,
  type SimdFunction,
  set,
  simdFunction,
  store,
  XOR_LANES,
} from '../../maths/wasm.js';

const [LANES, VECTOR_BYTES, NUMBER_BYTES] = [4, 16, 4];
const MOST = 0xffffffff;

/** Parameters: addresses of the elements and of their end, the seed, and where four smallest values go. Then locals. */
const [AT, END, SEED, OUT, SEEDS, SMALLEST, X] = [0, 1, 2, 3, 4, 5, 6];
const [SPLAT, SHIFT_RIGHT, MULTIPLY, SMALLER] = [[0x11], [0xad, 0x01], [0xb5, 0x01], [0xb7, 0x01]].map(
  (instruction) => [0xfd, ...instruction],
) as [number[], number[], number[], number[]];

/** @param functions of the hash functions: a seed each @param multipliers of MurmurHash3's finaliser */
export function signatures(
  functions: Uint32Array,
  multipliers: readonly [number, number],
): (elements: Uint32Array) => Uint32Array {
  const simd = smallestHash(multipliers);
  return (elements) => {
    const padded = Math.ceil(elements.length / LANES) * LANES;
    const first = VECTOR_BYTES;
    simd.grow(first + padded * NUMBER_BYTES);
    const memory = new Uint32Array(simd.memory.buffer);
    memory.set(elements, LANES);
    memory.fill(elements[0] ?? 0, LANES + elements.length, LANES + padded);
    return functions.map((seed) => {
      if (elements.length === 0) return MOST;
      simd.multiply(first, first + padded * NUMBER_BYTES, seed, 0);
      return Math.min(memory[0]!, memory[1]!, memory[2]!, memory[3]!);
    });
  };
}

function smallestHash(multipliers: readonly [number, number]): SimdFunction {
  const mix = (bits: number) => [...get(X), ...get(X), ...int32(bits), ...SHIFT_RIGHT, ...XOR_LANES, ...set(X)];
  const times = (multiplier: number) => [...get(X), ...int32(multiplier), ...SPLAT, ...MULTIPLY, ...set(X)];
  const four = [
    ...[...get(AT), ...load(0), ...get(SEEDS), ...XOR_LANES, ...set(X)],
    ...[...mix(16), ...times(multipliers[0]), ...mix(13), ...times(multipliers[1]), ...mix(16)],
    ...[...get(SMALLEST), ...get(X), ...SMALLER, ...set(SMALLEST)],
    ...[...advance(AT, VECTOR_BYTES), ...get(AT), ...get(END), ...LESS, ...branchIf(0)],
  ];
  return simdFunction({
    parameters: 4,
    integers: 0,
    vectors: 3,
    code: [
      ...[...get(SEED), ...SPLAT, ...set(SEEDS), ...int32(MOST), ...SPLAT, ...set(SMALLEST)],
      ...[...loop(four), ...get(OUT), ...get(SMALLEST), ...store(0)],
    ],
  });
}
