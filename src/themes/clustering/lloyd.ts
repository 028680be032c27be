/**
 * Spherical k-means by our own loops: Lloyd's iterations on unit rows with unit centroids (Dhillon & Modha 2001,
 * "Concept decompositions for large sparse text data using clustering"), k-means++ starts (Arthur & Vassilvitskii
 * 2007). Used where a run must be cheap (the curve over k, the search for a good start) or the collection is large.
 * An empty cluster takes the row farthest from its own centroid in a cluster of more than one.
 */
import { dotProducts, emptyRows, pickRows, type Rows, rowAt, rowsFrom, sumsByLabel } from '../../maths/rows.js';
import { centroidsOf } from './membership.js';

export interface Clusters {
  readonly k: number;
  /** For each row its cluster, 0 … k − 1; none is empty. */
  readonly labels: Int32Array;
  /** Unit length. */
  readonly centroids: Rows;
  /** Sum over rows of the cosine to their own centroid: the objective of spherical k-means. */
  readonly cohesion: number;
}

/** Rows handled at once: their products with 100 centroids stay within the processor's second cache. */
const BLOCK = 256;

/** Maximum number of passes; on judged sets all runs converge within 40. */
const MAX_PASSES = 100;

/** Error bound of float32 products, as a distance. */
const ROUNDING = 1e-6;

/**
 * Runs from given centroids until convergence.
 *
 * Most rows are compared with few centroids: a row keeps its cluster if its own centroid is certainly nearer than the
 * next one, given how far both can have moved since the last measurement (Hamerly 2010, "Making k-means even faster").
 */
export function lloyd(rows: Rows, start: Rows): Clusters {
  const passes = lloydPasses(rows, start, MAX_PASSES, 0);
  for (;;) {
    const pass = passes.next();
    if (pass.done === true) return pass.value;
  }
}

/**
 * The same, pass by pass, so that the caller can yield in between.
 * @param settled a pass that moves no more than this share of the rows is the last
 */
export function* lloydPasses(rows: Rows, start: Rows, maxPasses: number, settled: number): Generator<void, Clusters> {
  const k = start.count;
  const labels = new Int32Array(rows.count).fill(-1);
  const bounds = { own: new Float64Array(rows.count), next: new Float64Array(rows.count).fill(-Infinity) };
  let centroids = start;
  for (let pass = 0; pass < maxPasses; pass++) {
    const moved = assignToNearest(rows, centroids, labels, bounds);
    const filled = fillEmptyClusters(labels, k, (i) => bounds.own[i]!);
    const before = centroids;
    centroids = centroidsOf(rows, labels, k);
    if (moved + filled <= settled * rows.count) break;
    if (filled > 0) bounds.next.fill(-Infinity);
    else widenBounds(bounds, labels, driftsOf(before, centroids));
    yield;
  }
  return { k, labels, centroids, cohesion: cohesionOf(rows, labels, k) };
}

/** Sum of lengths of the clusters' sums: equals the sum of cosines to their own centroids. */
export function cohesionOf(rows: Rows, labels: Int32Array, k: number): number {
  const { sums } = sumsByLabel(rows, labels, k);
  let cohesion = 0;
  for (let c = 0; c < k; c++) {
    let squares = 0;
    for (let d = 0; d < rows.dimension; d++) squares += sums[c * rows.dimension + d]! ** 2;
    cohesion += Math.sqrt(squares);
  }
  return cohesion;
}

/** Euclidean distances: upper bound to the own centroid, lower bound to every other. */
interface Bounds {
  readonly own: Float64Array;
  readonly next: Float64Array;
}

/**
 * Assigns each row whose bounds are inconclusive to its nearest centroid, ties to the first; returns how many changed.
 */
function assignToNearest(rows: Rows, centroids: Rows, labels: Int32Array, bounds: Bounds): number {
  const k = centroids.count;
  const products = new Float32Array(BLOCK * k);
  const doubtful = new Int32Array(BLOCK);
  const picked = emptyRows(BLOCK, rows.dimension);
  let moved = 0;
  let waiting = 0;
  const settleDoubts = (): void => {
    for (let w = 0; w < waiting; w++) picked.data.set(rowAt(rows, doubtful[w]!), w * rows.dimension);
    dotProducts(rowsFrom(picked, 0, waiting), centroids, products);
    for (let w = 0; w < waiting; w++) {
      const i = doubtful[w]!;
      let [nearest, first, second] = [0, products[w * k]!, -Infinity];
      for (let c = 1; c < k; c++) {
        const product = products[w * k + c]!;
        if (product > first) [nearest, first, second] = [c, product, first];
        else if (product > second) second = product;
      }
      bounds.own[i] = distanceOf(first);
      bounds.next[i] = distanceOf(second);
      if (labels[i] !== nearest) {
        labels[i] = nearest;
        moved++;
      }
    }
    waiting = 0;
  };
  for (let i = 0; i < rows.count; i++) {
    if (bounds.own[i]! < bounds.next[i]!) continue;
    doubtful[waiting++] = i;
    if (waiting === BLOCK) settleDoubts();
  }
  if (waiting > 0) settleDoubts();
  return moved;
}

/** Distance of two unit rows by their cosine. */
function distanceOf(cosine: number): number {
  return Math.sqrt(Math.max(0, 2 - 2 * cosine));
}

/** How far each centroid has moved. */
function driftsOf(before: Rows, after: Rows): Float64Array {
  return Float64Array.from({ length: before.count }, (_, c) => {
    const [a, b] = [rowAt(before, c), rowAt(after, c)];
    let squares = 0;
    for (let d = 0; d < a.length; d++) squares += (a[d]! - b[d]!) ** 2;
    return Math.sqrt(squares);
  });
}

function widenBounds(bounds: Bounds, labels: Int32Array, drifts: Float64Array): void {
  let largest = 0;
  for (const drift of drifts) largest = Math.max(largest, drift);
  for (let i = 0; i < labels.length; i++) {
    bounds.own[i]! += drifts[labels[i]!]! + ROUNDING;
    bounds.next[i]! -= largest + ROUNDING;
  }
}

/** Gives every empty cluster the farthest row that is not alone in its cluster; returns how many were empty. */
export function fillEmptyClusters(labels: Int32Array, k: number, distance: (row: number) => number): number {
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label]!++;
  let filled = 0;
  for (let c = 0; c < k; c++) {
    if (sizes[c]! > 0) continue;
    let farthest = -1;
    for (let i = 0; i < labels.length; i++) {
      if (sizes[labels[i]!]! > 1 && (farthest < 0 || distance(i) > distance(farthest))) farthest = i;
    }
    sizes[labels[farthest]!]!--;
    labels[farthest] = c;
    sizes[c] = 1;
    filled++;
  }
  return filled;
}

/** k-means++: each next start is drawn with a probability that grows with 1 − cosine to the nearest start so far. */
export function plusPlusStarts(rows: Rows, k: number, random: () => number): Rows {
  const chosen = [Math.floor(random() * rows.count)];
  const gaps = new Float64Array(rows.count).fill(Infinity);
  const products = new Float32Array(rows.count);
  while (chosen.length < k) {
    dotProducts(rows, pickRows(rows, [chosen.at(-1)!]), products);
    let total = 0;
    for (let i = 0; i < rows.count; i++) {
      gaps[i] = Math.min(gaps[i]!, Math.max(0, 1 - products[i]!));
      total += gaps[i]!;
    }
    for (const centre of chosen) {
      total -= gaps[centre]!;
      gaps[centre] = 0;
    }
    chosen.push(drawByWeight(gaps, total * random()));
  }
  const starts = emptyRows(k, rows.dimension);
  chosen.forEach((i, c) => starts.data.set(rowAt(rows, i), c * rows.dimension));
  return starts;
}

/** The index at which the running sum of weights passes `target`; otherwise the last of weight > 0, or any. */
function drawByWeight(weights: Float64Array, target: number): number {
  let running = 0;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    running += weights[i]!;
    last = i;
    if (running > target) return i;
  }
  return last;
}
