/** Signals of a pair of papers. Shares are 0…1; `rule.ts` combines them. */
import { cosineSimilarity } from '../../embedding.js';
import { sharedCount } from '../../maths/number-sets.js';
import { onScale } from '../similarity-scale.js';
import type { ComparedText } from './fingerprint.js';

export interface Signals {
  /** Cosine of the embeddings on the scale that the rule was fitted on; at most 1. */
  readonly similarity: number;
  /** Word 3-grams: shared of all, and shared of those of the abstract with fewer. */
  readonly jaccard: number;
  readonly containment: number;
  /** Shared bigrams of content stems, of those of the abstract with fewer. */
  readonly stemPairs: number;
  /** Numbers: those of the abstract with fewer, and how many of them the other has. */
  readonly numbers: number;
  readonly sharedNumbers: number;
  /** Content stems of the titles, shared of all; 1 for the same letters; null if a title is missing. */
  readonly titles: number | null;
  /** Length of the shorter abstract divided by that of the longer, in words. */
  readonly lengths: number;
}

/** What the shares are computed from, beside what both papers have. */
export interface WordCounts {
  readonly shingles: number;
  readonly bigrams: number;
  readonly length: number;
}

export interface SharedWords extends Pick<Signals, 'numbers' | 'sharedNumbers' | 'titles'> {
  readonly shingles: number;
  readonly bigrams: number;
}

export function signalsOf(a: ComparedText, b: ComparedText, scale: number): Signals {
  return {
    similarity: onScale(cosineSimilarity(a.embedding, b.embedding), scale),
    ...sharesOf(countsOf(a), countsOf(b), {
      shingles: sharedCount(a.shingles, b.shingles),
      bigrams: sharedCount(a.bigrams, b.bigrams),
      ...sharedNumbers(a.numbers, b.numbers),
      titles: titlesOf(a, b),
    }),
  };
}

/** All signals but the similarity. */
export function sharesOf(
  a: WordCounts,
  b: WordCounts,
  { shingles, bigrams, ...shared }: SharedWords,
): Omit<Signals, 'similarity'> {
  return {
    jaccard: share(shingles, a.shingles + b.shingles - shingles),
    containment: share(shingles, Math.min(a.shingles, b.shingles)),
    stemPairs: share(bigrams, Math.min(a.bigrams, b.bigrams)),
    lengths: share(Math.min(a.length, b.length), Math.max(a.length, b.length)),
    ...shared,
  };
}

export function sharedNumbers(a: Uint32Array, b: Uint32Array): Pick<Signals, 'numbers' | 'sharedNumbers'> {
  return { numbers: Math.min(a.length, b.length), sharedNumbers: sharedCount(a, b) };
}

/** Of two titles that are not the same. */
export function sharedStems(a: Uint32Array, b: Uint32Array): number {
  const shared = sharedCount(a, b);
  return share(shared, a.length + b.length - shared);
}

function countsOf({ shingles, bigrams, length }: ComparedText): WordCounts {
  return { shingles: shingles.length, bigrams: bigrams.length, length };
}

function titlesOf(a: ComparedText, b: ComparedText): number | null {
  if (a.titleLetters === '' || b.titleLetters === '') return null;
  return a.titleLetters === b.titleLetters ? 1 : sharedStems(a.titleStems, b.titleStems);
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
