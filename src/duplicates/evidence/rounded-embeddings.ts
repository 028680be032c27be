/**
 * Embeddings as a byte a number, and how far each is from the original: upper bounds of cosines in a quarter of the
 * memory. The original is read for the few pairs that a bound does not decide.
 */
import { type Embedding, quantize } from '../../embedding.js';

/** Embeddings of a block: 1.5 MB at 384 dimensions. */
const EMBEDDINGS_OF_A_BLOCK = 4_096;
/** Above the length of an embedding, which is 1 but for rounding. */
const MOST_LENGTH = 1.001;
/** More than the error of these sums. */
const ROUNDING = 1e-6;

export class RoundedEmbeddings {
  readonly #blocks: Int8Array[] = [];
  /** Of a byte, and the length of what rounding took away. */
  readonly #units: number[] = [];
  readonly #errors: number[] = [];

  push(embedding: Embedding): void {
    const place = this.#units.length % EMBEDDINGS_OF_A_BLOCK;
    if (place === 0) this.#blocks.push(new Int8Array(EMBEDDINGS_OF_A_BLOCK * embedding.length));
    const bytes = quantize([embedding]);
    let [products, squares] = [0, 0];
    for (let i = 0; i < bytes.length; i++) {
      products += bytes[i]! * embedding[i]!;
      squares += bytes[i]! * bytes[i]!;
    }
    const unit = squares === 0 ? 0 : products / squares;
    let error = 0;
    for (let i = 0; i < bytes.length; i++) error += (embedding[i]! - unit * bytes[i]!) ** 2;
    this.#blocks.at(-1)!.set(bytes, place * embedding.length);
    this.#units.push(unit);
    this.#errors.push(Math.sqrt(error));
  }

  /** No cosine of the two embeddings is higher. */
  mostSimilar(x: number, y: number): number {
    const [a, b] = [this.#blockOf(x), this.#blockOf(y)];
    const dimension = a.length / EMBEDDINGS_OF_A_BLOCK;
    const first = (x % EMBEDDINGS_OF_A_BLOCK) * dimension;
    const second = (y % EMBEDDINGS_OF_A_BLOCK) * dimension;
    let sum = 0;
    for (let i = 0; i < dimension; i++) sum += a[first + i]! * b[second + i]!;
    const [error, other] = [this.#errors[x]!, this.#errors[y]!];
    return sum * this.#units[x]! * this.#units[y]! + MOST_LENGTH * (error + other) + error * other + ROUNDING;
  }

  #blockOf(place: number): Int8Array {
    return this.#blocks[Math.floor(place / EMBEDDINGS_OF_A_BLOCK)]!;
  }
}
