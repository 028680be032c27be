/** Training set of the classifier: liked, disliked and unknown papers. */
import type { Example, Vector } from './svm.js';

export interface Marked {
  readonly liked: readonly Vector[];
  readonly disliked: readonly Vector[];
  readonly unknown: readonly Vector[];
}

/**
 * C of one liked paper; the total cost of the others is a multiple of that of the liked ones. `test/bench/recommend.md`
 * compares values.
 */
const COST = 0.3;
const DISLIKED_SHARE = 0.1;
const UNKNOWN_SHARE = 0.1;

/**
 * Unknown papers are weak negative examples: most of a collection is not relevant. They weigh less if more papers are
 * disliked. Costs are shared within a class, so that three liked papers weigh as much as a hundred.
 */
export function trainingSet({ liked, disliked, unknown }: Marked): Example[] {
  const all = COST * liked.length;
  const ofDisliked = (DISLIKED_SHARE * all) / disliked.length;
  const ofUnknown = (UNKNOWN_SHARE * all) / (1 + disliked.length) / unknown.length;
  return [
    ...liked.map((vector) => ({ vector, liked: true, cost: COST })),
    ...disliked.map((vector) => ({ vector, liked: false, cost: ofDisliked })),
    ...unknown.map((vector) => ({ vector, liked: false, cost: ofUnknown })),
  ];
}
