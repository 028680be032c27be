import type { Corpus } from '../index.js';

/** The titles of some papers, by id; without reading the others. */
export async function titlesOf(corpus: Corpus, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(ids)];
  return new Map(await Promise.all(distinct.map(async (id) => [id, (await corpus.show(id)).title] as const)));
}
