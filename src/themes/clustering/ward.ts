/**
 * A merge tree: from one cluster for each row to a single one.
 *
 * Ward's criterion (1963) by the Lance–Williams update: the two clusters whose union adds least to the squared
 * distances from their centroids. Gives k-means a good start for every k, and groups themes into areas.
 * Memory is quadratic in the rows, time about quadratic.
 */
import { dotProducts, type Rows, rowsFrom } from '../../maths/rows.js';

/** Cluster `from` becomes part of cluster `into`; clusters are named by their first row, so `into < from`. */
export interface Merge {
  readonly into: number;
  readonly from: number;
}

/** All merges, cheapest first. Rows of unit length; `weights`: how many papers a row represents. */
export function wardMerges(rows: Rows, weights: ArrayLike<number> = new Float64Array(rows.count).fill(1)): Merge[] {
  const n = rows.count;
  const sizes = Float64Array.from(weights);
  const costs = pairCosts(rows, sizes);
  const alive = Array.from({ length: n }, (_, i) => i);
  const nearest = new Int32Array(n).fill(-1);
  const seek = (i: number): void => {
    nearest[i] = -1;
    for (const j of alive)
      if (j > i && (nearest[i]! < 0 || costs[i * n + j]! < costs[i * n + nearest[i]!]!)) nearest[i] = j;
  };
  for (const i of alive) seek(i);
  const merges: Merge[] = [];
  while (alive.length > 1) {
    let into = -1;
    for (const i of alive)
      if (nearest[i]! >= 0 && (into < 0 || costs[i * n + nearest[i]!]! < costs[into * n + nearest[into]!]!)) into = i;
    const from = nearest[into]!;
    const cost = costs[into * n + from]!;
    merges.push({ into, from });
    alive.splice(alive.indexOf(from), 1);
    for (const j of alive) {
      if (j === into) continue;
      const updated =
        ((sizes[into]! + sizes[j]!) * costs[into * n + j]! +
          (sizes[from]! + sizes[j]!) * costs[from * n + j]! -
          sizes[j]! * cost) /
        (sizes[into]! + sizes[from]! + sizes[j]!);
      costs[into * n + j] = updated;
      costs[j * n + into] = updated;
    }
    sizes[into]! += sizes[from]!;
    for (const i of alive) {
      if (i === into || nearest[i] === into || nearest[i] === from) seek(i);
      else if (i < into && costs[i * n + into]! < costs[i * n + nearest[i]!]!) nearest[i] = into;
    }
  }
  return merges;
}

/** The label of each row when all but the last `k − 1` merges are done; numbered by first row. */
export function labelsAfter(merges: readonly Merge[], k: number): Int32Array {
  const n = merges.length + 1;
  const owner = Int32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    while (owner[i] !== i) i = owner[i]!;
    return i;
  };
  for (const { into, from } of merges.slice(0, n - k)) owner[find(from)] = find(into);
  const numbers = new Map<number, number>();
  return owner.map((_, i) => {
    const root = find(i);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
}

/** The rows of the largest branches of a tree that pass a test, none inside another; each of at least `least` rows. */
export function largestBranches(
  merges: readonly Merge[],
  least: number,
  passes: (rows: readonly number[]) => boolean,
): number[][] {
  const branches: { readonly rows: number[]; readonly parts: readonly number[] }[] = [];
  const current = Array.from({ length: merges.length + 1 }, (_, i) => branches.push({ rows: [i], parts: [] }) - 1);
  for (const { into, from } of merges) {
    const parts = [current[into]!, current[from]!];
    current[into] = branches.push({ rows: parts.flatMap((part) => branches[part]!.rows), parts }) - 1;
  }
  const open = [branches.length - 1];
  const chosen: number[][] = [];
  while (open.length > 0) {
    const { rows, parts } = branches[open.pop()!]!;
    if (rows.length < least) continue;
    if (passes(rows)) chosen.push(rows);
    else open.push(...parts);
  }
  return chosen;
}

/** Ward's cost of every pair: weights' harmonic share of the squared distance. */
function pairCosts(rows: Rows, sizes: Float64Array): Float32Array {
  const n = rows.count;
  const costs = new Float32Array(n * n);
  const block = 64;
  for (let from = 0; from < n; from += block) {
    const count = Math.min(block, n - from);
    dotProducts(rowsFrom(rows, from, count), rows, costs.subarray(from * n, (from + count) * n));
  }
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) {
      const share = (sizes[i]! * sizes[j]!) / (sizes[i]! + sizes[j]!);
      costs[i * n + j] = share * Math.max(0, 2 - 2 * costs[i * n + j]!);
      costs[j * n + i] = costs[i * n + j]!;
    }
  return costs;
}
