/** Changes the model of an index: every paper is embedded again from its stored text, while the old space answers. */
import { availableParallelism } from 'node:os';
import { throwIfAborted } from '../errors.js';
import type { embedTexts } from '../ingest/index.js';
import { openStore, type Reembedding, type Store } from '../store/index.js';
import { closing, existingIndex, locked } from './access.js';
import type { CareOptions } from './care.js';
import { openModel, SHIPPED_MODEL } from './model.js';

/** Texts embedded and written in one transaction: about a second of work, so that little is lost to a crash. */
const BATCH_TEXTS = 64;

export interface ReembedOptions extends CareOptions {
  /** Folder of the model to change to; default: the built-in one. */
  readonly model?: string;
  readonly workers?: number;
}

export interface ReembedReport {
  readonly before: string | null;
  readonly model: string;
  readonly dimension: number;
  /** Distinct texts of the papers. */
  readonly texts: number;
  /** Texts embedded now; the others were embedded before an interruption. */
  readonly embedded: number;
}

/**
 * After an interruption, the same call continues where it stopped.
 * @throws CorpusError CORPUS_EMPTY, MODEL_MISSING, MODEL_DAMAGED, CORPUS_BUSY, INTERRUPTED, FAILED
 */
export async function reembedIndex({
  index,
  model = SHIPPED_MODEL,
  workers = availableParallelism(),
  ...options
}: ReembedOptions): Promise<ReembedReport> {
  return closing(await openStore(existingIndex(index), { create: false }), async (store) =>
    closing(await openModel(model, workers), (embedder) => changeModel(store, embedder, options)),
  );
}

async function changeModel(
  store: Store,
  embedder: Awaited<ReturnType<typeof openModel>>,
  { waitMs = 0, signal, onProgress }: Pick<ReembedOptions, 'waitMs' | 'signal' | 'onProgress'>,
): Promise<ReembedReport> {
  const { model: stored, embeddings: texts } = await store.read((view) => view.status());
  const { name, dimension, sha256 } = embedder.model;
  const report = { before: stored?.name ?? null, model: name, dimension };
  if (stored?.sha256 === sha256 || stored?.sha256 === embedder.earlierSha256) return { ...report, texts, embedded: 0 };
  const { embedTexts } = await import('../ingest/index.js');
  return closing(await store.reembedding(embedder.model), async (making) => {
    const { texts, embedded: before } = await making.progress();
    const embedAll = (offset: number) =>
      embedMissing(making, {
        embed: async (papers) => embedTexts(embedder, papers, signal),
        signal,
        onBatch: (done) => onProgress?.(Math.min(1, (before + offset + done) / Math.max(1, texts))),
      });
    const first = await embedAll(0);
    return locked(store, { waitMs }, async () => {
      const rest = await embedAll(first); // papers added meanwhile
      await making.finish();
      await store.updateNeighbours();
      const { embeddings } = await store.read((view) => view.status());
      return { ...report, texts: embeddings, embedded: first + rest };
    });
  });
}

interface EmbedMissing {
  readonly embed: (papers: Awaited<ReturnType<Reembedding['missing']>>) => ReturnType<typeof embedTexts>;
  readonly signal?: AbortSignal | undefined;
  readonly onBatch: (done: number) => void;
}

/** @returns how many texts were embedded */
async function embedMissing(making: Reembedding, { embed, signal, onBatch }: EmbedMissing): Promise<number> {
  for (let done = 0; ; ) {
    throwIfAborted(signal);
    const papers = await making.missing(BATCH_TEXTS);
    if (papers.length === 0) return done;
    await making.write(await embed(papers));
    done += papers.length;
    onBatch(done);
  }
}
