/** Changes the model of an index: every paper is embedded again from its stored text, while the old space answers. */
import { availableParallelism } from 'node:os';
import type { FolderEmbedder } from '../embed/index.js';
import { CorpusError, throwIfAborted } from '../errors.js';
import type { embedTexts } from '../ingest/index.js';
import { openStore, type Reembedding, type Store } from '../store/index.js';
import { closing, existingIndex, locked, type WriteOptions } from './access.js';
import type { CareOptions } from './care.js';
import { openModel, SHIPPED_MODEL } from './model.js';

/** Texts embedded and written in one transaction: about a second of work, so that little is lost to a crash. */
const BATCH_TEXTS = 64;

export interface ReembedOptions extends CareOptions, WriteOptions {
  /** Folder of the model to change to; default: the built-in one. */
  readonly model?: string | undefined;
  /** Threads that embed; default: one for each core. */
  readonly workers?: number | undefined;
}

export interface ReembedReport {
  /** Name of the previous model; null for an index without embeddings. */
  readonly before: string | null;
  readonly model: string;
  readonly dimension: number;
  /** Distinct texts of the papers. */
  readonly texts: number;
  /** Texts embedded now; the others were embedded before an interruption. */
  readonly embedded: number;
  /** False if the index had this model already; then only the folder of the model is recorded. */
  readonly changed: boolean;
}

/**
 * Changes the model of an index: embeds all papers again, while the old embeddings answer.
 * After an interruption, the same call continues where it stopped. Several processes share the work in a database; in
 * a folder, the second one waits for the first.
 * @throws CorpusError CORPUS_EMPTY, MODEL_MISSING, MODEL_DAMAGED, CORPUS_BUSY, INTERRUPTED, FAILED
 */
export async function reembedIndex({
  index,
  model = SHIPPED_MODEL,
  workers = availableParallelism(),
  ...options
}: ReembedOptions): Promise<ReembedReport> {
  return closing(await openStore(existingIndex(index), { create: false }), async (store) =>
    closing(await openModel(model, workers), async (embedder) => {
      const lock = await store.lockModel?.(options.waitMs ?? 0, options.onWait);
      try {
        return await changeModel(store, embedder, options);
      } finally {
        await lock?.release();
      }
    }),
  );
}

async function changeModel(
  store: Store,
  embedder: FolderEmbedder,
  { signal, onProgress, ...waiting }: Omit<ReembedOptions, 'index' | 'model' | 'workers'>,
): Promise<ReembedReport> {
  const { model: stored, embeddings: texts } = await store.read((view) => view.status());
  const { name, dimension, sha256, folder } = embedder.model;
  const report = { before: stored?.name ?? null, model: name, dimension };
  if (stored?.sha256 === sha256) {
    if (stored.folder !== folder) await locked(store, waiting, () => store.write({ model: embedder.model }));
    return { ...report, texts, embedded: 0, changed: false };
  }
  let embedded = 0;
  /** Whether another process has changed to the same model meanwhile. */
  const isChanged = async () => (await store.read((view) => view.model()))?.sha256 === sha256;
  const { embedTexts } = await import('../ingest/index.js');
  await closing(await store.reembedding(embedder.model), async (making) => {
    const { texts, embedded: before } = await making.progress();
    const embedAll = () =>
      embedMissing(making, {
        embed: async (papers) => embedTexts(embedder, papers, signal),
        isChanged,
        signal,
        onBatch: (count) => {
          embedded += count;
          onProgress?.(Math.min(1, (before + embedded) / Math.max(1, texts)));
        },
      });
    await embedAll();
    await locked(store, waiting, async () => {
      await embedAll(); // papers added meanwhile
      if (await isChanged()) return;
      await making.finish();
      await store.updateNeighbours();
    });
  }).catch(async (error: unknown) => {
    const ended = error instanceof CorpusError && error.code === 'CORPUS_BUSY';
    if (!ended || !(await isChanged())) throw error;
  });
  const { embeddings } = await store.read((view) => view.status());
  return { ...report, texts: embeddings, embedded, changed: true };
}

interface EmbedMissing {
  readonly embed: (papers: Awaited<ReturnType<Reembedding['missing']>>) => ReturnType<typeof embedTexts>;
  readonly isChanged: () => Promise<boolean>;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of texts of each batch. */
  readonly onBatch: (count: number) => void;
}

async function embedMissing(making: Reembedding, { embed, isChanged, signal, onBatch }: EmbedMissing): Promise<void> {
  for (;;) {
    throwIfAborted(signal);
    if (await isChanged()) return;
    const papers = await making.missing(BATCH_TEXTS);
    if (papers.length === 0) return;
    await making.write(await embed(papers));
    onBatch(papers.length);
  }
}
