/** A whole copy of an index in one file, made while others read and write. */
import { renameSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { throwIfAborted } from '../../errors.js';
import { verifyBackup } from './care.js';
import { removeLeftoversOfBackup } from './leftovers.js';
import { removeDatabase } from './replace.js';
import { syncName } from './sync.js';

/** Pages copied before other work may run. */
const PAGES = 100;

/** @throws CorpusError INPUT_INVALID if the copy is damaged, INTERRUPTED; an existing file then stays as it was */
export async function backup(
  { folder, live, file }: { readonly folder: string; readonly live: Database.Database; readonly file: string },
  signal?: AbortSignal,
): Promise<void> {
  const { default: Sqlite } = await import('better-sqlite3');
  removeLeftoversOfBackup(file);
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    throwIfAborted(signal);
    const progress = () => {
      throwIfAborted(signal);
      return PAGES;
    };
    await live.backup(unfinished, { progress });
    const copy = new Sqlite(unfinished);
    try {
      copy.pragma('journal_mode = DELETE'); // one file, with nothing beside it
      verifyBackup('the copy', copy, folder);
    } finally {
      copy.close();
    }
    renameSync(unfinished, file);
    syncName(file);
  } finally {
    removeDatabase(unfinished);
  }
}
