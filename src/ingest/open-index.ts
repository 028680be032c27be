/** An index with its embedding model: everything that reads or writes papers needs both. */
import type { Embedder } from '../embed/index.js';
import type { Store, StoreView } from '../store/index.js';

export interface OpenIndex {
  readonly store: Store;
  /** Loads the model when it is first called, and checks that the index was made with it. */
  readonly embedder: () => Promise<Embedder>;
  /** Whether papers are kept without their embedding, for workers to embed. */
  readonly embedLater?: boolean;
  readonly onProgress?: OnProgress | undefined;
}

/** Work that any question may have to do first. */
export type Work = 'themes' | 'near-duplicates' | 'map' | 'check' | 'backup';
/** Called with the share done, 0…1, and at the end with 1. */
export type OnProgress = (share: number, work: Work) => void;

/** The same with a snapshot of the papers, for a question. */
export interface OpenView extends OpenIndex {
  readonly view: StoreView;
}
