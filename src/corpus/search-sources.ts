/** What search reads of an index: embeddings, words, neighbours, and the statistics of its papers. */
import type { OpenIndex } from '../ingest/index.js';
import { type CorpusStatistics, computeStatistics, type SearchSources } from '../search/index.js';
import { derived } from './snapshot.js';

const STATISTICS = 'search-statistics';

/** Statistics of the papers; computed once for each state of them. */
export async function statisticsOf(index: OpenIndex): Promise<CorpusStatistics> {
  return derived(index.store, STATISTICS, async ({ papers, embeddings }) =>
    computeStatistics(papers, embeddings, async (texts) => (await index.embedder()).embed(texts), index.store),
  );
}

export async function sourcesOf(index: OpenIndex): Promise<SearchSources> {
  return {
    embed: async (texts) => (await index.embedder()).embed(texts),
    inVocabulary: async (word) => (await index.embedder()).inVocabulary(word),
    neighbours: () => index.store.neighbours(),
    words: index.store,
    papers: index.store,
    statistics: await statisticsOf(index),
  };
}
