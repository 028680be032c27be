/**
 * How many themes: the number at which papers lie best inside their own theme and away from the next one.
 *
 * The criterion is the mean silhouette (Rousseeuw 1987) by cosine over all papers, exact and without any pair of
 * papers being compared: the mean cosine of a paper to a theme is its dot product with the mean of the theme.
 * Every number between two bounds is tried; the bounds are what a person can read.
 *
 * On sets whose groups are known the highest silhouette stood at 18 (true 17), 28 (28), 9 (12) and 14 (8) themes.
 */

import { roundTo4 } from '../../maths/rounding.js';
import { dotProducts, type Rows, sumsByLabel, unitMeans } from '../../maths/rows.js';
import { lloyd } from './lloyd.js';
import { labelsAfter, type Merge } from './ward.js';

/** A pile is read in themes of about a dozen papers, until there are a dozen themes. */
const PAPERS_PER_THEME = 12;
const THEMES_AT_LEAST = 12;
/** And in no more than this many, of no fewer papers on average. */
const THEMES_AT_MOST = 40;
const PAPERS_AT_LEAST = 8;

/** One number of themes tried. Figures have four decimals. */
export interface CurvePoint {
  readonly k: number;
  /** Mean silhouette, −1…1, higher is better. */
  readonly silhouette: number;
  /** Mean cosine of a paper to its theme's centroid. */
  readonly cohesion: number;
}

/** The least and the greatest number of themes to try. */
export interface KRange {
  readonly least: number;
  readonly greatest: number;
}

export interface Choice {
  readonly k: number;
  readonly curve: readonly CurvePoint[];
}

/** The least and the greatest number of themes that a pile of this many papers is read in. */
export function rangeOfK(papers: number): KRange {
  const least = Math.max(1, Math.min(THEMES_AT_LEAST, Math.floor(papers / PAPERS_PER_THEME)));
  return { least, greatest: Math.max(least, Math.min(THEMES_AT_MOST, Math.floor(papers / PAPERS_AT_LEAST))) };
}

/**
 * Tries every k from `least` to `greatest`, each started from Ward's tree, and keeps the one of highest silhouette;
 * the smaller of equals.
 */
export function chooseK(rows: Rows, merges: readonly Merge[], { least, greatest }: KRange): Choice {
  const curve: CurvePoint[] = [];
  for (let k = least; k <= greatest; k++) {
    const run = lloyd(rows, centroidsFromTree(rows, merges, k));
    curve.push({
      k,
      silhouette: roundTo4(meanSilhouette(rows, run.labels, k)),
      cohesion: roundTo4(run.cohesion / rows.count),
    });
  }
  return { k: curve.reduce((best, point) => (point.silhouette > best.silhouette ? point : best)).k, curve };
}

/** A start for k-means: the centroids of the tree's k clusters. */
export function centroidsFromTree(rows: Rows, merges: readonly Merge[], k: number): Rows {
  return unitMeans(sumsByLabel(rows, labelsAfter(merges, k), k).sums, k);
}

/** Mean silhouette over all rows. */
export function meanSilhouette(rows: Rows, labels: Int32Array, k: number): number {
  const { sums, sizes } = silhouettes(rows, labels, k);
  return sums.reduce((sum, x) => sum + x, 0) / sizes.reduce((sum, x) => sum + x, 0);
}

/**
 * Sums of silhouettes by cluster, and the clusters' sizes. By cosine of unit rows; 0 where there is one cluster only,
 * and for a row that is alone in its cluster.
 */
export function silhouettes(rows: Rows, labels: Int32Array, k: number): { sums: Float64Array; sizes: Int32Array } {
  const total = sumsByLabel(rows, labels, k);
  const { sizes } = total;
  const sums = new Float64Array(k);
  if (k < 2) return { sums, sizes };
  const totals: Rows = { data: Float32Array.from(total.sums), count: k, dimension: rows.dimension };
  const products = new Float32Array(rows.count * k);
  dotProducts(rows, 0, rows.count, totals, products);
  for (let i = 0; i < rows.count; i++) {
    const own = labels[i]!;
    if (sizes[own] === 1) continue;
    const inside = 1 - (products[i * k + own]! - 1) / (sizes[own]! - 1);
    let outside = Infinity;
    for (let c = 0; c < k; c++) if (c !== own) outside = Math.min(outside, 1 - products[i * k + c]! / sizes[c]!);
    sums[own]! += (outside - inside) / Math.max(inside, outside, 1e-9);
  }
  return { sums, sizes };
}
