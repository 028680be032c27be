/** Converts papers and embeddings to rows and back. */
import { createHash } from 'node:crypto';
import { type Embedding, embeddingFromBytes, type QuantizedEmbeddings } from '../../../embedding.js';
import { CorpusError } from '../../../errors.js';
import type { StoredPart } from '../../shapes.js';

/** Bytes before the numbers in pgvector's binary form: the dimension and two bytes of padding. */
const HEADER_BYTES = 4;

/**
 * The number of a paper: the first 63 bits of the sha256 of its id, as decimal text. Any process can compute it, and
 * so the paper's partition. The probability of a collision among a billion papers is 1 in 18.
 */
export function numberOf(id: string): string {
  return (createHash('sha256').update(id).digest().readBigUInt64BE() >> 1n).toString();
}

export function storedParts(parts: string): StoredPart[] {
  return JSON.parse(parts) as StoredPart[];
}

/** pgvector's text form; the shortest decimals of doubles restore every float exactly. */
export function vectorText(embedding: Embedding): string {
  return `[${embedding.join(',')}]`;
}

/** @param sent the output of `vector_send` @throws CorpusError INDEX_DAMAGED where it is not of unit length */
export function embeddingOf(sent: Uint8Array, what: string): Embedding {
  const bytes = Uint8Array.from(sent.subarray(HEADER_BYTES));
  Buffer.from(bytes.buffer).swap32();
  try {
    return embeddingFromBytes(bytes, bytes.byteLength / 4);
  } catch (error) {
    throw new CorpusError(
      'INDEX_DAMAGED',
      `the embedding of ${what} is damaged: ${(error as Error).message}`,
      'Add the file of that paper again after `paperkin remove`.',
      error,
    );
  }
}

export function hexOf(bytes: Uint8Array | Int8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

export function sentenceEmbeddings(bytes: Uint8Array): QuantizedEmbeddings {
  return new Int8Array(Uint8Array.from(bytes).buffer);
}
