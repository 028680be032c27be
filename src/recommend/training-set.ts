/** What the classifier learns from: papers liked, papers disliked, and papers of which nothing is known. */
import type { Example, Vector } from './svm.js';

/**
 * C in the literature, of one liked paper; what the others cost together is a multiple of what the liked ones do.
 * `test/bench/recommend.md` has the figures of other values.
 */
const COST = 0.3;
const DISLIKED_SHARE = 0.1;
const UNKNOWN_SHARE = 0.33;

/**
 * Papers of which nothing is known count a little as disliked: most of a collection is not what one looks for. The more
 * papers are disliked, the less the unknown ones count. Costs are shared among the papers of a class, so that three
 * liked papers weigh as much as a hundred.
 */
export function trainingSet(
  liked: readonly Vector[],
  disliked: readonly Vector[],
  unknown: readonly Vector[],
): Example[] {
  const all = COST * liked.length;
  const ofDisliked = (DISLIKED_SHARE * all) / disliked.length;
  const ofUnknown = (UNKNOWN_SHARE * all) / (1 + disliked.length) / unknown.length;
  return [
    ...liked.map((vector) => ({ vector, liked: true, cost: COST })),
    ...disliked.map((vector) => ({ vector, liked: false, cost: ofDisliked })),
    ...unknown.map((vector) => ({ vector, liked: false, cost: ofUnknown })),
  ];
}
