import type { StoreChange, StoredPaper } from './shapes.js';

/**
 * A new embedding space while it is built. Until `finish`, questions are answered from the old one. What was written
 * survives a crash; the next run with the same model resumes from there.
 */
export interface Reembedding {
  /** The number of distinct texts, and of those that are embedded in the new space. */
  progress(): Promise<{ readonly texts: number; readonly embedded: number }>;
  /** Papers whose texts are not embedded yet, one paper for each text, at most `limit`. */
  missing(limit: number): Promise<StoredPaper[]>;
  /** By text hash. */
  write(texts: Required<Pick<StoreChange, 'embeddings' | 'sentences'>>): Promise<void>;
  /** Replaces the old space by the new one in one transaction. No text may be missing. Needs the lock. */
  finish(): Promise<void>;
  close(): Promise<void>;
}
