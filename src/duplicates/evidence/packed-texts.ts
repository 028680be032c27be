/** What is compared of many papers first, in little memory: some 1.5 KB a paper with its embedding in bytes. */
import type { Embedding } from '../../embedding.js';
import { numberRows } from '../../maths/number-rows.js';
import type { WordFingerprint } from './fingerprint.js';
import { RoundedEmbeddings } from './rounded-embeddings.js';

export interface PackedWords
  extends Pick<WordFingerprint, 'bigrams' | 'shingles' | 'titleStems' | 'numbers' | 'length'> {
  readonly isUntitled: boolean;
}

export class PackedTexts {
  readonly embeddings = new RoundedEmbeddings();
  readonly bigrams = numberRows(Uint32Array);
  /** Their last 16 bits, which give an upper bound of how many two texts share. */
  readonly shingles = numberRows(Uint16Array);
  readonly #titleStems = numberRows(Uint32Array);
  readonly #numbers = numberRows(Uint32Array);
  readonly #untitled = new Set<number>();
  readonly #lengths: number[] = [];

  push(words: PackedWords, embedding: Embedding): void {
    if (words.isUntitled) this.#untitled.add(this.#lengths.length);
    this.embeddings.push(embedding);
    this.bigrams.push(words.bigrams);
    this.shingles.push(words.shingles);
    this.#titleStems.push(words.titleStems);
    this.#numbers.push(words.numbers);
    this.#lengths.push(words.length);
  }

  /** Words of the abstract with repeats. */
  lengthOf(place: number): number {
    return this.#lengths[place]!;
  }

  numbers(place: number): Uint32Array {
    return this.#numbers.at(place);
  }

  /** Null for a paper without a title. */
  titleStems(place: number): Uint32Array | null {
    return this.#untitled.has(place) ? null : this.#titleStems.at(place);
  }
}
