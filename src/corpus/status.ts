/** How large an index is, and what it was made with. */
import type { OpenView } from '../ingest/index.js';
import type { WaitingPapers } from '../store/index.js';
import { withoutUndefined } from '../without-undefined.js';

export interface Status {
  readonly papers: number;
  readonly embeddings: number;
  readonly model: string | null;
  readonly dimension: number | null;
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
