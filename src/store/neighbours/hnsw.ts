/**
 * The HNSW graph (Malkov & Yashunin 2018, arXiv 1603.09320) by hnswlib; the only file that imports it.
 *
 * One point a distinct text, labelled by its position in order of text hash: equal embeddings would cost the graph
 * its connectivity, and the order makes the same graph from the same papers whatever the order they came in.
 */
import type { HierarchicalNSW } from 'hnswlib-node';
import type { Embedding } from '../../embedding.js';

/** Links a point, candidates looked at while building, seed of the levels: hnswlib's own recommendation for 384 dimensions. */
const LINKS = 16;
const EF_CONSTRUCTION = 200;
const LEVEL_SEED = 100;
/** Candidates looked at in a search. Up to this many points every one is looked at, so the answer is the exact one. */
const EF_SEARCH = 2_000;
/** Points added between two looks at the clock, so that a long build lets other work through. */
const YIELD_EVERY = 500;

export interface Graph {
  readonly size: number;
  /** Labels of the nearest points, about `count` of them, in no promised order. */
  nearestLabels(query: Embedding, count: number): number[];
  save(path: string): void;
}

export async function buildGraph(points: Iterable<Embedding>, count: number, dimension: number): Promise<Graph> {
  const graph = await emptyGraph(dimension);
  graph.initIndex(Math.max(1, count), LINKS, EF_CONSTRUCTION, LEVEL_SEED);
  let label = 0;
  for (const point of points) {
    graph.addPoint(Array.from(point), label++);
    if (label % YIELD_EVERY === 0)
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
  }
  return searchable(graph);
}

export async function loadGraph(path: string, dimension: number): Promise<Graph> {
  const graph = await emptyGraph(dimension);
  graph.readIndexSync(path);
  return searchable(graph);
}

async function emptyGraph(dimension: number): Promise<HierarchicalNSW> {
  const { default: hnswlib } = await import('hnswlib-node');
  return new hnswlib.HierarchicalNSW('ip', dimension);
}

function searchable(graph: HierarchicalNSW): Graph {
  const size = graph.getCurrentCount();
  return {
    size,
    nearestLabels: (query, count) => {
      const k = Math.min(count, size);
      if (k <= 0) return [];
      graph.setEf(Math.max(k, Math.min(size, EF_SEARCH)));
      return graph.searchKnn(Array.from(query), k).neighbors;
    },
    save: (path) => graph.writeIndexSync(path),
  };
}
