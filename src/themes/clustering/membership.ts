/**
 * How well papers belong: similarities to centroids, and outliers.
 */
import { roundTo4 } from '../../maths/rounding.js';
import { dotProducts, type Rows, rowsFrom, sumsByLabel, unitMeans } from '../../maths/rows.js';

/**
 * A paper is an outlier if its similarity to every theme is more than this many standard deviations below the median of
 * all papers (estimated from the median absolute deviation, which is robust to outliers).
 */
const OUTLIER_DEVIATIONS = 3;
const DEVIATION_PER_MAD = 1.4826;
/**
 * Minimum deviation, for collections of almost identical papers: there 0.98 against 0.99 means nothing.
 * In collections of 144 to 1,460 papers it is 0.05 to 0.1.
 */
const LEAST_DEVIATION = 0.03;
/** In a smaller collection there are no outliers: too few papers to estimate a distance. */
const PAPERS_FOR_OUTLIERS = 12;
/** Below any similarity. */
const NONE_BELOW = -1;
/** Rows whose similarities to all centroids are in memory at once: 2 MB for 100 centroids. */
const BLOCK = 4_096;

export interface Membership {
  /** The group of each row, or −1 for an outlier. */
  readonly labels: Int32Array;
  /** Unit means of the groups, outliers left out. */
  readonly centroids: Rows;
  readonly outlierBelow: number;
}

/** Takes outliers out of their groups; a group keeps at least one row. */
export function membershipOf(rows: Rows, grouped: Int32Array, k: number): Membership {
  const labels = Int32Array.from(grouped);
  const { own, toNext } = similaritiesTo(centroidsOf(rows, labels, k), rows, labels);
  const nearest = Float64Array.from(own, (similarity, i) => Math.max(similarity, toNext[i]!));
  const median = medianOf(nearest);
  const deviation = Math.max(LEAST_DEVIATION, DEVIATION_PER_MAD * medianOf(nearest.map((x) => Math.abs(x - median))));
  const outlierBelow =
    rows.count < PAPERS_FOR_OUTLIERS ? NONE_BELOW : roundTo4(median - OUTLIER_DEVIATIONS * deviation);
  const { sizes } = sumsByLabel(rows, labels, k);
  for (let i = 0; i < rows.count; i++) {
    if (!(nearest[i]! < outlierBelow) || sizes[labels[i]!] === 1) continue;
    sizes[labels[i]!]!--;
    labels[i] = -1;
  }
  return { labels, centroids: centroidsOf(rows, labels, k), outlierBelow };
}

export function centroidsOf(rows: Rows, labels: Int32Array, k: number): Rows {
  return unitMeans(sumsByLabel(rows, labels, k).sums, k);
}

/** How near each row is to the centroids; not the similarity to each, which is 600 MB for 1,000,000 rows and 150. */
export interface Similarities {
  /** To the centroid of its group; −1 for a row without a group. */
  readonly own: Float32Array;
  /** The nearest of the other centroids, the first of equal ones; −1 if there is none. */
  readonly next: Int32Array;
  /** To that centroid; −1 if there is none. */
  readonly toNext: Float32Array;
}

/** @param labels the group of each row, or −1 */
export function similaritiesTo(centroids: Rows, rows: Rows, labels: Int32Array): Similarities {
  const k = centroids.count;
  const own = new Float32Array(rows.count).fill(-1);
  const next = new Int32Array(rows.count).fill(-1);
  const toNext = new Float32Array(rows.count).fill(-1);
  const products = new Float32Array(Math.min(BLOCK, rows.count) * k);
  for (let from = 0; from < rows.count; from += BLOCK) {
    const count = Math.min(BLOCK, rows.count - from);
    dotProducts(rowsFrom(rows, from, count), centroids, products);
    for (let row = 0, i = from; row < count; row++, i++)
      for (let c = 0; c < k; c++) {
        const similarity = products[row * k + c]!;
        if (c === labels[i]) own[i] = similarity;
        else if (next[i]! < 0 || similarity > toNext[i]!) [next[i], toNext[i]] = [c, similarity];
      }
  }
  return { own, next, toNext };
}

function medianOf(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
