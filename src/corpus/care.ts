/** Maintenance with exclusive access to an index: repair, restore, compact. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { CorpusError } from '../errors.js';
import { part } from '../maths/progress.js';
import {
  compactFolder,
  type LongWork,
  locate,
  openStore,
  type RepairReport,
  repairFolder,
  restoreFolder,
  type Store,
} from '../store/index.js';
import { closing, existingIndex, locked } from './access.js';
import { openModelOf } from './model.js';
import { forgetStatistics, statisticsOf } from './statistics.js';

export interface CareOptions extends LongWork {
  /** Folder of the index; to compact or to change the model, also the URL of a database. */
  readonly index: string;
  /** How long to wait while another process or an open corpus writes; default: 0. */
  readonly waitMs?: number | undefined;
  /**
   * Aborts the call, which then throws CorpusError INTERRUPTED. The index stays as it was, or is repaired except for
   * embeddings, which the next repair computes.
   */
  readonly signal?: AbortSignal | undefined;
}

export interface CompactOptions extends CareOptions {
  /** Whether to build an HNSW graph, above 20,000 texts. */
  readonly graph?: boolean | undefined;
  /** Folder of the model, for the statistics of search; default: that of the index. */
  readonly model?: string | undefined;
}

/** Papers embedded and written in one transaction, so that little is lost to an interruption. */
const BATCH_PAPERS = 64;

/**
 * Repairs the index of a folder: keeps all intact papers and decisions, rebuilds what is derived from them, and lists
 * the lost papers. The previous file stays in the folder.
 * @throws CorpusError CORPUS_EMPTY, CORPUS_BUSY, INDEX_VERSION, INTERRUPTED; USAGE for a database; as `openCorpus` for
 * the model, if papers are embedded again
 */
export async function repairIndex({
  index,
  model,
  waitMs = 0,
  ...work
}: CareOptions & { readonly model?: string | undefined }): Promise<RepairReport> {
  const folder = folderOf(existingIndex(index), 'Run `paperkin work` to embed papers that have no embedding.');
  const report = await repairFolder(folder, waitMs, work);
  return withStore(folder, waitMs, async (store) => {
    const papers = await store.read((view) => view.unembedded());
    if (papers.length > 0) {
      const { embedPapers } = await import('../ingest/index.js');
      await closing(await openModelOf(store, model, availableParallelism()), async (embedder) => {
        for (let from = 0; from < papers.length; from += BATCH_PAPERS) {
          const some = papers.slice(from, from + BATCH_PAPERS);
          await store.write(await embedPapers({ store, embedder: async () => embedder }, some, work));
        }
      });
    }
    await store.updateNeighbours();
    return { ...report, embedded: papers.length };
  });
}

/**
 * Replaces an index by a backup, once that is verified.
 * @returns the number of papers, and the name of the copy of the previous index in the folder; null if there was none
 * @throws CorpusError INPUT_UNREADABLE, INPUT_INVALID (no backup); USAGE for a database; CORPUS_BUSY, INTERRUPTED
 */
export async function restoreIndex(
  file: string,
  { index, waitMs = 0, ...work }: CareOptions,
): Promise<{ papers: number; copy: string | null }> {
  const folder = folderOf(index, 'Restore it with pg_restore, or copy another index to it with `paperkin copy`.');
  const restored = await restoreFolder(folder, resolve(file), waitMs, work);
  return withStore(folder, waitMs, async (store) => {
    await store.updateNeighbours();
    return { papers: await store.read((view) => view.count()), ...restored };
  });
}

/** The share of the time that copying takes, with a graph and without. */
const [COPIED_WITH_GRAPH, COPIED] = [0.25, 0.85];

/**
 * Rewrites the index: as small as possible, and the same for the same papers.
 * @returns its size in bytes before and after, and the number of papers
 * @throws CorpusError CORPUS_EMPTY, CORPUS_BUSY, INDEX_DAMAGED, INTERRUPTED; FAILED without hnswlib for a graph
 */
export async function compactIndex({
  index,
  waitMs = 0,
  graph = false,
  model,
  ...work
}: CompactOptions): Promise<{ before: number; after: number; papers: number }> {
  const folder = existingIndex(index);
  const before = await withStore(folder, waitMs, (store) => sizeOf(store));
  const copied = graph ? COPIED_WITH_GRAPH : COPIED;
  if (!locate(index).server) await compactFolder(folder, waitMs, { graph, ...part(work, 0, copied) });
  await withStore(folder, waitMs, async (store) => {
    await store.updateNeighbours({ rebuild: true, graph, ...part(work, copied, 1) });
    await countAgain(store, model);
  });
  return withStore(folder, waitMs, async (store) => {
    const papers = await store.read((view) => view.count());
    return { before, after: await sizeOf(store), papers }; // without the log, which closing has written back
  });
}

/** Statistics of search from all papers. Without the model, the next query computes them. */
async function countAgain(store: Store, model: string | undefined): Promise<void> {
  await forgetStatistics(store);
  const opened = await openModelOf(store, model, 1).catch(() => undefined);
  if (opened === undefined) return;
  await closing(opened, () => store.read((view) => statisticsOf({ store, view, embedder: async () => opened })));
}

/** @throws CorpusError USAGE */
function folderOf(index: string, remedy: string): string {
  const { location, server } = locate(index);
  if (!server) return location;
  throw new CorpusError('USAGE', 'a database is repaired and restored with the tools of its server', remedy);
}

function sizeOf(store: Store): Promise<number> {
  return store.read(async (view) => (await view.status()).sizeBytes);
}

async function withStore<T>(folder: string, waitMs: number, work: (store: Store) => Promise<T>): Promise<T> {
  return closing(await openStore(folder), (store) => locked(store, { waitMs }, () => work(store)));
}
