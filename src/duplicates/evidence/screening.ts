/**
 * Which candidates can be near-duplicates? Most share a few words and nothing else. They are recognised by upper bounds
 * of their score, the cheapest first, and without reading a paper again. The embeddings are read of the others.
 *
 * A pair that shares an identifier, a title or its figures is not judged here.
 */
import { LEAST_SCORE } from '../../limits.js';
import type { NumberRows } from '../../maths/number-rows.js';
import { sharedCount } from '../../maths/number-sets.js';
import { roundTo4 } from '../../maths/rounding.js';
import { onScale } from '../similarity-scale.js';
import { isTelling, leastShingles, textScore } from './judge.js';
import type { PackedTexts } from './packed-texts.js';
import type { BelowPair } from './pairs.js';
import { leastStemPairs, logOddsAt } from './rule.js';
import { type SharedWords, sharedNumbers, sharedStems, sharesOf, type WordCounts } from './signals.js';

/** Of hashes, a bit each: 8 KB, so that it stays in the processor's nearest cache. */
const LAST_SLOT = 2 ** 16 - 1;
/** Scores are rounded, so that one this much lower may still be stored. */
const MARGIN = 1e-4;
/** More than the error of a product of a share and a count. */
const ROUNDING = 1e-6;

/** Of a pair whose similarity is known. */
export type MeasuredPair =
  /** It may score: `judge` decides. */
  | 'judge'
  /** It does not score. */
  | Pick<BelowPair, 'score' | 'similarity'>;

type Strength = Pick<BelowPair, 'score' | 'similarity'>;

/** Compares one paper with others, by their places. `of` sets the paper. */
export class Screening {
  readonly #shingles = new SetFilter();
  readonly #bigrams = new SetFilter();
  #a = -1;
  /** The score that is looked for, and its log-odds. */
  #least = Number.NaN;
  #leastLogOdds = 0;

  constructor(
    readonly texts: PackedTexts,
    readonly scale = 1,
  ) {}

  of(place: number): void {
    if (place === this.#a) return;
    this.#a = place;
    this.#shingles.hold(this.texts.shingles, place);
    this.#bigrams.hold(this.texts.bigrams, place);
    this.texts.embeddings.hold(place);
  }

  /**
   * Whether the pair scores, or is among the strongest of those that do not, for all that is known here.
   * @param weakest none weaker is kept of those that do not score; null while all are
   */
  mayCount(b: number, weakest: Strength | null): boolean {
    if (weakest === null) return true;
    const similarity = onScale(this.texts.embeddings.mostSimilar(b), this.scale);
    if (!this.#areTelling(b)) return weakest.score === 0 && roundTo4(similarity) >= weakest.similarity;
    if (!this.#canReach(Math.min(LEAST_SCORE, weakest.score) - MARGIN, b, similarity)) return false;
    const most = this.#scoreOf(b, similarity, this.#bigrams.mostShared(this.texts.bigrams, b));
    if (most >= LEAST_SCORE - MARGIN) return true;
    const score = roundTo4(most);
    return score > weakest.score || (score === weakest.score && roundTo4(similarity) >= weakest.similarity);
  }

  /** @param cosine of the embeddings */
  measure(b: number, cosine: number): MeasuredPair {
    const similarity = onScale(cosine, this.scale);
    if (!this.#areTelling(b)) return { score: 0, similarity: roundTo4(similarity) };
    const { bigrams } = this.texts;
    const score = this.#scoreOf(b, similarity, sharedCount(bigrams.at(this.#a), bigrams.at(b)));
    return score >= LEAST_SCORE - MARGIN ? 'judge' : { score: roundTo4(score), similarity: roundTo4(similarity) };
  }

  #areTelling(b: number): boolean {
    return isTelling(this.#countsAt(this.#a)) && isTelling(this.#countsAt(b));
  }

  /** Whether the pair can have this score, if titles and figures were the same. */
  #canReach(least: number, b: number, similarity: number): boolean {
    if (least <= 0) return true;
    const { shingles, bigrams } = this.texts;
    const alike = leastShingles(shingles.lengthOf(this.#a), shingles.lengthOf(b));
    if (this.#shingles.mayShare(shingles, b, alike)) return true;
    if (least !== this.#least) [this.#least, this.#leastLogOdds] = [least, logOddsAt(least)];
    const shorter = Math.min(bigrams.lengthOf(this.#a), bigrams.lengthOf(b));
    return this.#bigrams.mayShare(bigrams, b, leastStemPairs(this.#leastLogOdds, similarity) * shorter);
  }

  /** An upper bound of the score if `bigrams` is one of the shared bigrams; the score itself where it is low. */
  #scoreOf(b: number, similarity: number, bigrams: number): number {
    const [x, y] = [this.#countsAt(this.#a), this.#countsAt(b)];
    const [title, other] = [this.texts.titleStems(this.#a), this.texts.titleStems(b)];
    const shared: SharedWords = {
      shingles: Math.min(x.shingles, this.#shingles.mostShared(this.texts.shingles, b)),
      bigrams: Math.min(x.bigrams, bigrams),
      ...sharedNumbers(this.texts.numbers(this.#a), this.texts.numbers(b)),
      // Papers with the same title share a key.
      titles: title === null || other === null ? null : sharedStems(title, other),
    };
    return textScore({ similarity, ...sharesOf(x, y, shared) }).score;
  }

  #countsAt(place: number): WordCounts {
    const { shingles, bigrams } = this.texts;
    return {
      shingles: shingles.lengthOf(place),
      bigrams: bigrams.lengthOf(place),
      length: this.texts.lengthOf(place),
    };
  }
}

type Rows = NumberRows<Uint32Array> | NumberRows<Uint16Array>;

/** A set of hashes by their last bits. */
class SetFilter {
  readonly #bits = new Uint32Array((LAST_SLOT + 1) / 32);

  hold(rows: Rows, index: number): void {
    this.#bits.fill(0);
    for (const hash of rows.at(index)) this.#bits[(hash & LAST_SLOT) >>> 5]! |= 1 << (hash & 31);
  }

  /** Of the hashes of another set, how many this one can have: all that it has, and a few by chance. */
  mostShared(rows: Rows, index: number): number {
    const block = rows.blockOf(index);
    const [start, length] = [rows.startOf(index), rows.lengthOf(index)];
    let count = 0;
    for (let i = start; i < start + length; i++) count += this.#has(block[i]!);
    return count;
  }

  /** Whether it can have this many of them; most sets have too many others from the first ones on. */
  mayShare(rows: Rows, index: number, least: number): boolean {
    const block = rows.blockOf(index);
    const [start, length] = [rows.startOf(index), rows.lengthOf(index)];
    let others = length - least + ROUNDING;
    for (let i = start; i < start + length && others >= 0; i++) others -= 1 - this.#has(block[i]!);
    return others >= 0;
  }

  #has(hash: number): number {
    return (this.#bits[(hash & LAST_SLOT) >>> 5]! >>> (hash & 31)) & 1;
  }
}
