/**
 * From embeddings to groups: the number of themes, and which paper belongs to which.
 *
 * Up to a few thousand papers: k from many samples of rows smoothed by their neighbours; then the same rows moved
 * towards known subjects and smoothed, the best of several starts completed by ml-kmeans. Beyond, the same on a fixed
 * sample from Ward's start alone; the centroids are then refined over all embeddings by our own Lloyd iterations, or
 * over a larger sample where there are very many.
 */

import type { Subjects } from '../../embed/index.js';
import { seededRandom } from '../../maths/random.js';
import { pickRows, type Rows } from '../../maths/rows.js';
import type { PaperText, ReadTexts } from '../paper-words.js';
import { type CurvePoint, chooseK, type KRange, rangeOfK, silhouettes } from './choose-k.js';
import { sphericalKmeans } from './kmeans.js';
import { type Clusters, lloyd, lloydPasses, plusPlusStarts } from './lloyd.js';
import { centroidsOf } from './membership.js';
import { moveToSubjects } from './move-to-subjects.js';
import { sampleTrees } from './sample-trees.js';
import { centre, nearestPapers, smoothByNeighbours } from './smooth.js';
import { rowKeys, sampleByKey } from './subsets.js';
import { readOnce } from './versions.js';
import { labelsAfter, wardMerges } from './ward.js';
import { warmStart } from './warm-start.js';

/** Above this, there are too many pairs to compare, and a sample is used. */
const PAPERS_BY_PAIRS = 5000;
/** Samples are drawn from so many papers at most. */
const PAPERS_IN_CURVE = 1500;
/**
 * Starts in addition to the one from Ward's tree, which wins in four of five cases. With a sample, only Ward's start is
 * used: the others cost half of the time, and the groups are refined over all papers anyway (`test/bench/theme-k.md`).
 */
const STARTS = 8;
/**
 * Groups are refined over so many papers. In a larger collection they are a sample by `rowKeys`, and the others join
 * the nearest group (`test/bench/growth.md`).
 */
const PAPERS_REFINED = 100_000;
/** Passes over all papers after those over a sample. */
const LAST_PASSES = 3;
/** Passes over a large collection, and the share of rows that may still move when they end. */
const LARGE_PASSES = 40;
const LARGE_SETTLED = 0.002;
/**
 * A group with a lower mean silhouette is no more cohesive than with its neighbours: leftovers of k-means. Its papers
 * go to the neighbours. In 12 judged runs, of papers that were smoothed by their neighbours only, the weakest group of
 * known subject had 0.06, leftovers 0.02.
 */
const WEAKEST = 0.05;
/** Minimum number of papers of a theme. */
const SMALLEST = 4;
const SEED = 20011;

export interface Clustering {
  readonly k: number;
  /** For each paper its group, 0 … k − 1. */
  readonly labels: Int32Array;
  readonly curve: readonly CurvePoint[];
  /** Groups that were dissolved. */
  readonly dissolved: number;
}

export interface ClusteringOptions {
  /** Number of groups; default: chosen from the data. */
  readonly k?: number | undefined;
  /** The group of each row in the last run, or −1: see `warmStart`. */
  readonly last?: Int32Array | undefined;
  /** In the space of the rows; without them, rows are smoothed by their neighbours only. */
  readonly subjects?: Subjects | undefined;
  /** Awaited between passes over a large collection. */
  readonly afterPass: () => Promise<void>;
  /** Awaited now and then before, so that other work goes on. */
  readonly pause?: (() => Promise<void>) | undefined;
}

/** @param readings the words of papers, by their places */
export async function groupPapers(
  rows: Rows,
  readings: ReadTexts,
  { k, last, subjects, afterPass, pause = async () => {} }: ClusteringOptions,
): Promise<Clustering> {
  const keys = rowKeys(rows);
  const sample = sampleByKey(keys, PAPERS_BY_PAIRS);
  const sampled = sample.length < rows.count ? pickRows(rows, sample) : rows;
  const texts = await readings(sample);
  const bounds =
    k === undefined
      ? rangeOfK(Math.round((unlikePapers(texts) * rows.count) / texts.length))
      : { least: Math.min(k, rows.count), greatest: Math.min(k, rows.count) };
  const centredRows = centre(sampled);
  const neighbours = nearestPapers(centredRows, texts);
  const smoothed = smoothByNeighbours(centredRows, neighbours);
  const moved = subjects && (await moveToSubjects(sampled, neighbours, subjects, pause));
  const { clusters, curve, dissolved } = await clustersOf(
    moved === undefined ? smoothed : smoothByNeighbours(moved, neighbours),
    Uint32Array.from(sample, (i) => keys[i]!),
    {
      ...bounds,
      starts: sampled === rows ? STARTS : 0,
      last: last && Int32Array.from(sample, (i) => last[i]!),
      forCurve: smoothed,
    },
  );
  const { k: count, labels } = clusters;
  if (sampled === rows) return { k: count, labels, curve, dissolved };
  const start = centroidsOf(sampled, labels, count);
  return { k: count, labels: await refine(rows, keys, start, afterPass), curve, dissolved };
}

/** The group of every row, from the centroids of a sample. */
async function refine(rows: Rows, keys: Uint32Array, start: Rows, afterPass: () => Promise<void>): Promise<Int32Array> {
  const places = sampleByKey(keys, PAPERS_REFINED);
  const whole = places.length === rows.count;
  const refined = await lastOf(
    lloydPasses(whole ? rows : pickRows(rows, places), start, LARGE_PASSES, LARGE_SETTLED),
    afterPass,
  );
  return whole
    ? refined.labels
    : (await lastOf(lloydPasses(rows, refined.centroids, LAST_PASSES, LARGE_SETTLED), afterPass)).labels;
}

async function lastOf(passes: Generator<void, Clusters>, afterPass: () => Promise<void>): Promise<Clusters> {
  for (;;) {
    const pass = passes.next();
    if (pass.done === true) return pass.value;
    await afterPass();
  }
}

/** Number of papers, with versions of one text counted once: thirty copies belong to one theme. */
function unlikePapers(readings: readonly PaperText[]): number {
  return new Set(
    readOnce(readings).flatMap((once, i) =>
      once === null ? [] : [readings[i]!.abstract.text.trim() || readings[i]!.title.text],
    ),
  ).size;
}

interface ClusteringResult {
  readonly clusters: Clusters;
  readonly curve: readonly CurvePoint[];
  readonly dissolved: number;
}

interface GroupOptions extends KRange {
  readonly starts: number;
  readonly last?: Int32Array | undefined;
  /** The rows by which k is chosen: moved towards subjects, they choose fewer groups, of several subjects each. */
  readonly forCurve: Rows;
}

async function clustersOf(
  rows: Rows,
  keys: Uint32Array,
  { starts, last, forCurve, ...bounds }: GroupOptions,
): Promise<ClusteringResult> {
  const places = sampleByKey(keys, PAPERS_IN_CURVE);
  const sampleOf = (all: Rows): Rows => (places.length < all.count ? pickRows(all, places) : all);
  const sample = sampleOf(rows);
  const { k, curve } =
    bounds.least < bounds.greatest
      ? chooseK(
          sampleTrees(
            sampleOf(forCurve),
            Uint32Array.from(places, (i) => keys[i]!),
            bounds.greatest,
          ),
          bounds,
        )
      : { k: bounds.least, curve: [] };
  const runs = runsFrom(rows, sample, k, k <= sample.count ? starts : STARTS);
  const best = mostCohesive(runs);
  const run =
    last === undefined
      ? best
      : continuedRun(rows, last, best, typicalShare(starts > 0 ? runs : runsFrom(sample, sample, k, STARTS)));
  const centroids = curve.length === 0 ? run.centroids : withoutLeftovers(rows, run);
  const clusters = starts === 0 ? lloyd(rows, centroids) : await sphericalKmeans(rows, centroids);
  return { clusters, curve, dissolved: k - centroids.count };
}

/**
 * The run that starts from the last groups if it is as good as a typical run from scratch, otherwise the best of these.
 * @param typical the share of the cohesion of the best run that is enough
 */
function continuedRun(rows: Rows, last: Int32Array, best: Clusters, typical: number): Clusters {
  const run = lloyd(rows, warmStart(rows, last, best.centroids));
  return run.cohesion >= typical * best.cohesion ? run : best;
}

/** The median cohesion of runs that differ in their start alone, as a share of the highest. */
function typicalShare(runs: readonly Clusters[]): number {
  const sorted = runs.map(({ cohesion }) => cohesion).sort((a, b) => a - b);
  return sorted[sorted.length >> 1]! / sorted.at(-1)!;
}

function mostCohesive(runs: readonly Clusters[]): Clusters {
  return runs.reduce((best, run) => (run.cohesion > best.cohesion ? run : best));
}

/** One run from Ward's tree if it has that many groups, the others from k-means++. */
function runsFrom(rows: Rows, sample: Rows, k: number, starts: number): Clusters[] {
  const runs = k <= sample.count ? [lloyd(rows, centroidsOf(sample, labelsAfter(wardMerges(sample), k), k))] : [];
  for (let start = 0; start < starts; start++)
    runs.push(lloyd(rows, plusPlusStarts(rows, k, seededRandom(SEED + start))));
  return runs;
}

/** The centroids of the cohesive groups; if none is, of those that are not too small; if these are none, of all. */
function withoutLeftovers(rows: Rows, { k, labels, centroids }: Clusters): Rows {
  const { sums, sizes } = silhouettes(rows, labels, k);
  const large = Array.from(sums.keys()).filter((c) => sizes[c]! >= SMALLEST);
  const strong = large.filter((c) => sums[c]! >= WEAKEST * sizes[c]!);
  const best = strong.length > 0 ? strong : large;
  return best.length === 0 ? centroids : pickRows(centroids, best);
}
