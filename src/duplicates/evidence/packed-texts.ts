/** What is compared of many papers first, in little memory: some 3 KB a paper with its embedding. */
import type { Embedding } from '../../embedding.js';
import { numberRows } from '../../maths/number-rows.js';
import type { ComparedText, WordFingerprint } from './fingerprint.js';

/** Embeddings of a block: 1.5 MB at 384 dimensions. */
const EMBEDDINGS_OF_A_BLOCK = 1_024;

export class PackedTexts {
  readonly #embeddings: Float32Array[] = [];
  readonly #titles: string[] = [];
  readonly #lengths: number[] = [];
  readonly #titleStems = numberRows();
  readonly #bigrams = numberRows();
  readonly #shingles = numberRows();
  readonly #numbers = numberRows();

  push(words: WordFingerprint, embedding: Embedding): void {
    this.#pushEmbedding(embedding);
    this.#titles.push(words.titleLetters);
    this.#lengths.push(words.length);
    this.#titleStems.push(words.titleStems);
    this.#bigrams.push(words.bigrams);
    this.#shingles.push(words.shingles);
    this.#numbers.push(words.numbers);
  }

  get count(): number {
    return this.#lengths.length;
  }

  #pushEmbedding(embedding: Embedding): void {
    const place = this.count % EMBEDDINGS_OF_A_BLOCK;
    if (place === 0) this.#embeddings.push(new Float32Array(EMBEDDINGS_OF_A_BLOCK * embedding.length));
    this.#embeddings.at(-1)!.set(embedding, place * embedding.length);
  }

  /** A view, not a copy. */
  #embedding(place: number): Embedding {
    const block = this.#embeddings[Math.floor(place / EMBEDDINGS_OF_A_BLOCK)]!;
    const dimension = block.length / EMBEDDINGS_OF_A_BLOCK;
    const start = (place % EMBEDDINGS_OF_A_BLOCK) * dimension;
    return block.subarray(start, start + dimension) as Embedding;
  }

  bigrams(place: number): Uint32Array {
    return this.#bigrams.at(place);
  }

  at(place: number): ComparedText {
    return {
      embedding: this.#embedding(place),
      titleLetters: this.#titles[place]!,
      titleStems: this.#titleStems.at(place),
      bigrams: this.#bigrams.at(place),
      shingles: this.#shingles.at(place),
      numbers: this.#numbers.at(place),
      length: this.#lengths[place]!,
    };
  }
}
