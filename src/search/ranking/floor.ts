/** How similar a paper must be to a query to be a match. */
import type { Query } from '../query/query.js';
import type { CorpusStatistics } from '../statistics/statistics.js';

/**
 * Words in no paper raise the floor: "train a puppy with rewards" is about the puppy. A query of such words alone needs
 * this many times the distance between noise and floor more. Figures: `test/bench/search-constants.md`.
 */
const OUT_OF_VOCABULARY_RISE = 1.2;
/** A small corpus lacks words of its own subjects, so the full rise applies only from this many papers on. */
const FULL_VOCABULARY_PAPERS = 1000;

/** The floor of the corpus, raised by the share of the query on words in no paper. */
export function floorFor({ outOfVocabularyShare }: Query, statistics: CorpusStatistics): number {
  const { noiseMean, floor, papers } = statistics;
  return floor + OUT_OF_VOCABULARY_RISE * outOfVocabularyShare * vocabularyReliability(papers) * (floor - noiseMean);
}

/** How much a word in no paper says about the query and not about the size of the corpus, 0…1. */
export function vocabularyReliability(papers: number): number {
  return Math.min(1, Math.log(papers + 1) / Math.log(FULL_VOCABULARY_PAPERS));
}
