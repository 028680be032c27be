/** Signals of a pair of papers. Shares are 0…1; `rule.ts` combines them. */
import { cosineSimilarity } from '../../embedding.js';
import { onScale } from '../similarity-scale.js';
import { type ComparedText, type ComparedWords, sharedCount } from './fingerprint.js';

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

export function signalsOf(a: ComparedText, b: ComparedText, scale = 1): Signals {
  return {
    similarity: onScale(cosineSimilarity(a.embedding, b.embedding), scale),
    ...sharesOf(a, b, {
      shingles: sharedCount(a.shingles, b.shingles),
      bigrams: sharedCount(a.bigrams, b.bigrams),
    }),
  };
}

/** All signals but the similarity. @param shared how many shingles and bigrams both have */
export function sharesOf(
  a: ComparedWords,
  b: ComparedWords,
  { shingles, bigrams }: { readonly shingles: number; readonly bigrams: number },
): Omit<Signals, 'similarity'> {
  return {
    jaccard: share(shingles, a.shingles.length + b.shingles.length - shingles),
    containment: share(shingles, Math.min(a.shingles.length, b.shingles.length)),
    stemPairs: share(bigrams, Math.min(a.bigrams.length, b.bigrams.length)),
    numbers: Math.min(a.numbers.length, b.numbers.length),
    sharedNumbers: sharedCount(a.numbers, b.numbers),
    titles: titlesOf(a, b),
    lengths: share(Math.min(a.length, b.length), Math.max(a.length, b.length)),
  };
}

function titlesOf(a: ComparedWords, b: ComparedWords): number | null {
  if (a.titleLetters === '' || b.titleLetters === '') return null;
  if (a.titleLetters === b.titleLetters) return 1;
  const shared = sharedCount(a.titleStems, b.titleStems);
  return share(shared, a.titleStems.length + b.titleStems.length - shared);
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
