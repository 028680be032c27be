/** Hashes of 32 bits. They are stored, and samples are drawn by them: the same numbers on every machine. */

/** The multipliers of `mixBits`. */
export const MULTIPLIERS = [0x85ebca6b, 0xc2b2ae35] as const;

/** Spreads 32 bits over all of them: the finaliser of MurmurHash3 (Austin Appleby, public domain). @returns unsigned */
export function mixBits(bits: number): number {
  bits = Math.imul(bits ^ (bits >>> 16), MULTIPLIERS[0]);
  bits = Math.imul(bits ^ (bits >>> 13), MULTIPLIERS[1]);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The hash of a run of words with one more word at its end; 0 is that of no words. @returns signed */
export function withWord(run: number, word: number): number {
  return Math.imul(run ^ word, 0x9e3779b1) ^ (run >>> 15);
}
