/**
 * Is anything in the corpus about a query, or is all of it merely nearest? Asked where no paper is above the floor and
 * none says the query: a plain-word description of a paper ("spotting grave robbers from space") is often below it.
 *
 * One linear rule over three signals, each on the corpus's own scale, the distance of the floor from the noise mean:
 * how far the most similar paper is above noise; how much nearer it is than any everyday phrase, which a query on
 * another subject resembles more than it resembles a paper; and the share of the query that no paper says.
 */
import type { CorpusStatistics } from './statistics.js';

/**
 * Fitted by logistic regression on half of 411 queries to four collections, and rounded; both halves give about the
 * same, though both were in sight while the signals were chosen: `test/bench/refusals.md`. More signals (the gap to the
 * tenth paper, the best paper's share of the words, how alike the first papers are, the mean similarity to the corpus)
 * add nothing on the other half.
 */
const EVERYDAY_WEIGHT = 0.7;
const OUT_OF_VOCABULARY_WEIGHT = 1.6;
const LEAST_MARGIN = 0.1;

export interface RelevanceSignals {
  /** Of the paper most similar to the query. */
  readonly bestSimilarity: number;
  /** Of the everyday phrase most similar to it; `null` where none is known. */
  readonly everydaySimilarity: number | null;
  /** The share of the query's weight on words of no paper, less in a small corpus; 0…1. */
  readonly outOfVocabulary: number;
}

/** Whether the most similar paper is likely on the query's subject. */
export function isLikelyRelevant(
  { bestSimilarity, everydaySimilarity, outOfVocabulary }: RelevanceSignals,
  { noiseMean, floor }: Pick<CorpusStatistics, 'noiseMean' | 'floor'>,
): boolean {
  const scale = floor - noiseMean;
  if (!(scale > 0)) return false;
  const aboveNoise = (bestSimilarity - noiseMean) / scale;
  const aboveEveryday = everydaySimilarity === null ? 0 : (bestSimilarity - everydaySimilarity) / scale;
  return aboveNoise + EVERYDAY_WEIGHT * aboveEveryday - OUT_OF_VOCABULARY_WEIGHT * outOfVocabulary >= LEAST_MARGIN;
}
