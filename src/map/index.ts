/**
 * "Where does each paper lie beside the others on a plane?"
 *
 * In: embeddings by paper. Out: a point a paper, near papers near, between −1 and 1 in both directions; the same points
 * for the same papers on every run, in any order of input. Distances on the plane are for the eye: no answer rests on
 * them. Draws nothing and names nothing.
 */
import { cosineSimilarity, type Embedding } from '../embedding.js';
import { throwIfAborted } from '../errors.js';
import { seededRandom } from '../maths/random.js';
import type { PaperId } from '../paper.js';

export interface PaperPoint {
  readonly id: PaperId;
  readonly x: number;
  readonly y: number;
}

export interface MapOptions {
  /** Nearest papers of each, from an index; all are compared with all where not given. */
  readonly neighboursOf?: (
    id: PaperId,
    embedding: Embedding,
    count: number,
  ) => Promise<readonly { readonly id: PaperId; readonly similarity: number }[]>;
  readonly signal?: AbortSignal;
  /** Called with the share done, 0…1. */
  readonly onProgress?: (share: number) => void;
}

/** Neighbours that hold a paper in its place, and how close points may come: the defaults of the method's paper. */
const NEIGHBOURS = 15;
const LEAST_DISTANCE = 0.1;
const SEED = 20250101;
/** Fewer papers than this have no shape to find; they are set on a circle in order of id. */
const FEWEST = 5;
/** Digits kept: enough for any screen, few enough that the last bit of a sum never shows. */
const DIGITS = 4;
const STEPS_BETWEEN_PAUSES = 20;

/**
 * UMAP (McInnes, Healy & Melville 2018, arXiv 1802.03426) by umap-js, from cosine distances, seeded.
 * @throws CorpusError INTERRUPTED
 */
export async function mapOf(
  embeddings: ReadonlyMap<PaperId, Embedding>,
  options: MapOptions = {},
): Promise<PaperPoint[]> {
  const papers = [...embeddings].sort(([a], [b]) => (a < b ? -1 : 1));
  if (papers.length < FEWEST) return onCircle(papers.map(([id]) => id));
  const { UMAP } = await import('umap-js');
  const count = Math.min(NEIGHBOURS, papers.length - 1);
  const umap = new UMAP({ nComponents: 2, nNeighbors: count, minDist: LEAST_DISTANCE, random: seededRandom(SEED) });
  const { indices, distances } = await nearest(papers, count, options);
  umap.setPrecomputedKNN(indices, distances);
  const steps = umap.initializeFit(papers.map(([, embedding]) => Array.from(embedding)));
  for (let step = 0; step < steps; step++) {
    umap.step();
    if (step % STEPS_BETWEEN_PAUSES !== 0) continue;
    options.onProgress?.(step / steps);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    throwIfAborted(options.signal);
  }
  return fitted(papers.map(([id], i) => ({ id, x: umap.getEmbedding()[i]![0]!, y: umap.getEmbedding()[i]![1]! })));
}

/** For each paper itself and its `count` − 1 nearest, with cosine distances, as umap-js wants them. */
async function nearest(
  papers: readonly (readonly [PaperId, Embedding])[],
  count: number,
  { neighboursOf }: MapOptions,
): Promise<{ indices: number[][]; distances: number[][] }> {
  const position = new Map(papers.map(([id], i) => [id, i]));
  const lists: { at: number; similarity: number }[][] = [];
  for (const [own, [id, embedding]] of papers.entries()) {
    const found =
      neighboursOf !== undefined
        ? (await neighboursOf(id, embedding, count + 1)).map((one) => ({
            at: position.get(one.id)!,
            similarity: one.similarity,
          }))
        : papers
            .map(([, other], at) => ({ at, similarity: cosineSimilarity(embedding, other) }))
            .sort((a, b) => b.similarity - a.similarity || a.at - b.at);
    const others = found.filter(({ at }) => at !== own).slice(0, count - 1);
    lists.push([{ at: own, similarity: 1 }, ...others]);
  }
  return {
    indices: lists.map((list) => list.map(({ at }) => at)),
    distances: lists.map((list) => list.map(({ similarity }) => Math.max(0, 1 - similarity))),
  };
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

/** The same picture between −1 and 1, its middle at 0, one scale for both directions. */
function fitted(points: readonly PaperPoint[]): PaperPoint[] {
  const span = (values: readonly number[]) =>
    values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const, [
      Infinity,
      -Infinity,
    ] as readonly [number, number]);
  const [left, right] = span(points.map(({ x }) => x));
  const [bottom, top] = span(points.map(({ y }) => y));
  const half = Math.max(right - left, top - bottom, Number.MIN_VALUE) / 2;
  return points.map(({ id, x, y }) => ({
    id,
    x: rounded((x - (left + right) / 2) / half),
    y: rounded((y - (bottom + top) / 2) / half),
  }));
}

function rounded(value: number): number {
  return Number(value.toFixed(DIGITS)) + 0; // + 0 makes −0 plain
}
