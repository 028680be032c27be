/** A layout of papers on the plane by UMAP. */
import type { Embedding } from '../embedding.js';
import { yieldToEventLoop } from '../errors.js';
import type { LongWork } from '../maths/progress.js';
import { seededRandom } from '../maths/random.js';
import type { PaperId } from '../paper.js';
import { fitTo } from './fit-to.js';
import { type NearPaper, nearestAmong } from './nearest-among.js';
import { placeNew } from './place-new.js';
import { type PaperPoint, rounded } from './points.js';
import { withSamePowers } from './same-powers.js';

export type EmbeddedPaper = readonly [PaperId, Embedding];

export interface LayoutOptions extends LongWork {
  /** Positions of an earlier map: its papers stay close to them, and new papers start where `placeNew` has them. */
  readonly start?: ReadonlyMap<PaperId, PaperPoint>;
}

/** UMAP parameters: number of neighbours and minimum distance, the defaults of its paper. */
const NEIGHBOURS = 15;
const LEAST_DISTANCE = 0.1;
const SEED = 20250101;
/** Fewer papers are placed on a circle in order of id. */
const FEWEST = 5;
const STEPS_BETWEEN_PAUSES = 20;
/** Papers between two pauses while neighbours are looked up. */
const PAPERS_BETWEEN_PAUSES = 100;
/** Share of the progress that the neighbours have: about the time that they take at 10,000 papers. */
const NEIGHBOURS_SHARE = 0.4;
/** If fewer papers than this share have an earlier position, the map is computed from scratch. */
const LEAST_PLACED = 0.5;
/** UMAP lays out between −10 and 10. */
const LAYOUT_HALF = 10;
/** From earlier positions: a tenth of the usual steps, each a tenth as long. */
const GENTLE_RATE = 0.1;
const GENTLE_EPOCHS = 50;

/**
 * UMAP (McInnes, Healy & Melville 2018, arXiv 1802.03426) by umap-js, from cosine distances, seeded.
 * @param papers in order of id
 * @throws CorpusError INTERRUPTED
 */
export async function layOut(papers: readonly EmbeddedPaper[], options: LayoutOptions): Promise<PaperPoint[]> {
  if (papers.length < FEWEST) return onCircle(papers.map(([id]) => id));
  const { UMAP } = await import('umap-js');
  const count = Math.min(NEIGHBOURS, papers.length - 1);
  const start = usefulStart(papers, options.start);
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: count,
    minDist: LEAST_DISTANCE,
    random: seededRandom(SEED),
    ...(start === undefined ? {} : { learningRate: GENTLE_RATE, nEpochs: GENTLE_EPOCHS }),
  });
  const near = await nearest(papers, count, options);
  umap.setPrecomputedKNN(
    near.map((list) => list.map(({ at }) => at)),
    near.map((list) => list.map(({ similarity }) => Math.max(0, 1 - similarity))),
  );
  // With neighbours given, only the number of rows counts.
  const steps = withSamePowers(() => umap.initializeFit(papers.map(() => [])));
  if (start !== undefined) await beginAt(umap.getEmbedding(), papers, near, start);
  for (let step = 0; step < steps; step++) {
    withSamePowers(() => umap.step());
    if (step % STEPS_BETWEEN_PAUSES !== 0) continue;
    await pause(NEIGHBOURS_SHARE + (1 - NEIGHBOURS_SHARE) * (step / steps), options);
  }
  const points = papers.map(([id], i) => ({ id, x: umap.getEmbedding()[i]![0]!, y: umap.getEmbedding()[i]![1]! }));
  return start === undefined ? fitted(points) : turnedTo(points, start);
}

/** Reports progress, and lets other work run. @throws CorpusError INTERRUPTED */
async function pause(share: number, { onProgress, signal }: LayoutOptions): Promise<void> {
  onProgress?.(share);
  await yieldToEventLoop(signal);
}

/** The earlier positions, if enough papers have one. */
function usefulStart(
  papers: readonly EmbeddedPaper[],
  start: LayoutOptions['start'],
): ReadonlyMap<PaperId, PaperPoint> | undefined {
  const placed = papers.filter(([id]) => start?.has(id)).length;
  return start !== undefined && placed >= FEWEST && placed >= papers.length * LEAST_PLACED ? start : undefined;
}

/** Writes the initial positions. @param near for each paper, itself and its nearest */
async function beginAt(
  rows: number[][],
  papers: readonly EmbeddedPaper[],
  near: readonly (readonly NearPaper[])[],
  start: ReadonlyMap<PaperId, PaperPoint>,
): Promise<void> {
  const places = new Map(papers.map(([id], i) => [id, i]));
  const here = new Map([...start].filter(([id]) => places.has(id)));
  const newcomers = papers.map(([id]) => id).filter((id) => !start.has(id));
  const nearestOf = async (id: PaperId) =>
    near[places.get(id)!]!.slice(1).map(({ at, similarity }) => ({ id: papers[at]![0], similarity }));
  for (const [id, { x, y }] of [...here, ...(await placeNew({ start: here, newcomers, nearestOf }))])
    rows[places.get(id)!] = [x * LAYOUT_HALF, y * LAYOUT_HALF];
}

/** Aligns the map to the earlier one; scales down only if it would exceed the square. */
function turnedTo(points: readonly PaperPoint[], start: ReadonlyMap<PaperId, PaperPoint>): PaperPoint[] {
  const placedBefore = points.filter(({ id }) => start.has(id));
  const place = fitTo(
    placedBefore.map(({ x, y }) => [x, y]),
    placedBefore.map(({ id }) => [start.get(id)!.x, start.get(id)!.y]),
  );
  const placed = points.map(({ id, x, y }) => ({ id, at: place([x, y]) }));
  const reach = placed.reduce((most, { at: [x, y] }) => Math.max(most, Math.abs(x), Math.abs(y)), 1);
  return placed.map(({ id, at: [x, y] }) => ({ id, x: rounded(x / reach), y: rounded(y / reach) }));
}

/** For each paper: itself and its `count` − 1 nearest, nearest first. */
async function nearest(
  papers: readonly EmbeddedPaper[],
  count: number,
  options: LayoutOptions,
): Promise<NearPaper[][]> {
  const embeddings = papers.map(([, embedding]) => embedding);
  const lists: NearPaper[][] = [];
  for (const list of nearestAmong(embeddings, count - 1)) {
    if (lists.length % PAPERS_BETWEEN_PAUSES === 0)
      await pause((NEIGHBOURS_SHARE * lists.length) / papers.length, options);
    lists.push([{ at: lists.length, similarity: 1 }, ...list]);
  }
  return lists;
}

function onCircle(ids: readonly PaperId[]): PaperPoint[] {
  return ids.map((id, i) => {
    const angle = (2 * Math.PI * i) / ids.length;
    return {
      id,
      x: rounded(ids.length === 1 ? 0 : Math.cos(angle)),
      y: rounded(ids.length === 1 ? 0 : Math.sin(angle)),
    };
  });
}

/** Centres and scales the map to −1…1, with one scale for both axes. */
function fitted(points: readonly PaperPoint[]): PaperPoint[] {
  const span = (values: readonly number[]) =>
    values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const, [
      Infinity,
      -Infinity,
    ] as readonly [number, number]);
  const [left, right] = span(points.map(({ x }) => x));
  const [bottom, top] = span(points.map(({ y }) => y));
  const half = Math.max(right - left, top - bottom) / 2 || 1; // all at one point
  return points.map(({ id, x, y }) => ({
    id,
    x: rounded((x - (left + right) / 2) / half),
    y: rounded((y - (bottom + top) / 2) / half),
  }));
}
