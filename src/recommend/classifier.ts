/**
 * Classifies liked papers against unknown papers. Most unknown papers are not relevant, so they serve as negative
 * examples. But a paper used as a negative example would score lower than an equal one that is not; so the unknown
 * papers are halved, and each half is scored by the model of the other (F. Mordelet, J.-P. Vert, "A Bagging SVM to
 * Learn from Positive and Unlabeled Examples", 2014, with two bags).
 */
import { type Dimensions, type Plane, scoreOf, train } from './svm.js';
import { type Marked, trainingSet } from './training-set.js';

export interface Classifier {
  /** Scores of the unknown papers, in order. */
  readonly scores: readonly number[];
  /** The mean of the two planes, for papers that were not examples. */
  readonly plane: Plane;
}

export function classify({ liked, disliked, unknown }: Marked, dimensions: Dimensions): Classifier {
  const trained = (half: number) =>
    train(trainingSet({ liked, disliked, unknown: unknown.filter((_, i) => i % 2 === half) }), dimensions);
  const [even, odd] = [trained(0), trained(1)];
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
