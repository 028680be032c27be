/** A whole copy of an index in one file. */
import { CorpusError } from '../errors.js';
import type { LongWork, Store } from '../store/index.js';

/** @throws CorpusError USAGE for a database, INTERRUPTED */
export async function backupOf(store: Store, file: string, work: LongWork): Promise<void> {
  if (store.backup !== undefined) return store.backup(file, work);
  throw new CorpusError(
    'USAGE',
    `${store.location} is a database server, which makes its own backups`,
    'Back it up with the tools of the server.',
  );
}
