/** Orders of texts that are the same on every machine. */

/** By UTF-16 code units, ascending: −1, 0 or 1. */
export function byCodeUnits(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** The smaller by UTF-16 code units. */
export function smaller(a: string, b: string): string {
  return a < b ? a : b;
}

/** The longer text; of two of one length the smaller, so that the order of the two does not matter. */
export function fuller(a: string, b: string): string {
  if (a.length === b.length) return smaller(a, b);
  return a.length > b.length ? a : b;
}

/** The highest score first, ties by id, so that the order is the same everywhere. */
export function byScore(a: { readonly id: string; readonly score: number }, b: typeof a): number {
  return b.score - a.score || byCodeUnits(a.id, b.id);
}

/** The most similar first, ties by id, so that equal texts have the same order everywhere. */
export function bySimilarity(a: { readonly id: string; readonly similarity: number }, b: typeof a): number {
  return b.similarity - a.similarity || byCodeUnits(a.id, b.id);
}

/** The key with the highest count; ties by `byCodeUnits`. @param counts at least one */
export function mostFrequent(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((best, one) =>
    one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best,
  )[0];
}
