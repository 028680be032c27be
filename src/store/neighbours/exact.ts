/** Exact nearest neighbours: every paper is compared. The reference for faster methods. */
import { cosineSimilarity, type Embedding } from '../../embedding.js';
import { bySimilarity } from '../../maths/order.js';
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
    .sort(bySimilarity)
    .slice(0, Math.max(0, k));
}
