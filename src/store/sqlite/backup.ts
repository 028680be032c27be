/** A whole copy of an index in one file, made while others read and write. */
import { existsSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { CorpusError, throwIfAborted } from '../../errors.js';
import { verifyBackup } from './care.js';
import { removeLeftoversOfBackup } from './leftovers.js';
import { removeDatabase } from './replace.js';
import { syncName } from './sync.js';

/** Pages copied before other work may run. */
const PAGES = 100;

/**
 * @throws CorpusError USAGE if the place is not one for a file, INPUT_INVALID if the copy is damaged, INTERRUPTED; an
 * existing file then stays as it was
 */
export async function backup(
  { folder, live, file }: { readonly folder: string; readonly live: Database.Database; readonly file: string },
  signal?: AbortSignal,
): Promise<void> {
  const { default: Sqlite } = await import('better-sqlite3');
  checkPlace(file);
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

function checkPlace(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder))
    throw new CorpusError('USAGE', `there is no folder ${folder}`, 'Make it, or name a file in another folder.');
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new CorpusError('USAGE', `${file} is a folder`, 'Name a file in it.');
}
