/**
 * "Here is a text: where does it lie?"
 *
 * In: texts, or a paper laid out by `paperText`. Out: one unit-length `Embedding` a text, in the order given.
 * A text's embedding depends on that text alone: never on its neighbours, the order, or the number of workers.
 * Reads the model from a folder and nothing else; never the network. Does not store anything.
 */
import type { Embedding } from '../embedding.js';

export interface ModelIdentity {
  /** The name of the model's folder. */
  readonly name: string;
  readonly dimension: number;
  /** Of the weights and the tokeniser together. */
  readonly sha256: string;
}

export interface EmbedOptions {
  readonly signal?: AbortSignal;
  /** Called after every text with the number of texts done. */
  readonly onProgress?: (done: number) => void;
}

export interface Embedder {
  readonly model: ModelIdentity;
  /** One embedding a text, in order. @throws CorpusError INTERRUPTED when aborted */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Embedding[]>;
  /** Whether a word in lower case is one that the model has seen whole; a rare or mistyped one is not. */
  inVocabulary(word: string): boolean;
  close(): Promise<void>;
}

export { openEmbedder } from './embedder.js';
export { paperText } from './paper-text.js';
