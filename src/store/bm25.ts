/**
 * BM25 (Robertson & Zaragoza 2009) as every store computes it: one weighted frequency for both columns; `LEAST_IDF`
 * replaces an inverse document frequency that is not above zero, so that a word in most papers still counts.
 */

/** How much more a word in the title weighs than one in the abstract: `test/bench/search-fusion.md`. */
export const TITLE_WEIGHT = 2;
/** The usual values, also of SQLite's FTS5. */
export const K1 = 1.2;
export const B = 0.75;
const LEAST_IDF = 1e-6;

/** @param papers number of papers with the term @param all number of all papers */
export function idfOf(papers: number, all: number): number {
  const idf = Math.log((all - papers + 0.5) / (papers + 0.5));
  return idf > 0 ? idf : LEAST_IDF;
}
