/** Adjusted mutual information of two groupings: 1 for equal ones, about 0 by chance, whatever the number of groups. */
import type { Overlaps } from '../../dist/evaluate/clusters.js';

/** Vinh, Epps & Bailey 2010, normalised by the mean of both entropies, as in scikit-learn. */
export function adjustedMutualInformation(overlaps: Overlaps): number {
  const rows = overlaps.map((row) => total(row));
  const columns = overlaps[0]!.map((_, j) => total(overlaps.map((row) => row[j]!)));
  const n = total(rows);
  const log = logFactorials(n);
  let shared = 0;
  let expected = 0;
  rows.forEach((a, i) => {
    columns.forEach((b, j) => {
      const both = overlaps[i]![j]!;
      if (both > 0) shared += (both / n) * Math.log((n * both) / (a * b));
      const ways = log[a]! + log[b]! + log[n - a]! + log[n - b]! - log[n]!;
      for (let m = Math.max(1, a + b - n); m <= Math.min(a, b); m++) {
        const chance = Math.exp(ways - log[m]! - log[a - m]! - log[b - m]! - log[n - a - b + m]!);
        expected += (m / n) * Math.log((n * m) / (a * b)) * chance;
      }
    });
  });
  const most = (entropy(rows, n) + entropy(columns, n)) / 2;
  return most === expected ? 1 : (shared - expected) / (most - expected);
}

function logFactorials(most: number): Float64Array {
  const log = new Float64Array(most + 1);
  for (let i = 2; i <= most; i++) log[i] = log[i - 1]! + Math.log(i);
  return log;
}

function entropy(sizes: readonly number[], n: number): number {
  return sizes.reduce((sum, size) => (size > 0 ? sum - (size / n) * Math.log(size / n) : sum), 0);
}

function total(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0);
}
