/**
 * Decides whether the nearest papers are on the subject of a query although no paper is a match: a description in plain
 * words ("spotting grave robbers from space") is often below the floor.
 *
 * A linear rule over four signals:
 * - how far the first papers are above chance. What a paper shares with any text is subtracted: some papers are near to
 *   everyday phrases and so to any query (as Z-normalisation in speaker verification, Auckenthaler et al. 2000);
 * - how much more similar the nearest paper is than any everyday phrase;
 * - the share of the query on words in no paper;
 * - how much nearer the first papers are without one word of the query: then the query is about that word, and the
 *   papers are not ("train a puppy with rewards").
 */
import { cosineSimilarity, type Embedding } from '../../embedding.js';
import { averageOf } from '../../maths/average.js';
import type { Neighbour } from '../../store/index.js';
import { termsAskedBy } from '../../text/terms.js';
import { wordsOf } from '../../text/words.js';
import type { Query } from '../query/query.js';
import type { CorpusStatistics } from '../statistics/statistics.js';

/** The papers of highest similarity that decide: one alone is near by chance more often. */
export const FIRST_PAPERS = 5;

/** Fitted by logistic regression, rounded, and tested on other queries: `test/bench/refusals.md`. */
const EVERYDAY_WEIGHT = 0.5;
const OUT_OF_VOCABULARY_WEIGHT = 2;
const OMISSION_WEIGHT = 1;
const LEAST_SCORE = -0.4;

/** Queries without one of their words are embedded only for the words of highest weight. */
const MOST_OMISSIONS = 8;

export interface RelevanceSignals {
  /** Of the paper most similar to the query. */
  readonly bestSimilarity: number;
  /** The mean of the first papers, in standard deviations: `aboveChance`. */
  readonly aboveChance: number;
  /** Of the everyday phrase most similar to the query; `null` if there is none. */
  readonly everydaySimilarity: number | null;
  /** The share of the query's weight on words in no paper, reduced for a small corpus; 0…1. */
  readonly outOfVocabulary: number;
  /** The greatest similarity of the first papers to the query without one of its words. */
  readonly similarityWithoutWord: number;
}

type Scale = Pick<CorpusStatistics, 'noiseMean' | 'floor'>;

/** Whether the most similar papers are likely on the subject of the query. */
export function isLikelyRelevant(signals: RelevanceSignals, { noiseMean, floor }: Scale): boolean {
  const { bestSimilarity, aboveChance, everydaySimilarity, outOfVocabulary, similarityWithoutWord } = signals;
  const scale = floor - noiseMean;
  if (!(scale > 0)) return false;
  const aboveEveryday = everydaySimilarity === null ? 0 : (bestSimilarity - everydaySimilarity) / scale;
  const nearerWithoutWord = Math.max(0, similarityWithoutWord - bestSimilarity) / scale;
  const score =
    aboveChance +
    EVERYDAY_WEIGHT * aboveEveryday -
    OUT_OF_VOCABULARY_WEIGHT * outOfVocabulary -
    OMISSION_WEIGHT * nearerWithoutWord;
  return score >= LEAST_SCORE;
}

/**
 * How far papers are above the noise mean, in standard deviations of a paper's similarity to everyday phrases; less
 * what each paper is nearer to the phrases than the average paper. The mean over the papers.
 * @param papers with their similarities to the query
 * @param phrases embeddings of everyday phrases, not all alike
 */
export function aboveChance(
  papers: readonly Neighbour[],
  embeddings: ReadonlyMap<string, Embedding>,
  phrases: readonly Embedding[],
  { noiseMean, mean }: Pick<CorpusStatistics, 'noiseMean' | 'mean'>,
): number {
  const average = averageOf(phrases.map((phrase) => phrase.reduce((sum, x, i) => sum + x * mean[i]!, 0)));
  const scores = papers.map(({ id, similarity }) => {
    const toPhrases = phrases.map((phrase) => cosineSimilarity(phrase, embeddings.get(id)!));
    const own = averageOf(toPhrases);
    const deviation = Math.sqrt(averageOf(toPhrases.map((x) => (x - own) ** 2)));
    return (similarity - noiseMean - (own - average)) / deviation;
  });
  return averageOf(scores);
}

/** The query without one of its words, for each of those of highest weight; none for a query of one word. */
export function withoutEachWord({ corrected, weights }: Pick<Query, 'corrected' | 'weights'>): string[] {
  const words = wordsOf(corrected).flatMap((word) => {
    const terms = termsAskedBy(word);
    return terms.length === 0 ? [] : [{ word, weight: Math.max(...terms.map((term) => weights.get(term) ?? 0)) }];
  });
  if (words.length < 2) return [];
  return words
    .sort((a, b) => b.weight - a.weight || a.word.start - b.word.start)
    .slice(0, MOST_OMISSIONS)
    .map(({ word: { start, end } }) => corrected.slice(0, start) + corrected.slice(end));
}
