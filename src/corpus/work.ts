/** A worker: takes papers that wait for their embedding, a batch at a time, for as long as there are some. */
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { CorpusError } from '../errors.js';
import type { OpenIndex } from '../ingest/index.js';
import { noWorkers } from './access.js';

/** Papers in one transaction, as in `add`: if a worker is killed, at most this many are embedded twice. */
const BATCH = 64;
/** How often a worker that stays looks for papers. */
const POLL_MS = 1_000;

export interface WorkOptions {
  /** Waits for more papers instead of ending when none waits, and for a database that is down. */
  readonly stay?: boolean | undefined;
  /** With `stay`: called once when the database goes down. */
  readonly onDown?: ((error: CorpusError) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of papers that this worker has embedded so far. */
  readonly onProgress?: ((embedded: number) => void) | undefined;
}

/** @returns how many papers this worker embedded @throws CorpusError USAGE for a folder; MODEL_MISSING */
export async function embedWaiting(
  index: OpenIndex,
  { stay = false, signal, onProgress, onDown }: WorkOptions,
): Promise<{ embedded: number }> {
  const { store } = index;
  if (store.embedWaiting === undefined) throw noWorkers(store);
  const { embedPapers } = await import('../ingest/index.js');
  const worker = `${hostname()} ${process.pid}`;
  await index.embedder(); // loaded before papers are taken, which are locked until they are embedded
  const take = store.embedWaiting;
  let embedded = 0;
  let down = false;
  const embedBatch = async () => {
    try {
      const done = await take({ most: BATCH, worker, embed: (papers) => embedPapers(index, papers) });
      down = false;
      return done;
    } catch (error) {
      if (!stay || !(error instanceof CorpusError) || error.code !== 'DATABASE_DOWN') throw error;
      if (!down) onDown?.(error);
      down = true;
      return 0;
    }
  };
  while (signal?.aborted !== true) {
    const done = await embedBatch();
    embedded += done;
    if (done > 0) onProgress?.(embedded);
    else if (stay) await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
    else break;
  }
  return { embedded };
}
