/**
 * Measures the recall of the nearest papers: for a sample of papers, the store's answer is compared with an exact scan.
 */
import { cosineSimilarity, type Embedding } from '../embedding.js';
import { yieldToEventLoop } from '../errors.js';
import { evenly } from '../maths/batches.js';
import type { StoreView } from '../store/index.js';

/** Sample size, evenly spread over the ids: with ten neighbours each, one missing shows as half a percent. */
const QUERIES = 20;
const NEIGHBOURS = 10;

export interface Recall {
  readonly queries: number;
  readonly neighbours: number;
  /** Share of their nearest papers that the store finds, 0…1. */
  readonly share: number;
}

/** Reads every embedding once. @throws CorpusError INTERRUPTED */
export async function recallOf(view: StoreView, signal?: AbortSignal): Promise<Recall> {
  const queries = [...(await view.embeddings(evenly(await view.listIds(), QUERIES))).values()];
  const least = await exactLeast(view, queries, signal);
  let [hits, total] = [0, 0];
  for (const [i, query] of queries.entries()) {
    const nearest = await view.nearest(query, least[i]!.length);
    total += least[i]!.length;
    hits += nearest.filter(({ similarity }) => similarity >= least[i]!.at(-1)!).length;
  }
  return { queries: queries.length, neighbours: NEIGHBOURS, share: total === 0 ? 1 : hits / total };
}

/** For each query the similarities of its nearest papers, greatest first. */
async function exactLeast(
  view: StoreView,
  queries: readonly Embedding[],
  signal: AbortSignal | undefined,
): Promise<number[][]> {
  let nearest = queries.map((): number[] => []);
  for await (const batch of view.scanEmbeddings()) {
    nearest = nearest.map((known, i) =>
      [...known, ...batch.map(([, embedding]) => cosineSimilarity(queries[i]!, embedding))]
        .sort((a, b) => b - a)
        .slice(0, NEIGHBOURS),
    );
    await yieldToEventLoop(signal);
  }
  return nearest;
}
