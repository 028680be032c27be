/** Nearest papers by looking at every one: the truth that HNSW is held to. */
import { cosineSimilarity, type Embedding } from '../../embedding.js';
import { byCodeUnits } from '../../maths/order.js';
import type { PaperId } from '../../paper.js';
import type { Neighbour, NeighbourIndex } from '../index.js';

export function exactNeighbours(embeddings: ReadonlyMap<PaperId, Embedding>): NeighbourIndex {
  const entries = [...embeddings];
  return {
    size: entries.length,
    nearest: (query, k) =>
      entries
        .map(([id, embedding]) => ({ id, similarity: cosineSimilarity(query, embedding) }))
        .sort(byNearness)
        .slice(0, Math.max(0, k)),
  };
}

/** Nearest first; ties by id, so that equal texts come in one order everywhere. */
export function byNearness(a: Neighbour, b: Neighbour): number {
  return b.similarity - a.similarity || byCodeUnits(a.id, b.id);
}
