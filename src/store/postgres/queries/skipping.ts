/**
 * Ranking by words without reading the postings of frequent words (MaxScore; Turtle & Flood 1995): if papers with the
 * rare words of a query score so high that frequent words alone cannot reach them, the frequent words matter only for
 * the best of these papers. The answer is the same, to the last bit.
 */
import { K1 } from '../../bm25.js';
import type { State } from '../server/state.js';
import type { Passing } from './passing.js';
import type { Phrase } from './phrases.js';

export interface Weighted {
  readonly id: number;
  /** Papers with the term. */
  readonly papers: number;
  readonly weight: number;
}

export interface Split {
  readonly rare: readonly Weighted[];
  readonly frequent: readonly Weighted[];
  /** No paper gets a higher score from the frequent terms alone. */
  readonly bound: number;
}

export interface Scoring {
  readonly singles: readonly Weighted[];
  readonly phrases: readonly Phrase[];
  /** Papers to return. */
  readonly limit: number;
  readonly passing: Passing | undefined;
}

/** Fewer postings than these are read faster than a second statement is run. */
const LEAST_SKIPPED = 5_000;
/** One posting found by its key takes as long as reading so many in order: measured at 50,000 papers. */
const POSTINGS_A_LOOKUP = 10;

/** Whether it is faster to look up every passing paper with every term than to read the postings of the terms. */
export function isNarrow({ singles, passing }: Scoring): boolean {
  if (passing?.papers === undefined) return false;
  return passing.count * singles.length * POSTINGS_A_LOOKUP < postingsOf(singles);
}

/** @returns none if reading every posting is likely to be as fast */
export function splitFor({ singles, limit, passing }: Scoring, state: State): Split | undefined {
  const share = passing === undefined ? 1 : Math.min(1, passing.count / state.papers);
  return splitOf(singles, Math.ceil(limit / share));
}

/** @returns none if reading every posting is likely to be as fast @param limit papers to return */
export function splitOf(terms: readonly Weighted[], limit: number): Split | undefined {
  const rarest = [...terms].sort((a, b) => a.papers - b.papers || a.id - b.id);
  const all = postingsOf(rarest);
  let expected: number | undefined; // of the last paper that is returned: a word that occurs once has its weight
  for (let count = 1; count < rarest.length; count++) {
    const [rare, frequent] = [rarest.slice(0, count), rarest.slice(count)];
    const read = postingsOf(rare);
    if (all - read < Math.max(LEAST_SKIPPED, read)) return undefined;
    if (read >= limit) expected ??= rarest[count - 1]!.weight;
    const bound = boundOf(frequent);
    if (expected !== undefined && bound < expected) return { rare, frequent, bound };
  }
  return undefined;
}

/** @param candidates papers whose score is not yet complete */
export function isWorthwhile({ frequent }: Split, candidates: number): boolean {
  return candidates * frequent.length * POSTINGS_A_LOOKUP < postingsOf(frequent);
}

/** However often a term occurs, its score stays below its weight times K1 + 1. */
function boundOf(terms: readonly Weighted[]): number {
  return terms.reduce((sum, { weight }) => sum + weight * (K1 + 1), 0);
}

function postingsOf(terms: readonly Weighted[]): number {
  return terms.reduce((sum, { papers }) => sum + papers, 0);
}
