/** Replaces a database file by a new one. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { CorpusError } from '../../../errors.js';
import { isBusy } from '../database/lock.js';
import { DATABASE_FILE } from '../database/map-errors.js';
import { syncName } from '../database/sync.js';
import { removeNeighbours } from '../queries/finder.js';

/** The log of a database, which must not be applied to the file that replaces it. */
export function removeLog(path: string): void {
  for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
}

/** A database with all files that SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  for (const end of ['', '-journal']) rmSync(path + end, { force: true });
  removeLog(path);
}

/**
 * Writes the log back: the file is then the whole database.
 * @throws CorpusError CORPUS_BUSY if another process has it open; errors of SQLite
 */
export function endLog(database: Database.Database, folder: string): void {
  alone(folder, () => database.pragma('journal_mode = DELETE'));
}

/**
 * Whether no other process has the index open, before long work that ends by replacing it. Changes nothing, and
 * closes the database.
 * @throws CorpusError CORPUS_BUSY; errors of SQLite
 */
export function requireAlone(database: Database.Database, folder: string): void {
  try {
    alone(folder, () => {
      database.pragma('busy_timeout = 0');
      database.pragma('locking_mode = EXCLUSIVE');
      database.prepare('SELECT 1 FROM sqlite_schema').get(); // takes the lock
    });
  } finally {
    database.close();
  }
}

function alone(folder: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw new CorpusError(
      'CORPUS_BUSY',
      `another program has the index in ${folder} open`,
      'Stop it, such as `paperkin serve` or `paperkin mcp`, and run the same command again.',
      error,
    );
  }
}

/**
 * Closes both, and removes what is derived from the rows of the old one.
 * @throws CorpusError CORPUS_BUSY as `endLog`: the log of another process would be taken for one of the new file
 */
export function replaceDatabase(folder: string, old: Database.Database, made: Database.Database): void {
  for (const database of [old, made]) {
    endLog(database, folder);
    database.close();
  }
  removeNeighbours(folder);
  const path = join(folder, DATABASE_FILE);
  renameSync(made.name, path);
  syncName(path);
}
