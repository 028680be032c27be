/**
 * A start for k-means from the groups of the last run, so that papers keep their groups where another grouping is no
 * better.
 */
import { dotProducts, pickRows, type Rows, rowAt, sumsByLabel, unitMeans } from '../../maths/rows.js';

/**
 * The centroids of a run from scratch, each replaced by the most similar centroid of the last run, one to one. There
 * are as many as before: a last group without a counterpart ends, a new one begins where none was.
 * @param last the group of each row in the last run, 0 …, or −1
 */
export function warmStart(rows: Rows, last: Int32Array, scratch: Rows): Rows {
  const known = centroidsOfLast(rows, last);
  const products = new Float32Array(scratch.count * known.count);
  dotProducts(scratch, known, products);
  const pairs = Array.from(products.keys()).sort((a, b) => products[b]! - products[a]! || a - b);
  const start = pickRows(
    scratch,
    Array.from({ length: scratch.count }, (_, c) => c),
  );
  const [replaced, taken] = [new Set<number>(), new Set<number>()];
  for (const pair of pairs) {
    const [group, lastGroup] = [Math.floor(pair / known.count), pair % known.count];
    if (replaced.has(group) || taken.has(lastGroup) || products[pair]! <= 0) continue;
    replaced.add(group);
    taken.add(lastGroup);
    rowAt(start, group).set(rowAt(known, lastGroup));
  }
  return start;
}

/** Of the groups that have rows. */
function centroidsOfLast(rows: Rows, last: Int32Array): Rows {
  const k = last.reduce((most, label) => Math.max(most, label + 1), 0);
  const { sums, sizes } = sumsByLabel(rows, last, k);
  return pickRows(
    unitMeans(sums, k),
    Array.from(sizes.keys()).filter((c) => sizes[c]! > 0),
  );
}
