/**
 * How well a grouping agrees with the true one, from the table of their overlaps: one row for each true group, one
 * column for each group found.
 */

/** How many items each true and each found group have in common. */
export type Overlaps = readonly (readonly number[])[];

/** @param truth the true group of each item @param clusters its group as found, in the same order */
export function overlapsOf(truth: readonly string[], clusters: readonly string[]): Overlaps {
  const columns = new Map([...new Set(clusters)].map((group, i) => [group, i]));
  const rows = new Map<string, number[]>();
  truth.forEach((group, i) => {
    const row = rows.get(group) ?? new Array<number>(columns.size).fill(0);
    row[columns.get(clusters[i]!)!]! += 1;
    rows.set(group, row);
  });
  return [...rows.values()];
}

export interface VMeasure {
  /** The harmonic mean of the other two. */
  readonly v: number;
  readonly homogeneity: number;
  readonly completeness: number;
}

/** V-measure (Rosenberg & Hirschberg 2007, equations 1–3, β = 1). Each figure 0…1. */
export function vMeasure(overlaps: Overlaps): VMeasure {
  const [trueSizes, foundSizes] = [rowSums(overlaps), columnSums(overlaps)];
  const [ofTruth, ofFound, ofBoth] = [entropy(trueSizes), entropy(foundSizes), entropy(overlaps.flat())];
  const homogeneity = ofTruth > 0 ? 1 - (ofBoth - ofFound) / ofTruth : 1;
  const completeness = ofFound > 0 ? 1 - (ofBoth - ofTruth) / ofFound : 1;
  const sum = homogeneity + completeness;
  return { v: sum > 0 ? (2 * homogeneity * completeness) / sum : 0, homogeneity, completeness };
}

/** Adjusted Rand index (Hubert & Arabie 1985, equation 5): 1 for equal groupings, about 0 by chance. */
export function adjustedRand(overlaps: Overlaps): number {
  const pairsIn = (sizes: readonly number[]) => sizes.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const [together, inTruth, inFound] = [
    pairsIn(overlaps.flat()),
    pairsIn(rowSums(overlaps)),
    pairsIn(columnSums(overlaps)),
  ];
  const all = pairsIn([rowSums(overlaps).reduce((sum, n) => sum + n, 0)]);
  const expected = all > 0 ? (inTruth * inFound) / all : 0;
  const most = (inTruth + inFound) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

function entropy(sizes: readonly number[]): number {
  const all = sizes.reduce((sum, n) => sum + n, 0);
  return sizes.reduce((sum, n) => (n > 0 ? sum - (n / all) * Math.log(n / all) : sum), 0);
}

function rowSums(overlaps: Overlaps): number[] {
  return overlaps.map((row) => row.reduce((sum, n) => sum + n, 0));
}

function columnSums(overlaps: Overlaps): number[] {
  return (overlaps[0] ?? []).map((_, j) => overlaps.reduce((sum, row) => sum + row[j]!, 0));
}
