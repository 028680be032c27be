/** The result of a comparison of all papers, and the state for updating it when papers change. */
import { LEAST_SCORE } from '../limits.js';
import { byCodeUnits } from '../maths/order.js';
import { unionFind } from '../maths/union-find.js';
import type { PaperId } from '../paper.js';
import type { BelowPair, Comparison, DuplicatePair } from './evidence/pairs.js';

/** In chains up to this many papers, every pair is judged, so that a group can list pairs that are not linked. */
const FULLY_JUDGED = 64;
/** Maximum number of low-scoring pairs that are shown as the strongest rejected. */
const SHOWN_BELOW = 10;
/** Low-scoring pairs that are kept: when papers are removed, the next strongest replace them. */
const KEPT_BELOW = 200;

/** JSON, to be stored unchanged; `compareChanged` updates it. */
export interface ComparisonState {
  /** Candidates that score, or that a title vetoes. */
  readonly scored: readonly DuplicatePair[];
  /** Other pairs of papers that such pairs join. */
  readonly chained: readonly DuplicatePair[];
  readonly below: Below;
  readonly exactDuplicates: Comparison['exactDuplicates'];
}

/** The strongest candidates that do not score. */
export interface Below {
  /** All that are stronger than `bound`, and itself. */
  readonly pairs: readonly DuplicatePair[];
  /** Null where no other candidate is below. */
  readonly bound: DuplicatePair | null;
}

/** The pairs to group: those that score or are vetoed, others that they join, and the strongest rejected. */
export function comparisonIn({ scored, chained, below, exactDuplicates }: ComparisonState): Comparison {
  const joined = [...scored, ...chained];
  const keys = new Set(joined.map(keyOf));
  const rejected = [...below.pairs]
    .sort(byScore)
    .slice(0, SHOWN_BELOW)
    .filter((pair) => !keys.has(keyOf(pair)));
  return { pairs: [...joined, ...rejected].sort(byScore), exactDuplicates };
}

/** Best score first, then by ids. */
export function byScore(x: BelowPair, y: BelowPair): number {
  if (x.score !== y.score) return y.score - x.score;
  if (x.similarity !== y.similarity) return y.similarity - x.similarity;
  return byCodeUnits(x.a, y.a) || byCodeUnits(x.b, y.b);
}

export function keyOf({ a, b }: { readonly a: PaperId; readonly b: PaperId }): string {
  return `${a}\n${b}`;
}

export function isScored({ score, vetoReason }: DuplicatePair): boolean {
  return score >= LEAST_SCORE || vetoReason !== null;
}

/** Collects the strongest of many pairs, in bounded memory. */
export function strongestBelow<P extends BelowPair>(first: readonly P[] = [], bound: P | null = null) {
  let top = [...first];
  let weakest = bound;
  const cut = (): void => {
    top.sort(byScore);
    if (top.length <= KEPT_BELOW) return;
    top = top.slice(0, KEPT_BELOW);
    weakest = top.at(-1)!;
  };
  return {
    add(pair: P): void {
      if (weakest !== null && byScore(pair, weakest) > 0) return;
      if (top.push(pair) >= 10 * KEPT_BELOW) cut();
    },
    /** No weaker pair is kept; null while all are. */
    weakest: (): P | null => weakest,
    strongest(): { readonly pairs: readonly P[]; readonly bound: P | null } {
      cut();
      return { pairs: top, bound: weakest };
    },
  };
}

/** Whether so few are left that a pair that was not kept could be among those shown. */
export function isExhausted({ pairs, bound }: Below): boolean {
  return bound !== null && pairs.length < SHOWN_BELOW;
}

/** Pairs of papers connected by scoring pairs in a small chain, without the scored ones. */
export function pairsInChains(scored: readonly DuplicatePair[]): { readonly a: PaperId; readonly b: PaperId }[] {
  const known = new Set(scored.map(keyOf));
  const links = scored.filter(({ score }) => score > 0).map(({ a, b }) => [a, b] as const);
  const rootOf = unionFind(links);
  const chains = new Map<PaperId, PaperId[]>();
  for (const id of [...new Set(links.flat())].sort(byCodeUnits)) {
    const chain = chains.get(rootOf(id));
    if (chain === undefined) chains.set(rootOf(id), [id]);
    else chain.push(id);
  }
  return [...chains.values()]
    .filter(({ length }) => length <= FULLY_JUDGED)
    .flatMap((chain) => chain.flatMap((a, i) => chain.slice(i + 1).map((b) => ({ a, b }))))
    .filter((pair) => !known.has(keyOf(pair)));
}
