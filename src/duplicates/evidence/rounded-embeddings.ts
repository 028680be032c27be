/**
 * Embeddings as a byte a number, and how far each is from the original: upper bounds of cosines in a quarter of the
 * memory. The original is read for the few pairs that a bound does not decide.
 */
import { type Embedding, quantize } from '../../embedding.js';
import { byteProducts, LANES, type RowProducts } from '../../maths/row-products.js';

/** Embeddings by which the memory grows: 1.5 MB at 384 dimensions. */
const EMBEDDINGS_AT_ONCE = 4_096;
/** Addresses of the product, and of the embedding that others are compared with, which has two bytes a number. */
const [OUT, QUERY] = [0, 16];
/** Above the length of an embedding, which is 1 but for rounding. */
const MOST_LENGTH = 1.001;
/** More than the error of these sums. */
const ROUNDING = 1e-6;

export class RoundedEmbeddings {
  #products: RowProducts | undefined;
  /** Bytes of an embedding. */
  #padded = 0;
  /** Views of the memory. */
  #bytes: Int8Array = new Int8Array(0);
  #product: Int32Array = new Int32Array(0);
  #query: Int16Array = new Int16Array(0);
  /** Of a byte, and the length of what rounding took away. */
  readonly #units: number[] = [];
  readonly #errors: number[] = [];
  #held = 0;

  push(embedding: Embedding): void {
    const bytes = quantize([embedding]);
    let [products, squares, length] = [0, 0, 0];
    for (let i = 0; i < bytes.length; i++) {
      const [byte, number] = [bytes[i]!, embedding[i]!];
      products += byte * number;
      squares += byte * byte;
      length += number * number;
    }
    const unit = squares === 0 ? 0 : products / squares;
    // Of the nearest point in the direction of the bytes, by Pythagoras.
    const error = Math.max(0, length - unit * products);
    this.#makeRoom(embedding.length);
    this.#bytes.set(bytes, this.#addressOf(this.#units.length));
    this.#units.push(unit);
    this.#errors.push(Math.sqrt(error));
  }

  /** Sets the embedding that `mostSimilar` compares others with. */
  hold(place: number): void {
    const address = this.#addressOf(place);
    this.#query.set(this.#bytes.subarray(address, address + this.#padded));
    this.#held = place;
  }

  /** No cosine of the embedding that is held and this one is higher. */
  mostSimilar(place: number): number {
    this.#products!.multiply(this.#addressOf(place), 1, QUERY, OUT);
    const [error, other] = [this.#errors[this.#held]!, this.#errors[place]!];
    const product = this.#product[0]! * this.#units[this.#held]! * this.#units[place]!;
    return product + MOST_LENGTH * (error + other) + error * other + ROUNDING;
  }

  #addressOf(place: number): number {
    return QUERY + (place + 2) * this.#padded;
  }

  /** For one more. */
  #makeRoom(dimension: number): void {
    this.#padded = Math.ceil(dimension / LANES) * LANES;
    this.#products ??= byteProducts(this.#padded, { stride: this.#padded });
    if (this.#addressOf(this.#units.length + 1) <= this.#bytes.length) return;
    this.#products.grow(this.#addressOf(this.#units.length + EMBEDDINGS_AT_ONCE));
    const { buffer } = this.#products.memory;
    this.#bytes = new Int8Array(buffer);
    this.#product = new Int32Array(buffer, OUT, 1);
    this.#query = new Int16Array(buffer, QUERY, this.#padded);
  }
}
