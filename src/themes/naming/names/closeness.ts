/**
 * How close phrases are to the centre of a group: to what its papers have more in common than all papers.
 *
 * The mean of all papers is subtracted from the centroid, and that of all phrases from a phrase: an abstract and a
 * phrase of three words differ in more than their subject, and papers of one field are all close to its name. The
 * centroid has length 1, the mean of the papers less, so a part of what all papers share remains, and with it the name
 * of their field.
 * Figures: `test/bench/theme-names.md`.
 */
import { cosineSimilarity, type Embedding } from '../../../embedding.js';
import { type Rows, rowAt, rowsOf } from '../../../maths/rows.js';
import { meanOf } from '../../clustering/smooth.js';

/** Cosine similarities to the group of the given number; −1 … 1. */
export interface Closeness {
  /** Of the sum of some phrases to the centre. */
  readonly toCentre: (embeddings: readonly Embedding[], group: number) => number;
  /** Of a phrase to the centroid of the papers as they are, with what they share with all papers. */
  readonly toPapers: (embedding: Embedding, group: number) => number;
}

/**
 * @param rows embeddings of all papers
 * @param centroids of the groups, at unit length
 * @param phrases embeddings of phrases of the collection
 */
export function closenessIn(rows: Rows, centroids: Rows, phrases: readonly Embedding[]): Closeness {
  const meanPaper = meanOf(rows);
  const meanPhrase = phrases.length === 0 ? new Float64Array(rows.dimension) : meanOf(rowsOf(phrases));
  const centres = Array.from({ length: centroids.count }, (_, c) =>
    Float64Array.from(rowAt(centroids, c), (x, d) => x - meanPaper[d]!),
  );
  return {
    toCentre: (embeddings, group) => {
      let [dot, square, length] = [0, 0, 0];
      centres[group]!.forEach((x, d) => {
        const sum = embeddings.reduce((total, embedding) => total + embedding[d]! - meanPhrase[d]!, 0);
        dot += sum * x;
        square += sum * sum;
        length += x * x;
      });
      return square === 0 || length === 0 ? 0 : dot / Math.sqrt(square * length);
    },
    toPapers: (embedding, group) => rowAt(centroids, group).reduce((sum, x, d) => sum + x * embedding[d]!, 0),
  };
}

/** Of two of the embeddings, of which there are several. */
export function highestSimilarity(embeddings: readonly Embedding[]): number {
  return Math.max(
    ...embeddings.flatMap((one, i) => embeddings.slice(i + 1).map((other) => cosineSimilarity(one, other))),
  );
}
