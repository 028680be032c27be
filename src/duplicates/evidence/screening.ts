/**
 * Which candidates can be near-duplicates? Most share a few words and nothing else. They are recognised by an upper
 * bound of their score, without merging their words, and without reading a paper again. The embeddings are read of the
 * others.
 *
 * A pair that shares an identifier, a title or its figures is not judged here.
 */
import { cosineSimilarity } from '../../embedding.js';
import { onScale } from '../similarity-scale.js';
import type { ComparedText, ComparedWords } from './fingerprint.js';
import { isTelling, LEAST_SCORE, rounded, textScore } from './judge.js';
import type { BelowPair } from './pairs.js';
import { sharesOf, signalsOf } from './signals.js';

/** Of hashes: 64 KB, so that it stays in the processor's cache. */
const LAST_SLOT = 2 ** 16 - 1;
/** Scores are rounded, so that one this much lower may still be stored. */
const MARGIN = 1e-4;

/** Of a pair whose similarity is known. */
export type MeasuredPair =
  /** It may score: `judge` decides. */
  | 'judge'
  /** It does not score. */
  | Pick<BelowPair, 'score' | 'similarity'>;

export function measure(a: ComparedText, b: ComparedText, scale = 1): MeasuredPair {
  if (!isTelling(a) || !isTelling(b))
    return { score: 0, similarity: rounded(onScale(cosineSimilarity(a.embedding, b.embedding), scale)) };
  const signals = signalsOf(a, b, scale);
  const { score } = textScore(signals);
  return score >= LEAST_SCORE - MARGIN ? 'judge' : { score: rounded(score), similarity: rounded(signals.similarity) };
}

/** Compares the words of one paper with others. `of` sets the paper. */
export class Screening {
  readonly #shingles = new SetFilter();
  readonly #bigrams = new SetFilter();
  #a: ComparedWords | undefined;

  of(a: ComparedWords): void {
    this.#shingles.hold(a.shingles);
    this.#bigrams.hold(a.bigrams);
    this.#a = a;
  }

  /**
   * Whether the pair scores, or is among the strongest of those that do not, for all that is known here.
   * @param mostSimilar an upper bound of the similarity
   * @param weakest none weaker is kept of those that do not score; null while all are
   */
  mayCount(b: ComparedWords, mostSimilar: number, weakest: Pick<BelowPair, 'score' | 'similarity'> | null): boolean {
    if (weakest === null) return true;
    const most = this.#mostScore(b, mostSimilar);
    if (most >= LEAST_SCORE - MARGIN) return true;
    const score = rounded(most);
    return score > weakest.score || (score === weakest.score && rounded(mostSimilar) >= weakest.similarity);
  }

  #mostScore(b: ComparedWords, similarity: number): number {
    const a = this.#a!;
    if (!isTelling(a) || !isTelling(b)) return 0;
    const shares = sharesOf(a, b, {
      shingles: Math.min(a.shingles.length, this.#shingles.mostShared(b.shingles)),
      bigrams: Math.min(a.bigrams.length, this.#bigrams.mostShared(b.bigrams)),
    });
    return textScore({ ...shares, similarity }).score;
  }
}

/** A set of hashes by their last bits. */
class SetFilter {
  readonly #slots = new Uint8Array(LAST_SLOT + 1);
  #held: Uint32Array = new Uint32Array(0);

  hold(set: Uint32Array): void {
    for (const hash of this.#held) this.#slots[hash & LAST_SLOT] = 0;
    for (const hash of set) this.#slots[hash & LAST_SLOT] = 1;
    this.#held = set;
  }

  /** Of the hashes of another set, how many this one can have: all that it has, and a few by chance. */
  mostShared(set: Uint32Array): number {
    let count = 0;
    for (let i = 0; i < set.length; i++) count += this.#slots[set[i]! & LAST_SLOT]!;
    return count;
  }
}
