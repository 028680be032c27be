import type { StoreChange, StoredPaper } from './index.js';

/**
 * Another embedding space in the making. Questions are answered from the old one until `finish`; what was written stays
 * after a crash, and the next one for the same model goes on from there.
 */
export interface Reembedding {
  /** Distinct texts of the papers, and how many of them have an embedding in the new space. */
  progress(): Promise<{ readonly texts: number; readonly embedded: number }>;
  /** Papers whose texts have none yet, one for each text, at most `limit`. */
  missing(limit: number): Promise<StoredPaper[]>;
  /** By text. */
  write(texts: Required<Pick<StoreChange, 'embeddings' | 'sentences'>>): Promise<void>;
  /** One transaction puts the new space in the place of the old one. None may be missing. Needs the lock. */
  finish(): Promise<void>;
  close(): Promise<void>;
}
