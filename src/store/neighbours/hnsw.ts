/**
 * The HNSW graph (Malkov & Yashunin 2018, arXiv 1603.09320) by hnswlib; the only file that imports it.
 *
 * One point a distinct text, labelled by the row of its embedding: equal embeddings would cost the graph its
 * connectivity. Points that are no longer wanted stay in it and are left out of the answers.
 */
import type { HierarchicalNSW } from 'hnswlib-node';
import type { Embedding } from '../../embedding.js';

/** Links a point, candidates looked at while building, seed of the levels: hnswlib's own advice for 384 dimensions. */
const LINKS = 16;
const EF_CONSTRUCTION = 200;
const LEVEL_SEED = 100;
/** Candidates looked at in a search. Up to this many points every one is looked at, so the answer is the exact one. */
const EF_SEARCH = 2_000;
/** Points added between two looks at the clock, so that a long build lets other work through. */
const YIELD_EVERY = 500;

export type Point = readonly [label: number, embedding: Embedding];

export interface Graph {
  readonly size: number;
  /** Labels of the nearest points, about `count` of them, in no promised order. */
  nearestLabels(query: Embedding, count: number): number[];
  /** Joins `count` more points to it. */
  join(points: Iterable<Point>, count: number): Promise<void>;
  save(path: string): void;
}

export async function buildGraph(points: Iterable<Point>, count: number, dimension: number): Promise<Graph> {
  const graph = await newGraph(dimension);
  graph.initIndex(Math.max(1, count), LINKS, EF_CONSTRUCTION, LEVEL_SEED);
  await addPoints(graph, points);
  return searchable(graph);
}

export async function loadGraph(path: string, dimension: number): Promise<Graph> {
  const graph = await newGraph(dimension);
  graph.readIndexSync(path);
  return searchable(graph);
}

async function newGraph(dimension: number): Promise<HierarchicalNSW> {
  const { default: hnswlib } = await import('hnswlib-node');
  return new hnswlib.HierarchicalNSW('ip', dimension);
}

async function addPoints(graph: HierarchicalNSW, points: Iterable<Point>): Promise<void> {
  let added = 0;
  for (const [label, embedding] of points) {
    graph.addPoint(Array.from(embedding), label);
    if (++added % YIELD_EVERY !== 0) continue;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

function searchable(graph: HierarchicalNSW): Graph {
  return {
    get size() {
      return graph.getCurrentCount();
    },
    nearestLabels: (query, count) => {
      const size = graph.getCurrentCount();
      const k = Math.min(count, size);
      if (k <= 0) return [];
      graph.setEf(Math.max(k, Math.min(size, EF_SEARCH)));
      return graph.searchKnn(Array.from(query), k).neighbors;
    },
    join: async (points, count) => {
      graph.resizeIndex(graph.getCurrentCount() + count);
      await addPoints(graph, points);
    },
    save: (path) => graph.writeIndexSync(path),
  };
}
