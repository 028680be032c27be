/**
 * How like the papers of a group are to papers about a subject, by the subjects of the model: labels from groups that
 * readers named (as Carmel, Roitman & Zwerdling 2009 take labels from documents that people have put into categories).
 * Figures: `test/bench/theme-names.md`.
 */
import type { Subjects } from '../../../embed/index.js';
import { type Embedding, similaritiesToQuantized } from '../../../embedding.js';
import { type Rows, rowAt } from '../../../maths/rows.js';
import type { Phrase } from '../phrases/phrase.js';

/** Papers of two centroids with a lower cosine share a field at most. */
const ALIKE = 0.75;

/** 0 up to a cosine of `ALIKE`, 1 for papers of the same centroid. */
export type LikenessOf = (phrase: Phrase, group: number) => number;

/** @param centroids of the groups, at unit length */
export function likenessIn(centroids: Rows, subjects: Subjects | undefined): LikenessOf {
  if (subjects === undefined) return () => 0;
  const placesOf = new Map<string, number[]>();
  subjects.names.forEach((names, place) => {
    for (const name of names) placesOf.set(name, [...(placesOf.get(name) ?? []), place]);
  });
  const similarities = Array.from({ length: centroids.count }, (_, c) =>
    similaritiesToQuantized(rowAt(centroids, c) as Embedding, subjects.centroids),
  );
  return ({ knownAs = [] }, group) => {
    let most = ALIKE;
    for (const name of knownAs)
      for (const place of placesOf.get(name) ?? []) most = Math.max(most, similarities[group]![place]!);
    return (most - ALIKE) / (1 - ALIKE);
  };
}
