/** What a comparison of papers is given. Types only, shared by the files of this room. */
import type { Embedding } from '../embedding.js';
import type { LongWork } from '../maths/progress.js';
import type { Paper, PaperId } from '../paper.js';

export interface CompareOptions extends LongWork {
  /** Scale of the similarities of another encoder; see `similarity-scale.ts`. */
  readonly scale?: number;
}

export type EmbeddedPaper = readonly [Paper, Embedding];

/** Papers with their embeddings, a batch in memory at a time. */
export interface PaperStream {
  /** Their number, for the progress. */
  readonly count: number;
  readonly batches: AsyncIterable<readonly EmbeddedPaper[]>;
  /** Reads the embeddings of some of them again, by id. */
  readonly embeddings: (ids: readonly PaperId[]) => Promise<ReadonlyMap<PaperId, Embedding>>;
  /** The same with the papers. */
  readonly read: (ids: readonly PaperId[]) => Promise<readonly EmbeddedPaper[]>;
}
