/**
 * One score from similarity and words.
 *
 * Both are scaled for each query. Similarity counts from the mean cosine over the whole corpus (0) to its best (1),
 * BM25 from nothing (0) to its best (1): a convex combination with a theoretical minimum (Bruch, Gai & Ingber 2023,
 * "An Analysis of Fusion Functions for Hybrid Retrieval", section 4), with the mean in place of the minimum, because a
 * cosine of −1 does not occur. The weight of words is set for each query.
 */
import { averageOf } from '../../maths/average.js';
import type { CorpusStatistics } from '../statistics/statistics.js';

/**
 * The weight of words depends on the similarity of the papers that they rank first: the mean of their scaled
 * similarities shows whether the words of the query express its subject. A plain-word paraphrase ("learning to walk
 * again after a broken back") shares words with papers about something else. `test/bench/search-fusion.md` has the
 * figures.
 */
const AGREEING_PAPERS = 5;
const AGREEMENT_SLOPE = 0.8;
const AGREEMENT_OFFSET = -0.1;
const MOST_LEXICAL_WEIGHT = 0.5;

/**
 * The weight of similarity for a query of names alone (`GRPO`, `Qwen2.5-VL`): a paper with the name, in either form,
 * ranks above one that is only similar. In the first twenty papers for six acronyms of real pages 78 had them, with
 * 0.6 50.
 */
const DENSE_WEIGHT_OF_NAMES = 0.3;

/**
 * Below this, only words count: the nearest paper is at most one deviation above chance, a third of the way to the
 * floor (a name that the model does not know). Between this and the floor, the weight of similarity rises.
 */
const CHANCE = 1 / 3;

/** The results of both rankings for a query. */
export interface Scales {
  /** The mean similarity of the query to all papers. */
  readonly expected: number;
  /** Undefined if no paper was compared. */
  readonly bestSimilarity: number | undefined;
  /** BM25; 0 if no paper has a word of the query. */
  readonly bestWords: number;
  /** Similarities of the papers that words rank first, best first. */
  readonly similaritiesByWords: readonly number[];
  /** Whether the query consists of names only. */
  readonly names: boolean;
  /** The sum of the weights of the query terms; 0 if it is not known. */
  readonly termsWeight: number;
}

/** From a paper's similarity and BM25 to its score, at most 1. */
export type Scorer = (similarity: number, words: number) => number;

export function hybridScorer(scales: Scales, statistics: CorpusStatistics): Scorer {
  const { expected, bestSimilarity = expected, bestWords } = scales;
  const scaled = (similarity: number) =>
    bestSimilarity > expected ? (similarity - expected) / (bestSimilarity - expected) : 0;
  const weight = lexicalWeight(scales, scaled, trustIn(bestSimilarity, statistics));
  return (similarity, words) => (1 - weight) * scaled(similarity) + weight * (bestWords > 0 ? words / bestWords : 0);
}

function lexicalWeight(
  { bestWords, similaritiesByWords, names, termsWeight }: Scales,
  scaled: (similarity: number) => number,
  trust: number,
): number {
  if (bestWords === 0) return 0;
  if (names) return 1 - DENSE_WEIGHT_OF_NAMES * trust;
  const agreeing = similaritiesByWords.slice(0, AGREEING_PAPERS).map((one) => Math.min(1, Math.max(0, scaled(one))));
  const agreement = averageOf(agreeing);
  const weight = Math.min(MOST_LEXICAL_WEIGHT, Math.max(0, AGREEMENT_OFFSET + AGREEMENT_SLOPE * agreement));
  // BM25 of a paper of mean length with every term once is the sum of their weights.
  const coverage = termsWeight > 0 ? Math.min(1, bestWords / termsWeight) : 0;
  return weight + (1 - weight) * (1 - trust) * coverage ** 2;
}

/**
 * The reliability of similarities for a query: lower the further its nearest paper is below the floor; zero near
 * chance.
 */
function trustIn(nearest: number, { noiseMean, floor }: CorpusStatistics): number {
  const share = (nearest - noiseMean) / (floor - noiseMean);
  return floor > noiseMean ? Math.min(1, Math.max(0, (share - CHANCE) / (1 - CHANCE))) : 1;
}
