/** The nearest others of each of some embeddings, by comparing all with all. */
import { cosineSimilarity, type Embedding } from '../embedding.js';
import { kthLargest } from '../maths/kth-largest.js';
import { dotProducts, rowsFrom, rowsOf } from '../maths/rows.js';

export interface NearPaper {
  /** The index of the embedding. */
  readonly at: number;
  readonly similarity: number;
}

/** Embeddings compared with all others at once: 10 MB for 10,000. */
const BLOCK = 256;
/** Products are rounded to float32: similarities that differ by at most this may be equal. */
const ROUNDING = 2 ** -23;

/**
 * One list for each embedding, nearest first, ties by index; similarities as `cosineSimilarity` sums them.
 * @param among where the nearest are looked for; by default the same embeddings, each without itself
 */
export function* nearestAmong(
  embeddings: readonly Embedding[],
  count: number,
  among: readonly Embedding[] = embeddings,
): Generator<NearPaper[]> {
  const [rows, others] = [rowsOf(embeddings), rowsOf(among)];
  const products = new Float32Array(BLOCK * others.count);
  for (let from = 0; from < rows.count; from += BLOCK) {
    const height = Math.min(BLOCK, rows.count - from);
    dotProducts(rowsFrom(rows, from, height), others, products);
    for (let i = 0; i < height; i++) {
      const own = from + i;
      const similarities = products.subarray(i * others.count, (i + 1) * others.count);
      if (among === embeddings) similarities[own] = -Infinity;
      const least = kthLargest(similarities, count) - ROUNDING;
      const near: NearPaper[] = [];
      similarities.forEach((similarity, at) => {
        if (similarity >= least && similarity > -Infinity)
          near.push({ at, similarity: cosineSimilarity(embeddings[own]!, among[at]!) });
      });
      yield near.sort((a, b) => b.similarity - a.similarity || a.at - b.at).slice(0, count);
    }
  }
}
