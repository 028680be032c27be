/** A corpus that a person can compute in the head, as search is handed one. */
import { cosineSimilarity, type Embedding, quantize, toUnitLength } from '../../src/embedding.js';
import type { Paper, PaperId } from '../../src/paper.js';
import {
  type CorpusStatistics,
  EVERYDAY_PHRASES,
  type SearchSources,
  StatisticsUpdate,
  statisticsIn,
} from '../../src/search/index.js';
import { sentencesOf } from '../../src/text/sentences.js';
import { indexWords } from '../../src/text/terms.js';

const SUBJECTS = ['cat', 'star', 'law'];

/** One dimension a subject, the number of times it is named, and one more of 1 for all else. */
export function subjectEmbedding(text: string): Embedding {
  return toUnitLength([...SUBJECTS.map((subject) => text.toLowerCase().split(subject).length - 1), 1]);
}

/** From all papers at once. */
export async function computeStatistics(
  papers: readonly Paper[],
  embeddings: ReadonlyMap<PaperId, Embedding>,
  embed: SearchSources['embed'],
  { sentences }: Pick<SearchSources['papers'], 'sentences'>,
): Promise<CorpusStatistics> {
  const nothing = async () => [];
  const scan = async function* () {};
  const sources = { embed, sentences, papers: nothing, rankByWords: nothing, scanEmbeddings: scan };
  const update = new StatisticsUpdate(sources, async () => new Map());
  await update.add(papers.flatMap((paper) => (embeddings.has(paper.id) ? [[paper, embeddings.get(paper.id)!]] : [])));
  return statisticsIn(await update.finish());
}

export interface LittleCorpus extends SearchSources {
  /** Every text embedded so far. */
  readonly embedded: string[];
}

/** @param statistics what to say was statistics, in place of what is */
export async function littleCorpus(
  papers: readonly Paper[],
  statistics: Partial<CorpusStatistics> = {},
): Promise<LittleCorpus> {
  const inOrder = [...papers].sort((a, b) => (a.id < b.id ? -1 : 1));
  const embeddings = new Map(inOrder.map((paper) => [paper.id, subjectEmbedding(`${paper.title}. ${paper.abstract}`)]));
  const terms = new Map(inOrder.map((paper) => [paper.id, Object.values(indexWords(paper)).join(' ').split(' ')]));
  const embedded: string[] = [];
  const counts = new Map<string, number>();
  for (const held of terms.values()) for (const term of new Set(held)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const embed = async (texts: readonly string[]) => {
    embedded.push(...texts);
    return texts.map(subjectEmbedding);
  };
  const partsOf = ({ title, abstract }: Paper) =>
    [...sentencesOf(abstract).map(({ text }) => text), title].map(subjectEmbedding);
  const sentences = async (ids: readonly PaperId[]) =>
    new Map(inOrder.filter(({ id }) => ids.includes(id)).map((paper) => [paper.id, quantize(partsOf(paper))]));
  return {
    embedded,
    embed,
    glossary: async () => undefined,
    everydayPhrases: async () => EVERYDAY_PHRASES.map(subjectEmbedding),
    inVocabulary: async (word) => ['cat', 'star', 'law', 'start', 'stare', 'roses'].includes(word),
    statistics: {
      ...(await computeStatistics(inOrder, embeddings, async (texts) => texts.map(subjectEmbedding), { sentences })),
      ...statistics,
    },
    neighbours: {
      nearest: async (query, k, { where } = {}) =>
        best(
          [...embeddings]
            .filter(([id]) => where?.ids?.includes(id) !== false && where?.notIds?.includes(id) !== true)
            .map(([id, one]) => ({ id, similarity: cosineSimilarity(query, one) })),
          ({ similarity }) => similarity,
        ).slice(0, k),
    },
    words: {
      // in place of BM25: the number of terms asked for that a paper holds
      rankByWords: async (asked, limit, { where: { ids, notIds } = {} } = {}) =>
        best(
          [...terms].map(([id, held]) => ({
            id,
            score: asked.filter((term) => ` ${held.join(' ')} `.includes(` ${term} `)).length,
          })),
          ({ score }) => score,
        )
          .filter(({ id, score }) => score > 0 && ids?.includes(id) !== false && notIds?.includes(id) !== true)
          .slice(0, limit),
      paperCounts: async (asked) =>
        new Map(asked.flatMap((term) => (counts.has(term) ? [[term, counts.get(term)!]] : []))),
      termsOfLength: async (shortest, longest) =>
        new Map([...counts].filter(([term]) => term.length >= shortest && term.length <= longest)),
    },
    papers: {
      papers: async (ids) => inOrder.filter(({ id }) => ids.includes(id)),
      sentences,
      embeddings: async (ids) => new Map([...embeddings].filter(([id]) => ids.includes(id))),
    },
  };
}

function best<T extends { readonly id: PaperId }>(all: T[], of: (one: T) => number): T[] {
  return all.sort((a, b) => of(b) - of(a) || (a.id < b.id ? -1 : 1));
}
