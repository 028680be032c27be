/** What search reads of an index: embeddings, words, neighbours, and the statistics of its papers. */
import type { OpenView } from '../ingest/index.js';
import { EVERYDAY_PHRASES, type SearchSources } from '../search/index.js';
import { embedQueries } from './model.js';
import { statisticsOf } from './statistics.js';

type Phrases = ReturnType<SearchSources['everydayPhrases']>;

/** Embedded when a question first needs them, once for each model of this process. */
const everydayPhrases = new WeakMap<object, Phrases>();

async function everydayPhrasesOf(index: OpenView): Phrases {
  const embedder = await index.embedder();
  const phrases = everydayPhrases.get(embedder) ?? embedQueries(index)(EVERYDAY_PHRASES);
  everydayPhrases.set(embedder, phrases);
  return phrases;
}

export async function searchSources(index: OpenView): Promise<SearchSources> {
  return {
    embed: embedQueries(index),
    everydayPhrases: () => everydayPhrasesOf(index),
    inVocabulary: async (word) => (await index.embedder()).inVocabulary(word),
    glossary: async () => (await index.embedder()).glossary(),
    neighbours: index.view,
    words: index.view,
    papers: index.view,
    statistics: { ...(await statisticsOf(index)), papers: await index.view.count() },
  };
}
