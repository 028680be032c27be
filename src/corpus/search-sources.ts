/** What search reads of an index: embeddings, words, neighbours, and the statistics of its papers. */
import type { OpenIndex, OpenView } from '../ingest/index.js';
import { type CorpusStatistics, computeStatistics, type SearchSources } from '../search/index.js';
import type { Store } from '../store/index.js';
import { VERSION } from '../version.js';
import { derived, type Slack } from './snapshot.js';

const STATISTICS = 'search-statistics';

/**
 * Reading every paper to add one is what a large collection cannot afford: its statistics may be behind by so much. Up
 * to 20,000 papers they are always of the papers as they stand, and the same papers give the same answers to the byte.
 */
const SLACK: Slack = { abovePapers: 20_000, share: 0.02 };

/** Statistics of the papers; computed once for each state of them. */
export async function statisticsOf(index: OpenView): Promise<CorpusStatistics> {
  return derived(
    index,
    STATISTICS,
    async ({ papers, embeddings }) => computeStatistics(papers, embeddings, embedQueries(index), index.view),
    SLACK,
  );
}

/** So that the next question computes them of the papers as they stand. */
export async function forgetStatistics(store: Store): Promise<void> {
  await store.read(({ papersVersion }) =>
    store.saveDerived(STATISTICS, { of: papersVersion, program: VERSION, value: null }),
  );
}

/** A question has another prompt than a paper in some models. */
export function embedQueries(index: Pick<OpenIndex, 'embedder'>): SearchSources['embed'] {
  return async (texts) => (await index.embedder()).embed(texts, { as: 'query' });
}

export async function sourcesOf(index: OpenView): Promise<SearchSources> {
  return {
    embed: embedQueries(index),
    inVocabulary: async (word) => (await index.embedder()).inVocabulary(word),
    neighbours: index.view,
    words: index.view,
    papers: index.view,
    statistics: { ...(await statisticsOf(index)), papers: await index.view.count() },
  };
}
