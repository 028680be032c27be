/** Points on the sphere for tests of clustering. */

import { seededRandom } from '../../src/maths/random.js';
import { normaliseRows, type Rows, rowsOf } from '../../src/maths/rows.js';

/** `count` unit rows round each of `bundles` axes of a space of `dimension`, the nearer the smaller `spread`. */
export function bundlesOf(
  bundles: number,
  count: number,
  dimension: number,
  spread: number,
): { rows: Rows; bundle: number[] } {
  const random = seededRandom(1);
  const bundle: number[] = [];
  const points: number[][] = [];
  for (let i = 0; i < bundles * count; i++) {
    const axis = i % bundles;
    bundle.push(axis);
    points.push(Array.from({ length: dimension }, (_, d) => (d === axis ? 1 : 0) + spread * (random() - 0.5)));
  }
  return { rows: normaliseRows(rowsOf(points)), bundle };
}

/** Unit rows in no order at all. */
export function scatteredRows(count: number, dimension: number, seed: number): Rows {
  const random = seededRandom(seed);
  return normaliseRows(
    rowsOf(Array.from({ length: count }, () => Array.from({ length: dimension }, () => random() - 0.5))),
  );
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}
