/**
 * How like a group of papers is to papers about a subject, by the subjects of the model: labels from groups that
 * readers named (as Carmel, Roitman & Zwerdling 2009 take labels from documents that people have put into categories).
 * Figures: `test/bench/theme-names.md`.
 */
import type { Subjects } from '../../../embed/index.js';
import { type Embedding, similaritiesToQuantized } from '../../../embedding.js';
import { type Rows, rowAt } from '../../../maths/rows.js';
import type { Phrase } from '../phrases/phrase.js';

/** The cosine from which on the papers of two centroids have more in common than a field. */
const ALIKE = 0.75;

/** 0 up to a cosine of `ALIKE`, 1 for papers of the same centroid. */
export type Likeness = (phrase: Phrase, group: number) => number;

/** @param centroids of the groups, at unit length */
export function likenessIn(centroids: Rows, subjects: Subjects | undefined): Likeness {
  const groups = Array.from({ length: centroids.count }, (_, c) => {
    const byName = new Map<string, number>();
    if (subjects === undefined) return byName;
    const similarities = similaritiesToQuantized(rowAt(centroids, c) as Embedding, subjects.centroids);
    subjects.names.forEach((names, i) => {
      for (const name of names) byName.set(name, Math.max(byName.get(name) ?? 0, similarities[i]!));
    });
    return byName;
  });
  return ({ knownAs = [] }, group) => {
    const most = knownAs.reduce((best, name) => Math.max(best, groups[group]!.get(name) ?? 0), 0);
    return Math.max(0, (most - ALIKE) / (1 - ALIKE));
  };
}
