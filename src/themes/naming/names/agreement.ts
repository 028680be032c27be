/**
 * Whether a name agrees with the names that readers gave to groups of similar papers.
 *
 * The subjects of the model are groups of papers with the names that readers gave them. Those nearest to a theme vote
 * for its name, the more similar ones more, as in k-nearest-neighbour classification (Dudani 1976). They vote by
 * meaning: a name agrees with a neighbour as much as it is similar to a name of it, so that the name most of them come
 * close to wins, though each has another. That a neighbour has the very name is counted too. Figures:
 * `test/bench/theme-names.md`.
 */
import type { Subjects } from '../../../embed/index.js';
import { cosineSimilarity, type Embedding, similaritiesToQuantized } from '../../../embedding.js';
import { averageOf } from '../../../maths/average.js';
import { type Rows, rowAt } from '../../../maths/rows.js';
import type { Agreement } from '../phrases/candidates.js';
import type { Phrase } from '../phrases/phrase.js';

/** As many as agree best with readers; 6 and 24 are a little worse. */
const NEIGHBOURS = 12;
/** Papers of two centroids with a lower cosine have no more than a field in common. */
const SIMILAR = 0.75;
/** Where the cosines, less `SIMILAR`, add up to less than this, as for a fifth of all themes, all count less. */
const ENOUGH = 1;

/** A subject of the model whose papers are similar to those of a group. */
export interface Neighbour {
  readonly names: readonly string[];
  /** Its part of the votes; those of a group add up to 1 at most. */
  readonly weight: number;
}

/**
 * For each group its neighbours, the most similar first; none where no subject is similar.
 * @param centroids of the groups, at unit length
 */
export function neighboursOf(centroids: Rows, subjects: Subjects | undefined): Neighbour[][] {
  return Array.from({ length: centroids.count }, (_, c) => {
    if (subjects === undefined) return [];
    const similarities = similaritiesToQuantized(rowAt(centroids, c) as Embedding, subjects.centroids);
    const similar = similarities.flatMap((similarity, place) => (similarity > SIMILAR ? [place] : []));
    const nearest = similar.sort((a, b) => similarities[b]! - similarities[a]! || a - b).slice(0, NEIGHBOURS);
    const total = nearest.reduce((sum, place) => sum + similarities[place]! - SIMILAR, 0);
    return nearest.map((place) => ({
      names: subjects.names[place]!,
      weight: (similarities[place]! - SIMILAR) / Math.max(total, ENOUGH),
    }));
  });
}

/** @param embeddings of the phrase and of the names of the neighbours, by their texts */
export function agreementWith(
  neighbours: readonly Neighbour[],
  { text, knownAs = [] }: Pick<Phrase, 'text' | 'knownAs'>,
  embeddings: ReadonlyMap<string, Embedding>,
): Agreement {
  const phrase = embeddings.get(text)!;
  const to = (name: string): number => cosineSimilarity(phrase, embeddings.get(name)!);
  return {
    byMeaning: neighbours.map(({ names, weight }) => weight * Math.max(...names.map(to))),
    byName: neighbours.map(({ names, weight }) => (knownAs.some((name) => names.includes(name)) ? weight : 0)),
  };
}

/**
 * How much one or more phrases together agree with the neighbours by meaning: half of it is their average, so that each
 * says what readers say, half the best of them for each neighbour, so that they say all of it. −1 … 1; 0 without
 * neighbours.
 */
export function agreementByMeaning(phrases: readonly Agreement[]): number {
  const all = phrases.map(({ byMeaning }) => byMeaning);
  return (averageOf(all.map(sumOf)) + sumOfBest(all)) / 2;
}

/** The part of the neighbours of which one or more phrases are a name, by their weight; 0 … 1. */
export function agreementByName(phrases: readonly Agreement[]): number {
  return sumOfBest(phrases.map(({ byName }) => byName));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

function sumOfBest(all: readonly (readonly number[])[]): number {
  return sumOf(all[0]!.map((_, n) => Math.max(...all.map((one) => one[n]!))));
}
