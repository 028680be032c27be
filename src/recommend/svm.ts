/**
 * A linear support vector machine with squared hinge loss and L2 regularisation, trained by dual coordinate descent:
 * C.-J. Hsieh, K.-W. Chang, C.-J. Lin, S. S. Keerthi, S. Sundararajan, "A Dual Coordinate Descent Method for
 * Large-scale Linear SVM", ICML 2008, algorithm 1. Each example has a cost of its own, so that classes can be balanced.
 * Deterministic: a fixed seed determines the order in which the examples are visited.
 */
import { seededRandom } from '../maths/random.js';

/** One point: a sparse vector of words and a dense embedding. */
export interface Vector {
  readonly terms: Int32Array;
  readonly weights: Float32Array;
  readonly dense: Float32Array;
}

export interface Example {
  readonly vector: Vector;
  readonly liked: boolean;
  /** Cost of an error: C. */
  readonly cost: number;
}

export interface Plane {
  readonly terms: Float64Array;
  readonly dense: Float64Array;
  readonly bias: number;
}

/** Maximum number of passes; a few dozen converge for some hundred examples. */
const MOST_PASSES = 100;
/** Convergence threshold of the projected gradient: a tenth of that of LIBLINEAR. */
const TOLERANCE = 1e-2;
const SEED = 17;

/** Lengths of the two parts of all vectors. */
export interface Dimensions {
  readonly terms: number;
  readonly dense: number;
}

export function train(examples: readonly Example[], dimensions: Dimensions): Plane {
  const plane = { terms: new Float64Array(dimensions.terms), dense: new Float64Array(dimensions.dense), bias: 0 };
  const alphas = new Float64Array(examples.length);
  const norms = examples.map(({ vector }) => 1 + squaredNorm(vector));
  const random = seededRandom(SEED);
  const order = examples.map((_, i) => i);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    shuffle(order, random);
    let worst = 0;
    for (const i of order) {
      const { vector, liked, cost } = examples[i]!;
      const sign = liked ? 1 : -1;
      const diagonal = 1 / (2 * cost);
      const gradient = sign * scoreOf(plane, vector) - 1 + diagonal * alphas[i]!;
      const projected = alphas[i] === 0 ? Math.min(gradient, 0) : gradient;
      worst = Math.max(worst, Math.abs(projected));
      if (projected === 0) continue;
      const alpha = Math.max(alphas[i]! - gradient / (norms[i]! + diagonal), 0);
      const step = sign * (alpha - alphas[i]!);
      alphas[i] = alpha;
      plane.bias += step;
      addTo(plane, vector, step);
    }
    if (worst < TOLERANCE) break;
  }
  return plane;
}

export function scoreOf({ terms, dense, bias }: Plane, vector: Vector): number {
  return bias + sparseProduct(terms, vector.terms, vector.weights) + denseProduct(dense, vector.dense);
}

/** Loops over plain arrays: read from objects in the loop, the same takes three times as long. */
function sparseProduct(plane: Float64Array, terms: Int32Array, weights: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < terms.length; i++) sum += plane[terms[i]!]! * weights[i]!;
  return sum;
}

/** Four sums, since each addition waits for the last one of its sum. */
function denseProduct(plane: Float64Array, dense: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const fours = dense.length - (dense.length % 4);
  for (let i = 0; i < fours; i += 4) {
    a += plane[i]! * dense[i]!;
    b += plane[i + 1]! * dense[i + 1]!;
    c += plane[i + 2]! * dense[i + 2]!;
    d += plane[i + 3]! * dense[i + 3]!;
  }
  for (let i = fours; i < dense.length; i++) a += plane[i]! * dense[i]!;
  return a + b + c + d;
}

function addTo({ terms, dense }: Plane, vector: Vector, step: number): void {
  addSparse(terms, vector.terms, vector.weights, step);
  addDense(dense, vector.dense, step);
}

function addSparse(plane: Float64Array, terms: Int32Array, weights: Float32Array, step: number): void {
  for (let i = 0; i < terms.length; i++) plane[terms[i]!]! += step * weights[i]!;
}

function addDense(plane: Float64Array, dense: Float32Array, step: number): void {
  for (let i = 0; i < dense.length; i++) plane[i]! += step * dense[i]!;
}

function squaredNorm({ weights, dense }: Vector): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! ** 2;
  for (let i = 0; i < dense.length; i++) sum += dense[i]! ** 2;
  return sum;
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
