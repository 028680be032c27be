/**
 * How many themes: the least number at which papers lie inside their own theme and away from the next one as well as
 * at any other.
 *
 * The criterion is the mean silhouette (Rousseeuw 1987) by cosine, without any pair of papers being compared: the mean
 * cosine of a paper to a theme is its dot product with the mean of the theme. Its curve over k is flat, and the highest
 * point of a flat curve is chance: of 624 papers it stood at 12, of 567 of them at 23. So the curve is drawn for many
 * samples of the papers. Of all numbers that the samples cannot tell from the best, the least is taken, as in
 * cross-validation (Breiman et al. 1984, the rule of one standard error). Figures: `test/bench/theme-k.md`.
 */

import { roundTo4 } from '../../maths/rounding.js';
import { dotProducts, type Rows, sumsByLabel, unitMeans } from '../../maths/rows.js';
import { cohesionOf } from './lloyd.js';
import { labelsAfter, type Merge } from './ward.js';

/** A collection is read in themes of about a dozen papers, until there are a dozen themes. */
const PAPERS_PER_THEME = 12;
const THEMES_AT_LEAST = 12;
/** And in no more than this many, of no fewer papers on average. */
const THEMES_AT_MOST = 40;
const PAPERS_AT_LEAST = 8;
/** A number is as good as the best if its silhouette is lower by no more than this many standard errors of the mean. */
const STANDARD_ERRORS = 2;

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

/** Some of the rows, and how they merge. */
export interface SampleTree {
  readonly rows: Rows;
  readonly merges: readonly Merge[];
}

export interface Choice {
  readonly k: number;
  readonly curve: readonly CurvePoint[];
}

/** The least and the greatest number of themes that a collection of this many papers is read in. */
export function rangeOfK(papers: number): KRange {
  const least = Math.max(1, Math.min(THEMES_AT_LEAST, Math.floor(papers / PAPERS_PER_THEME)));
  return { least, greatest: Math.max(least, Math.min(THEMES_AT_MOST, Math.floor(papers / PAPERS_AT_LEAST))) };
}

/** The least k that is as good as the best over all samples; the curve is the mean of theirs. */
export function chooseK(trees: readonly SampleTree[], { least, greatest }: KRange): Choice {
  const tried = Array.from({ length: greatest - least + 1 }, (_, n) => least + n);
  const curves = trees.map((tree) => tried.map((k) => pointOf(tree, k)));
  const curve = tried.map(
    (k, n): CurvePoint => ({
      k,
      silhouette: roundTo4(mean(curves.map((points) => points[n]!.silhouette))),
      cohesion: roundTo4(mean(curves.map((points) => points[n]!.cohesion))),
    }),
  );
  const best = curve.reduce((highest, point, n) => (point.silhouette > curve[highest]!.silhouette ? n : highest), 0);
  const chosen = curve.findIndex((_, n) => {
    const losses = curves.map((points) => points[best]!.silhouette - points[n]!.silhouette);
    const loss = mean(losses);
    const error = Math.sqrt(mean(losses.map((one) => (one - loss) ** 2)) / losses.length);
    return roundTo4(loss) <= roundTo4(STANDARD_ERRORS * error);
  });
  return { k: tried[chosen]!, curve };
}

function pointOf({ rows, merges }: SampleTree, k: number): CurvePoint {
  const labels = labelsAfter(merges, k);
  return { k, silhouette: meanSilhouette(rows, labels, k), cohesion: cohesionOf(rows, labels, k) / rows.count };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
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
