/**
 * How well papers belong: similarities to centroids, and outliers.
 */
import { roundTo4 } from '../../maths/rounding.js';
import { dotProducts, type Rows, sumsByLabel, unitMeans } from '../../maths/rows.js';

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
  const first = centroidSimilarities(rows, centroidsOf(rows, labels, k));
  const nearest = Float64Array.from({ length: rows.count }, (_, i) =>
    first.subarray(i * k, (i + 1) * k).reduce((most, x) => Math.max(most, x), -1),
  );
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

export function centroidSimilarities(rows: Rows, centroids: Rows): Float32Array {
  const similarities = new Float32Array(rows.count * centroids.count);
  dotProducts(rows, centroids, similarities);
  return similarities;
}

function medianOf(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
