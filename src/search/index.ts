/**
 * "Which papers are about this?"
 *
 * In: a text, or papers of the corpus; the rankings of the store, handed in; the statistics of the corpus.
 * Out: ranked papers, each with its rank in both rankings, its evidence, and whether it is a match.
 * Ranks by meaning, by words, or by both (the default). Expands acronyms and corrects spelling with the words of the
 * corpus. Does not store or format anything.
 */
export type { Answer } from './answer.js';
export { EVERYDAY_PHRASES } from './everyday.js';
export type { Span } from './evidence.js';
export { readQuery } from './query.js';
export { type RankAndScore, rankPapers } from './rank.js';
export type { Unreadable } from './readable.js';
export { StatisticsUpdate } from './running-statistics.js';
export { searchPapers } from './search-papers.js';
export { similarPapers } from './similar-papers.js';
export type { Mode, SearchSources } from './sources.js';
export type { CorpusStatistics } from './statistics.js';
export {
  type ReadRows,
  type StatisticsSources,
  type StatisticsState,
  statisticsIn,
} from './statistics-state.js';
