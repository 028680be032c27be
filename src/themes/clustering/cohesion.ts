/** How similar the rows of a group are to one another. */
import { averageOf } from '../../maths/average.js';
import { type Rows, sumsByLabel } from '../../maths/rows.js';

/** Smaller groups, and fewer of them, are not compared. */
const ROWS_AT_LEAST = 3;
const GROUPS_AT_LEAST = 5;

/**
 * The cohesion of each group divided by that of the median group. The cohesion is the mean cosine of a row to the mean
 * of the others. 1 for groups that are not compared.
 * @param rows centred
 * @param labels the group of each row, 0 … k − 1, or negative
 */
export function relativeCohesions(rows: Rows, labels: Int32Array, k: number): number[] {
  const members: number[][] = Array.from({ length: k }, () => []);
  const own = similaritiesWithout(rows, labels, k);
  labels.forEach((label, i) => label >= 0 && members[label]!.push(own[i]!));
  const cohesions = members.map((list) => (list.length < ROWS_AT_LEAST ? null : averageOf(list)));
  const sorted = cohesions.filter((cohesion) => cohesion !== null).sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  if (sorted.length < GROUPS_AT_LEAST || median <= 0) return cohesions.map(() => 1);
  return cohesions.map((cohesion) => (cohesion === null ? 1 : cohesion / median));
}

/** The cosine of each row to the mean of its group without that row; −1 for a row that is alone or in no group. */
export function similaritiesWithout(rows: Rows, labels: Int32Array, k: number): Float64Array {
  const { data, dimension } = rows;
  const { sums } = sumsByLabel(rows, labels, k);
  return Float64Array.from(labels, (label, i) => {
    if (label < 0) return -1;
    let [dot, squares] = [0, 0];
    for (let d = 0; d < dimension; d++) {
      const x = data[i * dimension + d]!;
      const rest = sums[label * dimension + d]! - x;
      dot += rest * x;
      squares += rest * rest;
    }
    return squares > 1e-12 ? dot / Math.sqrt(squares) : -1;
  });
}
