/**
 * "Which papers are about this?"
 *
 * In: a text, or papers of the corpus; the rankings of the store, handed in; the statistics of the corpus.
 * Out: ranked papers, each with its rank in both rankings, its evidence, and whether it is a match.
 * Ranks by meaning, by words, or by both (the default). Expands acronyms and corrects spelling with the words of the
 * corpus. Does not store or format anything.
 */
export type { Answer } from './evidence/answer.js';
export type { Span } from './evidence/evidence.js';
export { EVERYDAY_PHRASES } from './query/everyday.js';
export { readQuery } from './query/query.js';
export type { Unreadable } from './query/readable.js';
export { relatedTerms } from './query/related-terms.js';
export { excluding } from './ranking/excluding.js';
export { type RankAndScore, rankPapers } from './ranking/rank.js';
export { searchPapers } from './search-papers.js';
export { similarPapers } from './similar-papers.js';
export type { Mode, SearchSources } from './sources.js';
export { StatisticsUpdate } from './statistics/running-statistics.js';
export type { CorpusStatistics } from './statistics/statistics.js';
export {
  type ReadRows,
  type StatisticsSources,
  type StatisticsState,
  statisticsIn,
} from './statistics/statistics-state.js';
