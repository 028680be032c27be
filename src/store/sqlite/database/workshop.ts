/** Work on several databases of a folder at once, with no other writer. */
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { loadSqlite } from './driver.js';
import { acquireLock } from './lock.js';
import { throwMapped } from './map-errors.js';

/**
 * Runs work under the writer's lock; everything it opened is closed afterwards, also after an error.
 * @param cleanUp runs after that, before the lock is given back
 * @throws CorpusError CORPUS_BUSY, INDEX_DAMAGED, FAILED
 */
export async function withDatabases<T>(
  folder: string,
  waitMs: number,
  work: (open: (name: string) => Database.Database) => T | Promise<T>,
  cleanUp: () => void = () => undefined,
): Promise<T> {
  const Sqlite = await loadSqlite();
  const lock = await acquireLock(folder, waitMs);
  const opened: Database.Database[] = [];
  const open = (name: string) => {
    const database = new Sqlite(join(folder, name));
    opened.push(database);
    return database;
  };
  try {
    return await work(open);
  } catch (error) {
    return throwMapped(folder, error);
  } finally {
    for (const database of opened) if (database.open) database.close();
    cleanUp();
    await lock.release();
  }
}
