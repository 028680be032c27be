/**
 * An embedding: a unit vector in the space of the model.
 *
 * An `Embedding` is a Float32Array of unit length, so the cosine of two is their dot product.
 * It is made here only: by `toUnitLength`, or by `embeddingFromBytes`, which checks what it loads.
 * A centroid is a mean and is not of unit length until it has gone through `toUnitLength`.
 * Where many are kept and only their order matters, `QuantizedEmbeddings` hold each number in a byte.
 */

declare const unitLength: unique symbol;
/** One number for each dimension of the model; of unit length, so that a dot product of two is their cosine. */
export type Embedding = Float32Array & { readonly [unitLength]: true };

/** How far from 1 a stored embedding's length may be: float32 rounding over 384 sums stays below 1e-6. */
const LENGTH_TOLERANCE = 1e-3;

/**
 * Scales numbers to unit length.
 * @param numbers any length but zero; not all zero
 * @throws RangeError where the length is zero or not finite: no direction can be told
 */
export function toUnitLength(numbers: ArrayLike<number>): Embedding {
  let squares = 0;
  for (let i = 0; i < numbers.length; i++) squares += numbers[i]! * numbers[i]!;
  const length = Math.sqrt(squares);
  if (!(length > 0) || !Number.isFinite(length)) throw new RangeError('an embedding needs a finite, non-zero length');
  const unit = new Float32Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) unit[i] = numbers[i]! / length;
  return unit as Embedding;
}

/** The mean of at least one embedding, at unit length. */
export function meanOf(embeddings: readonly Embedding[]): Embedding {
  const sums = new Array<number>(embeddings[0]!.length).fill(0);
  for (const embedding of embeddings) for (let i = 0; i < sums.length; i++) sums[i]! += embedding[i]!;
  return toUnitLength(sums);
}

/** Copies of embeddings, one after the other in one block of memory: `rowsOf` need not copy them again. */
export class EmbeddingBlock {
  #numbers = new Float32Array(0);
  #size = 0;

  /** @param most embeddings that are added */
  constructor(readonly most: number) {}

  /** @returns the copy @throws RangeError beyond `most`, or where the dimension is another */
  add(embedding: Embedding): Embedding {
    if (this.#size === 0) this.#numbers = new Float32Array(this.most * embedding.length);
    const copy = this.#numbers.subarray(this.#size * embedding.length, (this.#size + 1) * embedding.length);
    copy.set(embedding);
    this.#size++;
    return copy as Embedding;
  }
}

/** Cosine of two embeddings, −1…1, higher is nearer. Both must have the same dimension. */
export function cosineSimilarity(a: Embedding, b: Embedding): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The bytes of an embedding: float32, little-endian, no header. */
export function bytesOfEmbedding(embedding: Embedding): Uint8Array {
  return new Uint8Array(embedding.buffer.slice(embedding.byteOffset, embedding.byteOffset + embedding.byteLength));
}

/**
 * Reads an embedding back.
 * @throws RangeError where the bytes are not `dimension` float32 numbers of unit length
 */
export function embeddingFromBytes(bytes: Uint8Array, dimension: number): Embedding {
  if (bytes.byteLength !== dimension * 4)
    throw new RangeError(`expected ${dimension * 4} bytes of embedding, found ${bytes.byteLength}`);
  const numbers = new Float32Array(dimension);
  new Uint8Array(numbers.buffer).set(bytes);
  let squares = 0;
  for (let i = 0; i < dimension; i++) squares += numbers[i]! * numbers[i]!;
  if (!(Math.abs(squares - 1) < LENGTH_TOLERANCE)) throw new RangeError('a stored embedding is not of unit length');
  return numbers as Embedding;
}

/**
 * Several embeddings, a signed byte a number, each scaled by its own greatest number; one after the other, no header.
 */
export type QuantizedEmbeddings = Int8Array;

const MOST_OF_A_BYTE = 127;

/** A quarter of the room of float32; a cosine moves by some 0.002. */
export function quantize(embeddings: readonly Embedding[]): QuantizedEmbeddings {
  const quantized = new Int8Array(embeddings.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const embedding of embeddings) {
    const scale = MOST_OF_A_BYTE / embedding.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    for (const x of embedding) quantized[at++] = Math.round(x * scale);
  }
  return quantized;
}

/** Computed once for embeddings that several questions read. */
const lengthsKnown = new WeakMap<QuantizedEmbeddings, Float64Array>();

/** The length of each of some quantized embeddings, in units of a byte. */
export function lengthsOf(quantized: QuantizedEmbeddings, dimension: number): Float64Array {
  const known = lengthsKnown.get(quantized);
  if (known !== undefined) return known;
  const lengths = new Float64Array(quantized.length / dimension);
  for (let one = 0; one < lengths.length; one++) {
    let squares = 0;
    for (let at = one * dimension; at < (one + 1) * dimension; at++) squares += quantized[at]! ** 2;
    lengths[one] = Math.sqrt(squares);
  }
  lengthsKnown.set(quantized, lengths);
  return lengths;
}

/** Embeddings summed at the same time: their sums do not wait for one another, and each keeps its order. */
const AT_ONCE = 4;

/** The cosine of an embedding and each of some quantized ones, in their order. */
export function similaritiesToQuantized(embedding: Embedding, quantized: QuantizedEmbeddings): number[] {
  const dimension = embedding.length;
  const lengths = lengthsOf(quantized, dimension);
  const similarities: number[] = [];
  for (let one = 0; one < lengths.length; one += AT_ONCE) {
    const sums = fourProducts(embedding, quantized, one * dimension);
    for (let i = 0; i < AT_ONCE && one + i < lengths.length; i++) similarities.push(sums[i]! / lengths[one + i]!);
  }
  return similarities;
}

/** The cosine of an embedding and one of some quantized ones: the same bits as `similaritiesToQuantized`. */
export function similarityToQuantized(embedding: Embedding, quantized: QuantizedEmbeddings, place: number): number {
  const dimension = embedding.length;
  const from = place * dimension;
  let sum = 0;
  for (let i = 0; i < dimension; i++) sum += embedding[i]! * quantized[from + i]!;
  return sum / lengthsOf(quantized, dimension)[place]!;
}

/** The products of an embedding and four quantized ones; in place of those beyond the last, that of the last. */
function fourProducts(embedding: Embedding, quantized: QuantizedEmbeddings, from: number): readonly number[] {
  const dimension = embedding.length;
  const last = quantized.length - dimension;
  const [a, b] = [from, Math.min(from + dimension, last)];
  const [c, d] = [Math.min(from + 2 * dimension, last), Math.min(from + 3 * dimension, last)];
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let i = 0; i < dimension; i++) {
    const number = embedding[i]!;
    first += number * quantized[a + i]!;
    second += number * quantized[b + i]!;
    third += number * quantized[c + i]!;
    fourth += number * quantized[d + i]!;
  }
  return [first, second, third, fourth];
}
