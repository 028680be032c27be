/**
 * How many themes? The smallest number whose themes are as well separated as those of any other number.
 *
 * The criterion is the mean silhouette (Rousseeuw 1987) by cosine, without comparing pairs of papers: the mean cosine
 * of a paper to a theme is its dot product with the mean of the theme. Its curve over k is flat, and the maximum of a
 * flat curve is random: 12 for 624 papers, 23 for 567 of them. So the curve is computed for many samples. The smallest
 * number not significantly worse than the best is chosen, as in cross-validation (Breiman et al. 1984, the rule of one
 * standard error). Figures: `test/bench/theme-k.md`.
 */

import { averageOf } from '../../maths/average.js';
import { roundTo4 } from '../../maths/rounding.js';
import { dotProducts, type Rows, sumsByLabel } from '../../maths/rows.js';
import { cohesionOf } from './lloyd.js';
import { labelsAfter, type Merge } from './ward.js';

/** Themes have about a dozen papers, until there are a dozen themes … */
const PAPERS_PER_THEME = 12;
const THEMES_AT_LEAST = 12;
/** … and so many more with each doubling of a collection of this size: one subject for a thousand papers is broad. */
const PAPERS_OF_LEAST = 2000;
const MORE_AT_LEAST = 5;
/** Minimum papers of a theme on average, up to so many themes, and how many more with each doubling from there on. */
const PAPERS_AT_LEAST = 8;
const THEMES_AT_MOST = 40;
const MORE_AT_MOST = 6;
/** A number is as good as the best if its silhouette is at most this many standard errors of the mean lower. */
const STANDARD_ERRORS = 2;

/** More than the error of a distance in float32: copies of one row are at no distance. */
const ROUNDING = 1e-6;

/** One number of themes tried. Figures have four decimals. */
export interface CurvePoint {
  readonly k: number;
  /** Mean silhouette, −1…1, higher is better. */
  readonly silhouette: number;
  /** Mean cosine of a paper to its theme's centroid. */
  readonly cohesion: number;
}

/** The minimum and maximum number of themes to try. */
export interface KRange {
  readonly least: number;
  readonly greatest: number;
}

/** A sample of the rows with its merge tree. */
export interface SampleTree {
  readonly rows: Rows;
  readonly merges: readonly Merge[];
}

export interface Choice {
  readonly k: number;
  readonly curve: readonly CurvePoint[];
}

/** The minimum and maximum number of themes for a collection of this many papers. */
export function rangeOfK(papers: number): KRange {
  const least = Math.floor(
    Math.min(THEMES_AT_LEAST, papers / PAPERS_PER_THEME) + more(MORE_AT_LEAST, papers / PAPERS_OF_LEAST),
  );
  const greatest =
    Math.min(THEMES_AT_MOST, papers / PAPERS_AT_LEAST) +
    more(MORE_AT_MOST, papers / (THEMES_AT_MOST * PAPERS_AT_LEAST));
  return { least: Math.max(1, least), greatest: Math.max(1, least, Math.floor(greatest)) };
}

/** @param times how many times larger than the collection from which on there are more */
function more(themes: number, times: number): number {
  return roundTo4(themes * Math.log2(Math.max(1, times)));
}

/** The smallest k that is as good as the best over all samples; the curve is their mean. */
export function chooseK(trees: readonly SampleTree[], { least, greatest }: KRange): Choice {
  const tried = Array.from({ length: greatest - least + 1 }, (_, n) => least + n);
  const curves = trees.map((tree) => tried.map((k) => pointOf(tree, k)));
  const curve = tried.map(
    (k, n): CurvePoint => ({
      k,
      silhouette: roundTo4(averageOf(curves.map((points) => points[n]!.silhouette))),
      cohesion: roundTo4(averageOf(curves.map((points) => points[n]!.cohesion))),
    }),
  );
  const best = curve.reduce((highest, point, n) => (point.silhouette > curve[highest]!.silhouette ? n : highest), 0);
  const chosen = curve.findIndex((_, n) => {
    const losses = curves.map((points) => points[best]!.silhouette - points[n]!.silhouette);
    const loss = averageOf(losses);
    const error = Math.sqrt(averageOf(losses.map((one) => (one - loss) ** 2)) / losses.length);
    return roundTo4(loss) <= roundTo4(STANDARD_ERRORS * error);
  });
  return { k: tried[chosen]!, curve };
}

function pointOf({ rows, merges }: SampleTree, k: number): CurvePoint {
  const labels = labelsAfter(merges, k);
  return { k, silhouette: meanSilhouette(rows, labels, k), cohesion: cohesionOf(rows, labels, k) / rows.count };
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
  dotProducts(rows, totals, products);
  for (let i = 0; i < rows.count; i++) {
    const own = labels[i]!;
    if (sizes[own] === 1) continue;
    const inside = Math.max(0, 1 - (products[i * k + own]! - 1) / (sizes[own]! - 1));
    let outside = Infinity;
    for (let c = 0; c < k; c++) if (c !== own) outside = Math.min(outside, 1 - products[i * k + c]! / sizes[c]!);
    outside = Math.max(0, outside);
    sums[own]! += (outside - inside) / Math.max(inside, outside, ROUNDING);
  }
  return { sums, sizes };
}
