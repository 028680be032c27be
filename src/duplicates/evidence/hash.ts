/** FNV-1a over UTF-16 units, 32 bits (Fowler, Noll, Vo: draft-eastlake-fnv). */

/** The hash of no units. */
export const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** @returns a signed number, from which the next step or `>>> 0` goes on */
export function fnvStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME);
}

export function hashOf(word: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < word.length; i++) hash = fnvStep(hash, word.charCodeAt(i));
  return hash >>> 0;
}
