/**
 * "Which papers are about this?"
 *
 * In: a text, or papers of the corpus; the rankings of the store, handed in; the statistics of the corpus.
 * Out: papers in order, each with its standing in both rankings, its evidence, and whether it is above the floor.
 * Ranks by meaning, by words, or by both (the default). Understands acronyms and corrects mistyped words from the
 * corpus. Does not store anything, nor say how an answer looks.
 */
export { type Answer, type SearchResult, searchPapers, similarPapers } from './answers.js';
export { EVERYDAY_PHRASES } from './everyday.js';
export type { Evidence, Span } from './evidence.js';
export { type Filter, passes } from './filter.js';
export { type Query, readQuery } from './query.js';
export { type RankAndScore, type RankedPaper, type RankQuery, rankPapers } from './rank.js';
export { type Unreadable, unreadable } from './readable.js';
export {
  type EmbeddedPaper,
  type ReadRows,
  type StatisticsSources,
  type StatisticsState,
  StatisticsUpdate,
  statisticsIn,
} from './running-statistics.js';
export type { Mode, RankOptions, SearchSources } from './sources.js';
export type { CorpusStatistics } from './statistics.js';
