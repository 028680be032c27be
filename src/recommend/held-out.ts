/**
 * Measures confidence: each liked paper is held out in turn, and its score shows its rank.
 *
 * Three liked papers give only three scores; they are reported as they are.
 */
import { averageOf } from '../maths/average.js';
import { roundTo4 } from '../maths/rounding.js';
import { classify } from './classifier.js';
import { type Dimensions, scoreOf } from './svm.js';
import type { Marked } from './training-set.js';

/** Strength compared with held-out liked papers. */
export type Strength = 'strong' | 'likely' | 'weak';

export interface HeldOut {
  /** Number of held-out papers. */
  readonly papers: number;
  /** Rank of each among the papers to choose from, best first; the best rank is 1. */
  readonly ranks: readonly number[];
  /** Number of papers ranked. */
  readonly among: number;
  /**
   * Probability that a held-out paper ranks above one that is not liked, 0…1; an equal score counts half (area under
   * the ROC curve).
   */
  readonly auc: number;
  /** Scores, ascending. */
  readonly scores: readonly number[];
}

/** Up to this many liked papers each is held out alone; beyond, this many groups. */
const MOST_FOLDS = 5;

export function heldOut({ liked, disliked, unknown }: Marked, dimensions: Dimensions): HeldOut {
  const among = unknown.length + 1;
  if (liked.length < 2 || unknown.length < 2) return { papers: 0, ranks: [], among, auc: 0.5, scores: [] };
  const folds = Math.min(MOST_FOLDS, liked.length);
  const results: { rank: number; above: number; score: number }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const rest = liked.filter((_, i) => i % folds !== fold);
    const { plane, scores } = classify({ liked: rest, disliked, unknown }, dimensions);
    for (const vector of liked.filter((_, i) => i % folds === fold)) {
      const score = scoreOf(plane, vector);
      const higher = scores.filter((other) => other > score).length;
      const equal = scores.filter((other) => other === score).length;
      results.push({ rank: 1 + higher, above: higher + equal / 2, score });
    }
  }
  const ranks = results.map(({ rank }) => rank).sort((a, b) => a - b);
  return {
    papers: liked.length,
    ranks,
    among,
    auc: roundTo4(1 - averageOf(results.map(({ above }) => above / unknown.length))),
    scores: results.map(({ score }) => score).sort((a, b) => a - b),
  };
}

/**
 * Shares of the candidates, best first, that can be strong and likely, and at least so many papers. A tag is about few
 * papers of a collection; `test/bench/recommend.md` compares shares.
 */
const STRONG_SHARE = 0.01;
const LIKELY_SHARE = 0.03;
const LEAST_STRONG = 3;
const LEAST_LIKELY = 5;
/** Below this AUC the held-out papers rank little better than by chance, so nothing is more than weak. */
const LEAST_AUC = 0.6;

/** Strong: above half of the held-out papers; likely: above the lowest; both only among the first candidates. */
export function strengthOf(
  score: number,
  { scores, auc }: Pick<HeldOut, 'scores' | 'auc'>,
  others: readonly number[],
): Strength {
  if (scores.length === 0 || auc < LEAST_AUC || score < scores[0]!) return 'weak';
  const better = others.filter((other) => other > score).length;
  const isAmongFirst = (share: number, least: number) => better < Math.max(least, share * others.length);
  if (isAmongFirst(STRONG_SHARE, LEAST_STRONG) && score >= scores[Math.floor(scores.length / 2)]!) return 'strong';
  return isAmongFirst(LIKELY_SHARE, LEAST_LIKELY) ? 'likely' : 'weak';
}
