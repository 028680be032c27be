/**
 * Which papers that fit no theme well form a theme of their own?
 *
 * Candidates are unassigned papers, and papers added since the themes were found that are farther from their theme
 * than most of its papers. Ward's tree over the candidates (`clustering/ward.ts`) is traversed from the root: the
 * largest branch that is as cohesive as the themes, and whose papers are nearer to one another than to any theme, is a
 * theme. Other new papers that are nearer to it than to their theme join it. Themes are judged by the papers that they
 * were found with: a large new subject would move the centroids of the themes that it was first put in. Similarity to a
 * centroid leaves out the paper itself: in a small group each paper contributes much to it. Figures:
 * `test/bench/theme-growth.md`.
 */
import { averageOf } from '../../maths/average.js';
import { pickRows, type Rows } from '../../maths/rows.js';
import { similaritiesWithout } from '../clustering/cohesion.js';
import { centroidsOf, similaritiesTo } from '../clustering/membership.js';
import { largestBranches, wardMerges } from '../clustering/ward.js';

/** Minimum number of papers of a new theme. */
const PAPERS_AT_LEAST = 6;
/** The share of a theme's papers that are farther from its centroid than the limit for candidates. */
const WELL_WITHIN = 0.25;
/** The share of a new theme's papers that must be nearer to it than to any theme. */
const NEARER = 0.9;
/** Maximum number of candidates compared pairwise; the first in order of id. */
const MOST_CANDIDATES = 2000;

/**
 * @param labels the theme of each row, 0 … k − 1, or −1
 * @param isNew whether the paper of a row was added since the themes were found
 * @returns the rows of each new theme, ascending; the largest first
 */
export function bornGroups(rows: Rows, labels: Int32Array, k: number, isNew: (row: number) => boolean): number[][] {
  const established = labels.map((label, i) => (isNew(i) ? -1 : label));
  const centroids = centroidsOf(rows, established, k);
  const own = similaritiesWithout(rows, established, k);
  const bounds = lowerQuartiles(own, established, k);
  const similarities = similaritiesTo(centroids, rows, labels);
  const toOwn = (i: number): number => similarities.own[i]!;
  const places = Array.from(labels.keys())
    .filter((i) => labels[i]! < 0 || (isNew(i) && toOwn(i) < bounds[labels[i]!]!))
    .slice(0, MOST_CANDIDATES);
  if (places.length < PAPERS_AT_LEAST) return [];
  const candidates = pickRows(rows, places);
  const nearestTheme = places.map((i) => Math.max(toOwn(i), similarities.toNext[i]!));
  const needed = medianOf(bounds.map((_, c) => meanOf(own.filter((_, i) => established[i] === c))));
  const holds = (branch: readonly number[]): boolean => {
    const within = similaritiesWithout(pickRows(candidates, branch), new Int32Array(branch.length), 1);
    const nearer = branch.filter((i, n) => within[n]! > nearestTheme[i]!).length;
    return nearer >= NEARER * branch.length && meanOf([...within]) >= needed;
  };
  const born = largestBranches(wardMerges(candidates), PAPERS_AT_LEAST, holds).map((branch) =>
    branch.map((i) => places[i]!),
  );
  const joined = joinBorn(rows, born, (i) => isNew(i) && labels[i]! >= 0, toOwn);
  return joined.map((places) => places.sort((a, b) => a - b)).sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

/** The groups, with the other new papers that are nearer to one of them than to their theme. */
function joinBorn(
  rows: Rows,
  born: readonly number[][],
  mayJoin: (row: number) => boolean,
  toOwn: (row: number) => number,
): number[][] {
  if (born.length === 0) return [];
  const group = new Int32Array(rows.count).fill(-1);
  born.forEach((places, b) => places.forEach((place) => (group[place] = b)));
  const { next, toNext } = similaritiesTo(centroidsOf(rows, group, born.length), rows, group);
  const joined = born.map((places) => [...places]);
  for (let i = 0; i < rows.count; i++)
    if (group[i]! < 0 && mayJoin(i) && toNext[i]! > toOwn(i)) joined[next[i]!]!.push(i);
  return joined;
}

function lowerQuartiles(own: Float64Array, labels: Int32Array, k: number): number[] {
  const members: number[][] = Array.from({ length: k }, () => []);
  labels.forEach((label, i) => label >= 0 && members[label]!.push(own[i]!));
  return members.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length * WELL_WITHIN)] ?? -1);
}

function meanOf(values: ArrayLike<number>): number {
  return values.length === 0 ? -1 : averageOf(Array.from(values));
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? -1;
}
