/**
 * How good a ranking is, by the textbook: Manning, Raghavan & Schütze 2008, chapter 8; nDCG by Järvelin & Kekäläinen
 * 2002.
 */

/** Grades of the papers that answer a query; a paper that is not in it has grade 0. */
export type Grades = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain of the first `depth`: gain is the grade, discount log₂(rank + 1). 0 where
 * nothing is relevant.
 */
export function ndcg(ranking: readonly string[], grades: Grades, depth: number): number {
  const best = gainOf(
    [...grades.values()].sort((a, b) => b - a),
    depth,
  );
  return best > 0
    ? gainOf(
        ranking.map((id) => grades.get(id) ?? 0),
        depth,
      ) / best
    : 0;
}

function gainOf(grades: readonly number[], depth: number): number {
  return grades.slice(0, depth).reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0);
}

/** The share of the relevant papers that are among the first `depth`. 0 where nothing is relevant. */
export function recall(ranking: readonly string[], grades: Grades, depth: number): number {
  const relevant = relevantIn(grades);
  return relevant > 0 ? ranking.slice(0, depth).filter((id) => isRelevant(grades, id)).length / relevant : 0;
}

/** The mean of the precision at each relevant paper's rank; one that is not ranked counts 0. */
export function averagePrecision(ranking: readonly string[], grades: Grades): number {
  const relevant = relevantIn(grades);
  let hits = 0;
  let sum = 0;
  ranking.forEach((id, i) => {
    if (isRelevant(grades, id)) sum += ++hits / (i + 1);
  });
  return relevant > 0 ? sum / relevant : 0;
}

/** One over the rank of the first relevant paper; 0 where it is not among the first `depth`. */
export function reciprocalRank(ranking: readonly string[], grades: Grades, depth: number): number {
  const first = ranking.slice(0, depth).findIndex((id) => isRelevant(grades, id));
  return first < 0 ? 0 : 1 / (first + 1);
}

function isRelevant(grades: Grades, id: string): boolean {
  return (grades.get(id) ?? 0) > 0;
}

function relevantIn(grades: Grades): number {
  return [...grades.values()].filter((grade) => grade > 0).length;
}
