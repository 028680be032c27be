/**
 * The HNSW graph (Malkov & Yashunin 2018, arXiv 1603.09320) by hnswlib; the only file that imports it.
 *
 * One point for each distinct text, labelled by the row of its embedding: equal embeddings would cost the graph its
 * connectivity.
 */
import { createRequire } from 'node:module';
import type { Embedding } from '../../embedding.js';
import { yieldToEventLoop } from '../../errors.js';
import { notInstalled } from '../compiled-package.js';
import type { LongWork } from '../contract.js';

/** Links of a point, candidates while building, seed of the levels: hnswlib's own advice for 384 dimensions. */
const LINKS = 16;
const EF_CONSTRUCTION = 200;
const LEVEL_SEED = 100;
/** Candidates of a search: of the nearest 10 of 200,000 the graph then misses fewer than one in a hundred. */
const EF_SEARCH = 2_000;
/** Points added between two yields to the event loop, so that a long build lets other work through. */
const YIELD_EVERY = 500;

/** What is used of `hnswlib-node`, which may be missing: the build does not read its types. */
interface HierarchicalNSW {
  initIndex(capacity: number, links: number, efConstruction: number, seed: number): void;
  addPoint(point: number[], label: number): void;
  searchKnn(query: number[], k: number): { readonly neighbors: number[] };
  setEf(candidates: number): void;
  getCurrentCount(): number;
  readIndexSync(path: string): void;
  writeIndexSync(path: string): void;
}

type Hnswlib = { readonly HierarchicalNSW: new (space: 'ip', dimension: number) => HierarchicalNSW };

export interface Graph {
  readonly size: number;
  /** Labels of about `count` nearest points, in no particular order. */
  nearestLabels(query: Embedding, count: number): number[];
  save(path: string): void;
}

/** @param points at most `count` */
export async function buildGraph(
  points: Iterable<readonly [label: number, embedding: Embedding]>,
  count: number,
  { dimension, signal, onProgress }: LongWork & { readonly dimension: number },
): Promise<Graph> {
  const graph = newGraph(dimension);
  graph.initIndex(Math.max(1, count), LINKS, EF_CONSTRUCTION, LEVEL_SEED);
  let added = 0;
  for (const [label, embedding] of points) {
    graph.addPoint(Array.from(embedding), label);
    if (++added % YIELD_EVERY !== 0) continue;
    onProgress?.(added / count);
    await yieldToEventLoop(signal);
  }
  return searchable(graph);
}

export function loadGraph(path: string, dimension: number): Graph {
  const graph = newGraph(dimension);
  graph.readIndexSync(path);
  return searchable(graph);
}

/** @throws CorpusError FAILED where the package is not installed */
export function loadHnswlib(): Hnswlib {
  const require = createRequire(import.meta.url);
  try {
    return require('hnswlib-node') as Hnswlib;
  } catch (cause) {
    throw notInstalled('hnswlib-node', 'Install a C++ compiler and then paperkin again, or leave out --graph.', cause);
  }
}

function newGraph(dimension: number): HierarchicalNSW {
  const { HierarchicalNSW } = loadHnswlib();
  return new HierarchicalNSW('ip', dimension);
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
