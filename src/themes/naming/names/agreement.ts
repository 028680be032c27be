/**
 * Whether a name agrees with the names that readers gave to groups of similar papers.
 *
 * The subjects of the model are groups of papers with the names that readers gave them. Each paper of a theme votes for
 * the subjects nearest to it, the more similar ones more, as in k-nearest-neighbour classification (Dudani 1976). It
 * votes by meaning: a name agrees with a subject as much as it is similar to a name of it, so that the name most votes
 * come close to wins, though each is for another. That a subject has the very name is counted too. As each paper has
 * its votes, a name that suits a part of the papers is told from one that suits all. Figures:
 * `test/bench/theme-names.md`.
 */
import type { Subjects } from '../../../embed/index.js';
import {
  cosineSimilarity,
  type Embedding,
  similaritiesToQuantized,
  similarityToQuantized,
} from '../../../embedding.js';
import { averageOf } from '../../../maths/average.js';
import { indicesOfLargest } from '../../../maths/indices-of-largest.js';
import { type Rows, rowAt } from '../../../maths/rows.js';
import type { Agreement, Group } from '../phrases/candidates.js';
import type { Phrase } from '../phrases/phrase.js';

/** The papers of a group vote for these subjects: the nearest to its centroid. */
const NEAREST = 100;
/** Votes of a paper. */
const VOTES = 5;
/** A paper and a subject with a lower cosine have no more than a field in common. */
const SIMILAR = 0.45;
/** Where the cosines of a paper, less `SIMILAR`, add up to less than this, all of its votes count less: few do. */
const ENOUGH = 0.1;

/** Of a model without subjects. */
const NONE: Subjects = { names: [], centroids: new Int8Array(0) };

interface Vote {
  /** The place of the subject in the model. */
  readonly subject: number;
  /** Those of a paper add up to 1 at most. */
  readonly weight: number;
}

/** What the papers of a group vote for. */
export interface Votes {
  /** The names of each subject that has a vote. */
  readonly names: ReadonlyMap<number, readonly string[]>;
  /** For each paper of the group, in its order. */
  readonly ofPapers: readonly (readonly Vote[])[];
}

/**
 * The votes of each group.
 * @param centroids of the groups, at unit length
 */
export function votesOf(groups: readonly Group[], rows: Rows, centroids: Rows, subjects: Subjects = NONE): Votes[] {
  return groups.map(({ papers }, c) => {
    if (papers.length === 0) return { names: new Map(), ofPapers: [] };
    const near = indicesOfLargest(
      similaritiesToQuantized(rowAt(centroids, c) as Embedding, subjects.centroids),
      NEAREST,
    );
    const ofPapers = papers.map((paper) => votesOfPaper(rowAt(rows, paper) as Embedding, near, subjects));
    return { names: new Map(ofPapers.flat().map(({ subject }) => [subject, subjects.names[subject]!])), ofPapers };
  });
}

function votesOfPaper(paper: Embedding, near: readonly number[], { centroids }: Subjects): Vote[] {
  const similarities = near.map((subject) => similarityToQuantized(paper, centroids, subject) - SIMILAR);
  const nearest = indicesOfLargest(similarities, VOTES).filter((n) => similarities[n]! > 0);
  const total = nearest.reduce((sum, n) => sum + similarities[n]!, 0);
  return nearest.map((n) => ({ subject: near[n]!, weight: similarities[n]! / Math.max(total, ENOUGH) }));
}

/** @param embeddings of the phrase and of the names of the subjects, by their texts */
export function agreementWith(
  { names, ofPapers }: Votes,
  { text, knownAs = [] }: Pick<Phrase, 'text' | 'knownAs'>,
  embeddings: ReadonlyMap<string, Embedding>,
): Agreement {
  const phrase = embeddings.get(text)!;
  const similarityTo = (name: string): number => cosineSimilarity(phrase, embeddings.get(name)!);
  const meant = new Map(Array.from(names, ([subject, all]) => [subject, Math.max(...all.map(similarityTo))]));
  const called = new Map(
    Array.from(names, ([subject, all]) => [subject, Number(knownAs.some((name) => all.includes(name)))]),
  );
  const sumOf = (votes: readonly Vote[], worth: ReadonlyMap<number, number>): number =>
    votes.reduce((sum, { subject, weight }) => sum + weight * worth.get(subject)!, 0);
  return {
    byMeaning: Float64Array.from(ofPapers, (votes) => sumOf(votes, meant)),
    byName: Float64Array.from(ofPapers, (votes) => sumOf(votes, called)),
  };
}

/** How much one or more phrases agree with the votes of each paper on average, by meaning; −1 … 1. */
export function averageAgreement(phrases: readonly Agreement[]): number {
  return averageOf(phrases.map(({ byMeaning }) => averageOf(byMeaning)));
}

/** For each paper how much the phrase that agrees best with its votes does, by meaning. */
export function bestAgreements(phrases: readonly Agreement[]): Float64Array {
  return bestOf(phrases.map(({ byMeaning }) => byMeaning));
}

/** The part of the votes for subjects that have one of the phrases as a name; 0 … 1. */
export function agreementByName(phrases: readonly Agreement[]): number {
  return averageOf(bestOf(phrases.map(({ byName }) => byName)));
}

function bestOf([first, ...others]: readonly Float64Array[]): Float64Array {
  const best = Float64Array.from(first!);
  for (const other of others) other.forEach((x, paper) => (best[paper] = Math.max(best[paper]!, x)));
  return best;
}
