/** Counts one more use of a value under a key: of a spelling of a word, of a paper with it. */
export function tally<K, V>(counts: Map<K, Map<V, number>>, key: K, value: V): void {
  let uses = counts.get(key);
  if (uses === undefined) counts.set(key, (uses = new Map()));
  uses.set(value, (uses.get(value) ?? 0) + 1);
}
