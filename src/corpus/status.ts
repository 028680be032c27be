/** How large an index is, and what it was made with. */
import type { OpenView } from '../ingest/index.js';
import type { WaitingPapers } from '../store/index.js';
import { withoutUndefined } from '../without-undefined.js';

/** The size and the model of an index. */
export interface Status {
  readonly papers: number;
  /** Distinct embedded texts: papers with equal texts share one embedding. */
  readonly embeddings: number;
  /** Name and dimension of the model; null before the first paper. */
  readonly model: string | null;
  readonly dimension: number | null;
  /** Folder or URL, size on disk, and the number of papers that are found by similarity. */
  readonly index: { readonly path: string; readonly sizeBytes: number; readonly neighbours: number };
  /** Papers that wait for a worker to embed them, and how many are embedded a second; databases only. */
  readonly waiting?: WaitingPapers;
}

export async function statusOf({ store, view }: OpenView): Promise<Status> {
  const { papers, embeddings, model, sizeBytes, waiting } = await view.status();
  return {
    papers,
    embeddings,
    model: model?.name ?? null,
    dimension: model?.dimension ?? null,
    index: { path: store.location, sizeBytes, neighbours: papers - (waiting?.papers ?? 0) },
    ...withoutUndefined({ waiting }),
  };
}
