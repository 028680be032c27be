/** Papers that are kept without their embedding until a worker has made it: databases only. */
import type { StoreChange, StoredPaper } from './index.js';

export interface WaitingPapers {
  readonly papers: number;
  /** Papers a second that all workers embedded over the last minute. */
  readonly rate: number;
}

/** What a worker does with papers that wait: papers in, the embeddings of their texts out. */
export interface WaitingBatch {
  readonly most: number;
  /** Names the worker. */
  readonly worker: string;
  readonly embed: (papers: readonly StoredPaper[]) => Promise<Pick<StoreChange, 'model' | 'embeddings' | 'sentences'>>;
}
