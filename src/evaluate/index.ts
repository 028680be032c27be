/**
 * "How good are the answers?"
 *
 * In: a folder with a judged set, and the product's own rankers, clustering or near-duplicate finder, handed in.
 * Out: the textbook's figures, each with a bootstrap 95 % interval, and the time a query takes.
 * Knows nothing of how an answer is found, writes nothing, and the same answers give the same figures.
 */
import { evenly } from '../maths/batches.js';
import { adjustedRand, overlapsOf, vMeasure } from './clusters.js';
import { type Figure, meanWithInterval, withIntervals } from './interval.js';
import type { JudgedPair, JudgedQuery, JudgedSet } from './judged-set.js';
import { averagePrecision, ndcg, recall, reciprocalRank } from './ranking.js';

export type { Figure } from './interval.js';
export { type JudgedPair, type JudgedQuery, type JudgedSet, readJudgedSet } from './judged-set.js';

/** The depth of a ranking that is measured, as in trec_eval: that of MAP. */
export const EVALUATION_DEPTH = 1000;
/** Queries that are timed at most, evenly over the set. */
const TIMED = 100;

/** A way to rank the papers of a set. */
export interface Ranker {
  readonly name: string;
  /** Ids of papers, best first, at least `EVALUATION_DEPTH` of them where there are so many. */
  rank(query: JudgedQuery): Promise<readonly string[]>;
  /** The complete answer to a query, as a person gets it; only this is timed. */
  answer(query: JudgedQuery): Promise<unknown>;
}

/** How well one ranker finds the relevant papers: means over the queries, each 0…1 (`ranking.ts`). */
export interface RankingFigures {
  readonly name: string;
  /** nDCG of the first ten. */
  readonly ndcg10: Figure;
  /** Share of the relevant papers among the first hundred. */
  readonly recall100: Figure;
  /** Mean average precision of the first thousand. */
  readonly map: Figure;
  /** Mean reciprocal rank of the first relevant paper, among the first ten. */
  readonly mrr10: Figure;
  /** Median and 95th percentile of the time of a complete answer. */
  readonly msPerQuery: { readonly p50: number; readonly p95: number };
}

/** Every ranker on every query. @param onProgress called after each query with the number done, over all rankers */
export async function evaluateRankers(
  { queries }: Extract<JudgedSet, { kind: 'retrieval' }>,
  rankers: readonly Ranker[],
  onProgress: (done: number) => void = () => undefined,
): Promise<RankingFigures[]> {
  const figures: RankingFigures[] = [];
  for (const [r, ranker] of rankers.entries()) {
    const rows: { ndcg10: number; recall100: number; map: number; mrr10: number }[] = [];
    for (const query of queries) {
      const ranking = (await ranker.rank(query)).filter((id) => id !== query.itself).slice(0, EVALUATION_DEPTH);
      rows.push({
        ndcg10: ndcg(ranking, query.grades, 10),
        recall100: recall(ranking, query.grades, 100),
        map: averagePrecision(ranking, query.grades),
        mrr10: reciprocalRank(ranking, query.grades, 10),
      });
      onProgress(r * queries.length + rows.length);
    }
    const mean = (key: keyof (typeof rows)[number]) => meanWithInterval(rows.map((row) => row[key]));
    const msPerQuery = await timed(queries, ranker);
    figures.push({
      name: ranker.name,
      ndcg10: mean('ndcg10'),
      recall100: mean('recall100'),
      map: mean('map'),
      mrr10: mean('mrr10'),
      msPerQuery,
    });
  }
  return figures;
}

async function timed(queries: readonly JudgedQuery[], ranker: Ranker): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  for (const query of evenly(queries, TIMED)) {
    const start = performance.now();
    await ranker.answer(query);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** How well clusters agree with the labels of a set. */
export interface ClusterFigures {
  /** V-measure, the harmonic mean of the next two; each 0…1. */
  readonly v: Figure;
  readonly homogeneity: Figure;
  readonly completeness: Figure;
  /** Adjusted Rand index: 1 for equal groupings, about 0 by chance. */
  readonly adjustedRand: Figure;
  /** Number of clusters. */
  readonly clusters: number;
}

/**
 * V-measure and adjusted Rand index (`clusters.ts`).
 * @param clusters the cluster of each paper, in the order of the set's papers; papers of none share one name
 */
export function evaluateClusters(
  { papers }: Extract<JudgedSet, { kind: 'clusters' }>,
  clusters: readonly string[],
): ClusterFigures {
  const observations = papers.map(({ label }, i) => ({ label, cluster: clusters[i]! }));
  const figures = withIntervals(observations, (sample) => {
    const overlaps = overlapsOf(
      sample.map(({ label }) => label),
      sample.map(({ cluster }) => cluster),
    );
    return { ...vMeasure(overlaps), adjustedRand: adjustedRand(overlaps) };
  });
  return { ...figures, clusters: new Set(clusters).size };
}

/** The ids of two papers. */
export type IdPair = readonly [string, string];

/** How well reported pairs agree with the judged ones. */
export interface PairFigures {
  /** Each 0…1. */
  readonly precision: Figure;
  readonly recall: Figure;
  readonly f1: Figure;
  /** Numbers of pairs that were reported, and of those that were reported rightly. */
  readonly predicted: number;
  readonly right: number;
  /** Pairs that were reported wrongly, in order of id. */
  readonly wrong: readonly IdPair[];
  /** Pairs that were missed, in order of id. */
  readonly missed: readonly JudgedPair[];
}

/**
 * Precision, recall and F1 of pairs.
 * @param foundPairs pairs of ids that the product reports as near-duplicates, in either order
 */
export function evaluatePairs(
  { pairs }: Extract<JudgedSet, { kind: 'near-duplicates' }>,
  foundPairs: Iterable<IdPair>,
): PairFigures {
  const same = new Map(pairs.filter((pair) => pair.same).map((pair) => [keyOf([pair.a, pair.b]), pair]));
  const called = new Map([...foundPairs].map((pair) => [keyOf(pair), inOrder(pair)]));
  const keys = [...new Set([...same.keys(), ...called.keys()])].sort();
  const observations = keys.map((key) => ({ same: same.has(key), called: called.has(key) }));
  return {
    ...withIntervals(observations, precisionAndRecall),
    predicted: called.size,
    right: observations.filter((one) => one.same && one.called).length,
    wrong: keys.filter((key) => !same.has(key)).map((key) => called.get(key)!),
    missed: keys.filter((key) => !called.has(key)).map((key) => same.get(key)!),
  };
}

/**
 * Precision, recall and their harmonic mean (van Rijsbergen 1979, chapter 7); 0 if no pair was reported or none is
 * judged the same.
 */
function precisionAndRecall(sample: readonly { readonly same: boolean; readonly called: boolean }[]): {
  precision: number;
  recall: number;
  f1: number;
} {
  const right = sample.filter((one) => one.same && one.called).length;
  const called = sample.filter((one) => one.called).length;
  const same = sample.filter((one) => one.same).length;
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  return { precision: share(right, called), recall: share(right, same), f1: share(2 * right, called + same) };
}

function inOrder([a, b]: IdPair): IdPair {
  return a < b ? [a, b] : [b, a];
}

function keyOf(pair: IdPair): string {
  return inOrder(pair).join('\u0000');
}
