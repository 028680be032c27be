/**
 * Areas: a handful of groups of themes, where there are too many themes to take in at a glance.
 */
import { labelsAfter, wardMerges } from './agglomerate.js';
import type { Rows } from './rows.js';

/** With fewer themes a flat list reads better. */
const THEMES_FOR_AREAS = 15;

/** For each theme its area, numbered 0 …; null with few themes. Square root of the themes: 4 areas of 15, 6 of 40. */
export function areasOf(centroids: Rows, sizes: ArrayLike<number>): Int32Array | null {
  if (centroids.count < THEMES_FOR_AREAS) return null;
  return labelsAfter(wardMerges(centroids, sizes), Math.round(Math.sqrt(centroids.count)));
}
