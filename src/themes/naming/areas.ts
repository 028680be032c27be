/** Areas: a handful of groups of themes, for collections with many themes. */

import type { Rows } from '../../maths/rows.js';
import { labelsAfter, wardMerges } from '../clustering/ward.js';

/** With fewer themes a flat list reads better. */
const THEMES_FOR_AREAS = 15;
/** An area with a larger share of the papers is split further. */
const LARGEST_SHARE = 0.4;

/**
 * For each theme its area, numbered 0 …; null with few themes. Square root of the themes, 4 areas of 15, 6 of 40, and
 * more if one of them has too much of the collection: only that branch of the merge tree is cut again.
 */
export function areasOf(centroids: Rows, sizes: ArrayLike<number>): Int32Array | null {
  const themes = centroids.count;
  if (themes < THEMES_FOR_AREAS) return null;
  const merges = wardMerges(centroids, sizes);
  let areas = labelsAfter(merges, Math.round(Math.sqrt(themes)));
  const total = Array.from(sizes).reduce((sum, size) => sum + size, 0);
  // The finer cuts of the tree split one area at a time: those of small enough areas are skipped.
  for (let k = Math.max(...areas) + 2; k <= themes; k++) {
    const large = largestOf(areas, sizes);
    if (large.size <= LARGEST_SHARE * total) break;
    const finer = labelsAfter(merges, k);
    const parts = new Set(finer.filter((_, theme) => areas[theme] === large.area));
    if (parts.size > 1)
      areas = renumbered(areas.map((area, theme) => (area === large.area ? themes + finer[theme]! : area)));
  }
  return areas;
}

function largestOf(areas: Int32Array, sizes: ArrayLike<number>): { area: number; size: number } {
  const papers = new Map<number, number>();
  areas.forEach((area, theme) => papers.set(area, (papers.get(area) ?? 0) + sizes[theme]!));
  return [...papers]
    .map(([area, size]) => ({ area, size }))
    .reduce((largest, one) => (one.size > largest.size ? one : largest));
}

/** By the first theme of each. */
function renumbered(areas: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return areas.map((area) => {
    if (!numbers.has(area)) numbers.set(area, numbers.size);
    return numbers.get(area)!;
  });
}
