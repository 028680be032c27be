/**
 * Seeded random numbers, the same on every machine: integer arithmetic only.
 * Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, ample for starts, samples and layouts.
 */

/** A stream of numbers, 0 ≤ x < 1, determined by the seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
