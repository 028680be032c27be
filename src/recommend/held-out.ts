/**
 * Measures confidence: each liked paper is held out in turn, and its score shows its rank.
 *
 * Three liked papers give only three scores; they are reported as they are.
 */
import { roundTo4 } from '../maths/rounding.js';
import { classify } from './classifier.js';
import { type Dimensions, scoreOf, type Vector } from './svm.js';

/** Strength compared with held-out liked papers. */
export type Strength = 'strong' | 'likely' | 'weak';

export interface HeldOut {
  /** Number of held-out papers. */
  readonly papers: number;
  /** Rank of each among the papers to choose from, best first; the best rank is 1. */
  readonly ranks: readonly number[];
  /** Number of papers ranked. */
  readonly among: number;
  /** Probability that a held-out paper ranks above one that is not liked (area under the ROC curve), 0…1. */
  readonly auc: number;
  /** Scores, ascending. */
  readonly scores: readonly number[];
}

/** Up to this many liked papers each is held out alone; beyond, this many groups. */
const MOST_FOLDS = 10;

export function heldOut(
  liked: readonly Vector[],
  disliked: readonly Vector[],
  unknown: readonly Vector[],
  dimensions: Dimensions,
): HeldOut {
  const among = unknown.length + 1;
  if (liked.length < 2 || unknown.length < 2) return { papers: 0, ranks: [], among, auc: 0.5, scores: [] };
  const folds = Math.min(MOST_FOLDS, liked.length);
  const results: { rank: number; score: number }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const rest = liked.filter((_, i) => i % folds !== fold);
    const { plane, scores } = classify(rest, disliked, unknown, dimensions);
    for (const vector of liked.filter((_, i) => i % folds === fold)) {
      const score = scoreOf(plane, vector);
      results.push({ rank: 1 + scores.filter((other) => other > score).length, score });
    }
  }
  const ranks = results.map(({ rank }) => rank).sort((a, b) => a - b);
  return {
    papers: liked.length,
    ranks,
    among,
    auc: roundTo4(1 - ranks.reduce((sum, rank) => sum + (rank - 1) / unknown.length, 0) / ranks.length),
    scores: results.map(({ score }) => score).sort((a, b) => a - b),
  };
}

/** Only the first tenth of the candidates is recommended; otherwise a broad tag would recommend half. */
const FIRST_SHARE = 0.1;
const LEAST_FIRST = 5;

/**
 * Strong: above half of the held-out papers; likely: above the lowest. Both only within the first tenth of the
 * candidates.
 */
export function strengthOf(score: number, { scores }: Pick<HeldOut, 'scores'>, others: readonly number[]): Strength {
  if (scores.length === 0 || score < scores[0]!) return 'weak';
  const better = others.filter((other) => other > score).length;
  if (better >= Math.max(LEAST_FIRST, FIRST_SHARE * others.length)) return 'weak';
  return score >= scores[Math.floor(scores.length / 2)]! ? 'strong' : 'likely';
}
