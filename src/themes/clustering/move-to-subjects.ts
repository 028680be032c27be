/**
 * Moves papers towards the subjects that they are about, before they are grouped.
 *
 * The subjects of a model are groups of similar papers, out of many more than a collection has. A small collection has
 * two or three papers of a subject, which say little about where it ends; the centroid of the subject does. So each
 * paper is moved towards the subjects nearest to it, as `smoothByNeighbours` moves it towards papers of the collection:
 * the two together are one step of mean shift (Comaniciu & Meer 2002) over the papers and the subjects.
 *
 * Figures: `test/bench/theme-k.md`.
 */
import type { Subjects } from '../../embed/index.js';
import { cosineSimilarity, type Embedding } from '../../embedding.js';
import { averageOf } from '../../maths/average.js';
import { indicesOfLargest } from '../../maths/indices-of-largest.js';
import { dotProducts, emptyRows, normaliseRows, type Rows, rowAt, rowsFrom } from '../../maths/rows.js';
import { addTo, centred, meanOf, sharesByRank } from './smooth.js';

/** Number of subjects. */
const SUBJECTS = 10;
/**
 * A paper is moved by its own length, the nearest subject having most of it, if its subjects are nearer than its
 * neighbours by this much on average (cosine), and less if by less: where a collection has many papers of a subject,
 * they say more than the subject.
 */
const NEARER = 0.2;
/** Papers whose similarities to all subjects are in memory at once: 4 MB for 16,000 subjects, which take 50 MB. */
const BLOCK = 64;

/**
 * Rows minus their mean, each moved towards the nearest subjects, at unit length.
 * @param neighbours the papers nearest to each, the nearest first
 * @param pause awaited after each block
 */
export async function moveToSubjects(
  rows: Rows,
  neighbours: readonly (readonly number[])[],
  subjects: Subjects,
  pause: () => Promise<void>,
): Promise<Rows> {
  const mean = meanOf(rows);
  const known = rowsOfSubjects(subjects, rows.dimension);
  const directions = centred(known, mean);
  const moved = centred(rows, mean);
  const similarities = new Float32Array(BLOCK * known.count);
  for (let from = 0; from < rows.count; from += BLOCK) {
    const size = Math.min(BLOCK, rows.count - from);
    dotProducts(rowsFrom(rows, from, size), known, similarities);
    for (let i = 0; i < size; i++) {
      const similarity = similarities.subarray(i * known.count, (i + 1) * known.count);
      const nearest = indicesOfLargest(similarity, SUBJECTS);
      const paper = rowAt(rows, from + i) as Embedding;
      const toPapers = neighbours[from + i]!.slice(0, SUBJECTS).map((j) =>
        cosineSimilarity(paper, rowAt(rows, j) as Embedding),
      );
      const toSubjects = nearest.map((subject) => similarity[subject]!);
      const shares = sharesByRank(nearest.length, weightOf(toSubjects, toPapers));
      nearest.forEach((subject, rank) => addTo(rowAt(moved, from + i), rowAt(directions, subject), shares[rank]!));
    }
    await pause();
  }
  return normaliseRows(moved);
}

/** The weight of the subjects of a paper, relative to the paper itself; 0 … 1. */
function weightOf(toSubjects: readonly number[], toPapers: readonly number[]): number {
  if (toSubjects.length === 0 || toPapers.length === 0) return 0;
  return Math.max(0, Math.min(1, (averageOf(toSubjects) - averageOf(toPapers)) / NEARER));
}

/** The centroids of the subjects at unit length. */
function rowsOfSubjects({ centroids }: Subjects, dimension: number): Rows {
  const rows = emptyRows(centroids.length / dimension, dimension);
  rows.data.set(centroids);
  return normaliseRows(rows);
}
