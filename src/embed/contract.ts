/** What an embedder is and answers. */
import type { Embedding, QuantizedEmbeddings } from '../embedding.js';
import type { PaperFields } from '../paper.js';
import type { EmbeddingSpace } from './space.js';

/** Which model it is. Two with the same `sha256` give the same embeddings. */
export interface ModelIdentity {
  /** Name of the folder of the model. */
  readonly name: string;
  readonly dimension: number;
  /** Hash of the description of the space and of every file that affects an embedding. */
  readonly sha256: string;
  /** Path on this machine; undefined for the built-in model. */
  readonly folder?: string;
}

/** A query or a passage: some models use a different prompt for each. */
export type TextRole = 'query' | 'passage';

export interface EmbedOptions {
  /** Default: `passage`. */
  readonly as?: TextRole;
  readonly signal?: AbortSignal | undefined;
  /** Called after every text with the number of texts done. */
  readonly onProgress?: (done: number) => void;
}

/** Terms of research that a person can find by describing them in everyday words. */
export interface Glossary {
  readonly entries: readonly GlossaryEntry[];
  /** Of the description of each entry, in order. */
  readonly embeddings: QuantizedEmbeddings;
}

export interface GlossaryEntry {
  /** Forms of the term, the most frequent first: `myocardial infarction`, `heart attack`. */
  readonly forms: readonly string[];
  readonly description: string;
}

/** Subjects of research, each with what papers about it have in common. */
export interface Subjects {
  /** The name of each, and other names of the same or a slightly wider scope. */
  readonly names: readonly (readonly string[])[];
  /** The centroid of some papers about each, in order, at unit length before it was quantized. */
  readonly centroids: QuantizedEmbeddings;
}

/** A model that is open. Calls may overlap. */
export interface Embedder {
  readonly model: ModelIdentity;
  /** Title and abstract in the layout of this model. */
  paperText(paper: Pick<PaperFields, 'title' | 'abstract'>): string;
  /** One embedding a text, in order. @throws CorpusError INTERRUPTED when aborted */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Embedding[]>;
  /** Whether a lower-case word is in the vocabulary of the model; rare and mistyped words are not. */
  inVocabulary(word: string): boolean;
  /** Undefined if the folder of the model has none. @throws CorpusError MODEL_DAMAGED */
  glossary(): Promise<Glossary | undefined>;
  /** Undefined if the folder of the model has none. @throws CorpusError MODEL_DAMAGED */
  subjects(): Promise<Subjects | undefined>;
  /** Waits for texts that are being embedded, and frees the model. */
  close(): Promise<void>;
}

/** An embedder of a model folder. */
export interface FolderEmbedder extends Embedder {
  readonly space: EmbeddingSpace;
}
