/**
 * "Where is each paper on a plane, relative to the others?"
 *
 * In: embeddings by paper. Out: one point for each paper, between −1 and 1 in both directions, similar papers close to
 * each other. The same papers give the same points on every run and in any order, unless the map starts from an
 * earlier one. The distances are for the eye; no answer depends on them. Draws nothing and names nothing.
 */
import { type Embedding, EmbeddingBlock } from '../embedding.js';
import { yieldToEventLoop } from '../errors.js';
import { evenly } from '../maths/batches.js';
import { byCodeUnits } from '../maths/order.js';
import type { PaperId } from '../paper.js';
import { type EmbeddedPaper, type LayoutOptions, layOut } from './layout.js';
import { nearestAmong } from './nearest-among.js';
import { NEIGHBOURS, placerAmong } from './placer.js';
import type { PaperPoint, Position } from './points.js';

export { type Places, placeNew } from './place-new.js';
export type { PaperPoint } from './points.js';

export interface MapOptions extends LayoutOptions {
  /** Papers that UMAP lays out at most. The others are placed among them. */
  readonly most?: number;
}

/**
 * The default: more take too long, as the time grows with the square, and too much memory (`test/bench/growth.md`).
 */
const MOST_LAID_OUT = 20_000;
/** Papers between two pauses. */
const BATCH = 256;

/**
 * Lays out papers by UMAP (`layout.ts`).
 * @returns a point for each paper, in order of id
 * @throws CorpusError INTERRUPTED
 */
export async function mapOf(
  embeddings: ReadonlyMap<PaperId, Embedding>,
  { most = MOST_LAID_OUT, ...options }: MapOptions = {},
): Promise<PaperPoint[]> {
  const papers = [...embeddings].sort(([a], [b]) => byCodeUnits(a, b));
  if (papers.length <= most) return layOut(papers, options);
  const sample = evenly(papers, most);
  const share = sample.length / papers.length;
  const points = await layOut(sample, { ...options, onProgress: (done) => options.onProgress?.(done * share) });
  const others = await placeOthers(papers, sample, points, {
    ...options,
    onProgress: (done) => options.onProgress?.(share + done * (1 - share)),
  });
  return [...points, ...others].sort((a, b) => byCodeUnits(a.id, b.id));
}

/** The papers that are not in the sample, near those of it that are most similar. @param points of the sample */
async function placeOthers(
  papers: readonly EmbeddedPaper[],
  sample: readonly EmbeddedPaper[],
  points: readonly PaperPoint[],
  { signal, onProgress }: LayoutOptions,
): Promise<PaperPoint[]> {
  const positions = new Map<PaperId, Position>(points.map((point) => [point.id, point]));
  const others = papers.filter(([id]) => !positions.has(id));
  const place = placerAmong(positions, papers.length);
  const block = new EmbeddingBlock(sample.length);
  const among = sample.map(([, embedding]) => block.add(embedding));
  const placed: PaperPoint[] = [];
  for (let from = 0; from < others.length; from += BATCH) {
    onProgress?.(from / others.length);
    await yieldToEventLoop(signal);
    const batch = others.slice(from, from + BATCH);
    const lists = nearestAmong(
      batch.map(([, embedding]) => embedding),
      NEIGHBOURS,
      among,
    );
    for (const near of lists) {
      const [id] = others[placed.length]!;
      placed.push({ id, ...place(near.map(({ at, similarity }) => ({ id: sample[at]![0], similarity }))) });
    }
  }
  return placed;
}
