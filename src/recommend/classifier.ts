/**
 * Liked papers against papers of which nothing is known. Most of those are not what is looked for, so they serve as
 * examples of that; yet each is judged by a plane that has not seen it: were it among the examples against, it would
 * score lower than a paper just like it. So the unknown papers are halved, and each half judges the other
 * (F. Mordelet, J.-P. Vert, "A Bagging SVM to Learn from Positive and Unlabeled Examples", 2014, with two bags).
 */
import { type Dimensions, type Plane, scoreOf, train, type Vector } from './svm.js';
import { trainingSet } from './training-set.js';

export interface Classifier {
  /** Of the unknown papers, in their order. */
  readonly scores: readonly number[];
  /** The mean of the two planes: by it papers that were no examples are judged. */
  readonly plane: Plane;
}

export function classify(
  liked: readonly Vector[],
  disliked: readonly Vector[],
  unknown: readonly Vector[],
  dimensions: Dimensions,
): Classifier {
  const halves = [0, 1].map((half) => unknown.filter((_, i) => i % 2 === half));
  const planes = halves.map((half) => train(trainingSet(liked, disliked, half), dimensions));
  const [even, odd] = planes as [Plane, Plane];
  return {
    scores: unknown.map((vector, i) => scoreOf(i % 2 === 0 ? odd : even, vector)),
    plane: meanOf(even, odd),
  };
}

function meanOf(a: Plane, b: Plane): Plane {
  return {
    terms: a.terms.map((x, i) => (x + b.terms[i]!) / 2),
    dense: a.dense.map((x, i) => (x + b.dense[i]!) / 2),
    bias: (a.bias + b.bias) / 2,
  };
}
