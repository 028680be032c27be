/**
 * Which candidates can be near-duplicates? Most share a few words and nothing else. They are recognised by an upper
 * bound of their score, without merging their words, and without reading a paper again.
 *
 * A pair that shares an identifier, a title or its figures is not judged here.
 */
import { cosineSimilarity } from '../../embedding.js';
import { onScale } from '../similarity-scale.js';
import type { ComparedText } from './fingerprint.js';
import { isTelling, LEAST_SCORE, rounded, textScore } from './judge.js';
import type { BelowPair } from './pairs.js';
import { type Signals, sharesOf, signalsOf } from './signals.js';

/** Of hashes: 64 KB, so that it stays in the processor's cache. */
const LAST_SLOT = 2 ** 16 - 1;
/** Above the cosine of equal embeddings, which rounding can put beyond 1. */
const MOST_SIMILAR = 1.001;
/** Scores are rounded, so that one this much lower may still be stored. */
const MARGIN = 1e-4;

export type ScreenedPair =
  /** It may score: `judge` decides. */
  | 'judge'
  /** It does not score, and is not among the strongest of those. */
  | 'none'
  /** It does not score. */
  | Pick<BelowPair, 'score' | 'similarity'>;

/** Compares one paper with others. `of` sets the paper. */
export class Screening {
  readonly #scale: number;
  readonly #shingles = new SetFilter();
  readonly #bigrams = new SetFilter();
  #a: ComparedText | undefined;

  constructor(scale = 1) {
    this.#scale = scale;
  }

  of(a: ComparedText): void {
    this.#shingles.hold(a.shingles);
    this.#bigrams.hold(a.bigrams);
    this.#a = a;
  }

  /** @param weakest none weaker is kept of those that do not score; null while all are */
  compare(b: ComparedText, weakest: Pick<BelowPair, 'score' | 'similarity'> | null): ScreenedPair {
    const a = this.#a!;
    if (!isTelling(a) || !isTelling(b)) return { score: 0, similarity: rounded(this.#similarity(b)) };
    const most: Signals = { ...this.#mostShared(b), similarity: MOST_SIMILAR };
    const bound = textScore(most).score;
    const mayScore = bound >= LEAST_SCORE - MARGIN;
    if (!mayScore && weakest !== null) {
      if (rounded(bound) < weakest.score) return 'none';
      const similarity = this.#similarity(b);
      const nearer = rounded(textScore({ ...most, similarity }).score);
      if (nearer < weakest.score || (nearer === weakest.score && rounded(similarity) < weakest.similarity))
        return 'none';
    }
    const signals = signalsOf(a, b, this.#scale);
    const { score } = textScore(signals);
    return score >= LEAST_SCORE - MARGIN ? 'judge' : { score: rounded(score), similarity: rounded(signals.similarity) };
  }

  #similarity(b: ComparedText): number {
    return onScale(cosineSimilarity(this.#a!.embedding, b.embedding), this.#scale);
  }

  #mostShared(b: ComparedText): Omit<Signals, 'similarity'> {
    const a = this.#a!;
    return sharesOf(a, b, {
      shingles: Math.min(a.shingles.length, this.#shingles.mostShared(b.shingles)),
      bigrams: Math.min(a.bigrams.length, this.#bigrams.mostShared(b.bigrams)),
    });
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
