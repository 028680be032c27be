/** A list of pairs of positions in little memory: each is one exact double, as in `buckets.ts`. */
import { packed } from './buckets.js';

/** Pairs of a first block. */
const FIRST = 2 ** 12;

export interface PairList {
  /** In either order; a position with itself is no pair. */
  add(a: number, b: number): void;
  /** In ascending order, packed, the smaller position first; pairs that were added twice stand twice. */
  sorted(): Float64Array;
}

export function pairList(): PairList {
  let pairs = new Float64Array(FIRST);
  let count = 0;
  return {
    add(a, b) {
      if (a === b) return;
      if (count === pairs.length) {
        const more = new Float64Array(2 * count);
        more.set(pairs);
        pairs = more;
      }
      pairs[count++] = packed(Math.min(a, b), Math.max(a, b));
    },
    sorted: () => pairs.subarray(0, count).sort(),
  };
}
