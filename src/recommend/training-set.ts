/** What the classifier learns from: papers liked, papers disliked, and papers of which nothing is known. */
import type { Example, Vector } from './svm.js';

/** C in the literature: what the liked papers' mistakes cost together. */
export const COSTS = { liked: 1, disliked: 1, unknown: 0.3 };

/**
 * Papers of which nothing is known count a little as disliked: most of a collection is not what one looks for. Each
 * class has a cost of its own that is shared among its papers, so that three liked papers weigh as much as a hundred.
 */
export function trainingSet(
  liked: readonly Vector[],
  disliked: readonly Vector[],
  unknown: readonly Vector[],
): Example[] {
  return [
    ...liked.map((vector) => ({ vector, liked: true, cost: COSTS.liked })),
    ...disliked.map((vector) => ({ vector, liked: false, cost: (COSTS.disliked * liked.length) / disliked.length })),
    ...unknown.map((vector) => ({ vector, liked: false, cost: (COSTS.unknown * liked.length) / unknown.length })),
  ];
}
