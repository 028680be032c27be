/** How an index is reached: it must exist, is read as one snapshot, and is written by one process at a time. */
import { CorpusError, serversDown } from '../errors.js';
import type { AddOptions, OpenView } from '../ingest/index.js';
import { ALL } from '../limits.js';
import type { PaperId } from '../paper.js';
import { locate, type Store, type StoreView } from '../store/index.js';

/** Runs a question over one snapshot of the index. */
export type Ask = <T>(question: (index: OpenView) => Promise<T>) => Promise<T>;

export interface Interruptible {
  /** Aborts the call, which then throws CorpusError INTERRUPTED. */
  readonly signal?: AbortSignal | undefined;
}

/** How long to wait while another process or another open corpus writes, and a callback for when one does. */
export type WriteOptions = Pick<AddOptions, 'waitMs' | 'onWait'>;

/** @returns its location @throws CorpusError CORPUS_EMPTY where there is none */
export function existingIndex(index: string): string {
  const { location, exists } = locate(index);
  if (exists) return location;
  throw new CorpusError(
    'CORPUS_EMPTY',
    `there is no index in ${location}`,
    'Make one with `paperkin add FILE…`, or name another folder with --index DIR.',
  );
}

/** Runs work as the only writer. @throws CorpusError CORPUS_BUSY, FAILED */
export async function locked<T>(
  store: Store,
  { waitMs = 0, onWait }: WriteOptions,
  work: () => Promise<T>,
): Promise<T> {
  const lock = await store.lock(waitMs, onWait);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** The last change that each open index was asked for. */
const lastChanges = new WeakMap<Store, Promise<unknown>>();

/** Runs a change as `locked` does, after the changes that the same corpus was asked for before. */
export function inTurn<T>(store: Store, options: WriteOptions, work: () => Promise<T>): Promise<T> {
  const change = (lastChanges.get(store) ?? Promise.resolve()).then(() => locked(store, options, work));
  lastChanges.set(
    store,
    change.catch(() => undefined),
  );
  return change;
}

/** Closes what was opened, in any case. */
export async function closing<O extends { close(): Promise<void> }, T>(
  opened: O,
  work: (opened: O) => Promise<T>,
): Promise<T> {
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/**
 * For answers that are of all papers, also where they are read from derived values.
 * @throws CorpusError DATABASE_DOWN without some servers of the database
 */
export function needAllPapers({ missing }: StoreView): void {
  if (missing !== undefined) throw serversDown(missing, 'this needs all papers');
}

/** The error for commands that need a database, in which workers share the work. */
export function noWorkers({ location }: Store): CorpusError {
  return new CorpusError(
    'USAGE',
    `${location} is a folder, where papers are embedded as they are added`,
    'Name a database with --index postgres://….',
  );
}

/** The error for a question that needs the embedding of a paper that waits for a worker. */
export function notEmbedded(id: PaperId): CorpusError {
  return new CorpusError('FAILED', `${id} is not embedded yet`, 'Ask again later, or run `paperkin work`.');
}

/** A number of papers; `Infinity` means all. @param option its name @throws CorpusError USAGE */
export function limitOf(limit: number, option = 'limit'): number {
  if (limit === Number.POSITIVE_INFINITY) return ALL;
  if (Number.isInteger(limit) && limit >= 0) return Math.min(limit, ALL);
  throw new CorpusError(
    'USAGE',
    `${limit} is not a number of papers`,
    `Set \`${option}\` to a whole number, or leave it out.`,
  );
}
