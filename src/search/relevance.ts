/**
 * Decides whether the nearest paper is on the subject of a query although no paper is a match: a description in plain
 * words ("spotting grave robbers from space") is often below the floor.
 *
 * A linear rule over three signals, in units of the distance between noise mean and floor: how far the most similar
 * paper is above the noise mean; how much more similar it is than any everyday phrase, which a query on another subject
 * resembles more than any paper; and the share of the query on words in no paper.
 */
import type { CorpusStatistics } from './statistics.js';

/** Fitted by logistic regression on half of 411 queries and rounded: `test/bench/refusals.md`. */
const EVERYDAY_WEIGHT = 0.7;
const OUT_OF_VOCABULARY_WEIGHT = 1.6;
const LEAST_MARGIN = 0.1;

export interface RelevanceSignals {
  /** Of the paper most similar to the query. */
  readonly bestSimilarity: number;
  /** Of the everyday phrase most similar to it; `null` if there is none. */
  readonly everydaySimilarity: number | null;
  /** The share of the query's weight on words in no paper, reduced for a small corpus; 0…1. */
  readonly outOfVocabulary: number;
}

/** Whether the most similar paper is likely on the subject of the query. */
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
