/** Areas: groups of similar themes, for collections with many themes. */

import { dotProducts, pickRows, type Rows } from '../../../maths/rows.js';
import { largestBranches, wardMerges } from '../../clustering/ward.js';

/** With fewer themes a flat list reads better. */
const THEMES_FOR_AREAS = 15;
const THEMES_OF_AREA = 2;
/** No area has a larger share of the papers. */
const LARGEST_SHARE = 0.4;
/**
 * Minimum mean cosine between the centroids of an area's themes. Below the first, a reader finds no subject that many
 * of them share (`test/bench/theme-names.md`); a lower one is used if areas and themes without one would be too many.
 */
const SIMILAR = [0.25, 0.2, 0.15];
/** Areas and themes without one that a person can look through. */
const ENTRIES_AT_MOST = 40;

/**
 * The themes of each area: the largest branches of the merge tree whose themes are similar. Themes in no such branch
 * have no area.
 * @param centroids of centred rows: two themes taken at random have a cosine of about 0
 * @param sizes how many papers each theme has
 */
export function areasOf(centroids: Rows, sizes: ArrayLike<number>): number[][] {
  if (centroids.count < THEMES_FOR_AREAS) return [];
  const total = Array.from(sizes).reduce((sum, size) => sum + size, 0);
  const merges = wardMerges(centroids, sizes);
  const gathered = (similar: number): number[][] =>
    largestBranches(merges, THEMES_OF_AREA, (themes) => {
      const papers = themes.reduce((sum, theme) => sum + sizes[theme]!, 0);
      return papers <= LARGEST_SHARE * total && meanCosine(pickRows(centroids, themes)) >= similar;
    });
  const entries = (areas: readonly number[][]): number => areas.length + centroids.count - areas.flat().length;
  let areas: number[][] = [];
  for (const similar of SIMILAR) {
    areas = gathered(similar);
    if (entries(areas) <= ENTRIES_AT_MOST) break;
  }
  return areas.map((themes) => themes.sort((a, b) => a - b));
}

/** Of all pairs. */
function meanCosine(rows: Rows): number {
  const products = new Float32Array(rows.count ** 2);
  dotProducts(rows, rows, products);
  let sum = 0;
  for (let i = 0; i < rows.count; i++) for (let j = 0; j < i; j++) sum += products[i * rows.count + j]!;
  return sum / ((rows.count * (rows.count - 1)) / 2);
}
