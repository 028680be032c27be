/** What is compared of many papers first, in little memory: some 2 KB a paper with its embedding in bytes. */
import type { Embedding } from '../../embedding.js';
import { numberRows } from '../../maths/number-rows.js';
import type { ComparedWords, WordFingerprint } from './fingerprint.js';
import { RoundedEmbeddings } from './rounded-embeddings.js';

export class PackedTexts {
  readonly #embeddings = new RoundedEmbeddings();
  readonly #titles: string[] = [];
  readonly #lengths: number[] = [];
  readonly #titleStems = numberRows();
  readonly #bigrams = numberRows();
  readonly #shingles = numberRows();
  readonly #numbers = numberRows();

  push(words: WordFingerprint, embedding: Embedding): void {
    this.#embeddings.push(embedding);
    this.#titles.push(words.titleLetters);
    this.#lengths.push(words.length);
    this.#titleStems.push(words.titleStems);
    this.#bigrams.push(words.bigrams);
    this.#shingles.push(words.shingles);
    this.#numbers.push(words.numbers);
  }

  /** No cosine of the embeddings of two papers is higher. */
  mostSimilar(x: number, y: number): number {
    return this.#embeddings.mostSimilar(x, y);
  }

  bigrams(place: number): Uint32Array {
    return this.#bigrams.at(place);
  }

  at(place: number): ComparedWords {
    return {
      titleLetters: this.#titles[place]!,
      titleStems: this.#titleStems.at(place),
      bigrams: this.#bigrams.at(place),
      shingles: this.#shingles.at(place),
      numbers: this.#numbers.at(place),
      length: this.#lengths[place]!,
    };
  }
}
