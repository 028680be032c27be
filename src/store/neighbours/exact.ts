/** Nearest papers by looking at every one: the truth that every quicker way is held to. */
import { cosineSimilarity, type Embedding } from '../../embedding.js';
import { byCodeUnits } from '../../maths/order.js';
import type { PaperId } from '../../paper.js';
import type { Neighbour } from '../shapes.js';

/** The `k` nearest of some embeddings, nearest first, ties by id. */
export function nearestOf(
  embeddings: Iterable<readonly [PaperId, Embedding]>,
  query: Embedding,
  k: number,
): Neighbour[] {
  return [...embeddings]
    .map(([id, embedding]) => ({ id, similarity: cosineSimilarity(query, embedding) }))
    .sort(byNearness)
    .slice(0, Math.max(0, k));
}

/** Nearest first; ties by id, so that equal texts come in one order everywhere. */
export function byNearness(a: Neighbour, b: Neighbour): number {
  return b.similarity - a.similarity || byCodeUnits(a.id, b.id);
}
