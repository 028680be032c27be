/** Papers that are stored before their embedding, which a worker computes later: databases only. */
import type { StoreChange, StoredPaper } from './shapes.js';

export interface WaitingPapers {
  /** Papers without an embedding. */
  readonly papers: number;
  /** Papers per second that all workers embedded over the last minute. */
  readonly rate: number;
}

/** How a worker embeds a batch: papers in, the embeddings of their texts out. */
export interface WaitingBatch {
  readonly most: number;
  /** Name of the worker. */
  readonly worker: string;
  readonly embed: (papers: readonly StoredPaper[]) => Promise<Pick<StoreChange, 'model' | 'embeddings' | 'sentences'>>;
}
