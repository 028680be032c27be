/** What every command on an index begins with: the index there must be, and the right to write to it. */
import { CorpusError } from '../errors.js';
import { locate, type Store } from '../store/index.js';

/** @returns where the index is @throws CorpusError CORPUS_EMPTY where there is none */
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
  { waitMs = 0, onWait }: { readonly waitMs?: number; readonly onWait?: () => void },
  work: () => Promise<T>,
): Promise<T> {
  const lock = await store.lock(waitMs, onWait);
  try {
    return await work();
  } finally {
    lock.release();
  }
}
