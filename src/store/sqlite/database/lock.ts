/**
 * One writer at a time, across processes: an exclusive transaction held open on a file of its own.
 * The operating system gives it back when the process ends, even by `kill -9`, so no stale lock can stay behind.
 */
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { codeOf } from '../../../errors.js';
import type { WriteLock } from '../../contract.js';
import { waitForLock } from '../../wait-for-lock.js';
import { loadSqlite } from './driver.js';
import { removeLeftovers } from './leftovers.js';
import { mapErrors, throwMapped } from './map-errors.js';

const WRITER_LOCK = 'writer.lock';
const MODEL_LOCK = 'model.lock';

/** The right to write. */
export function acquireLock(folder: string, waitMs: number, onWait?: () => void): Promise<WriteLock> {
  const reason = `another paperkin is writing to the index in ${folder}`;
  return lockOn(folder, WRITER_LOCK, async (tryLock) => {
    const lock = await waitForLock(reason, tryLock, waitMs, onWait);
    removeLeftovers(folder);
    return lock;
  });
}

/** The right to embed all papers with another model; writers go on. */
export function acquireModelLock(folder: string, waitMs: number, onWait?: () => void): Promise<WriteLock> {
  const reason = `another paperkin is changing the model of the index in ${folder}`;
  return lockOn(folder, MODEL_LOCK, (tryLock) => waitForLock(reason, tryLock, waitMs, onWait));
}

async function lockOn(
  folder: string,
  file: string,
  wait: (tryLock: () => WriteLock | undefined) => Promise<WriteLock>,
): Promise<WriteLock> {
  const Sqlite = await loadSqlite();
  const path = join(folder, file);
  const database = mapErrors(folder, () => new Sqlite(path, { timeout: 0 }));
  const lock = { release: async () => void database.close() };
  try {
    return await wait(() => (begins(database, path) ? lock : undefined));
  } catch (error) {
    database.close();
    throwMapped(folder, error);
  }
}

/** @returns false if another process holds the lock */
function begins(database: Database.Database, path: string): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    if (!isNoDatabase(error)) throw error;
    truncateSync(path); // it has no content, and a file that SQLite cannot open cannot be locked
    database.exec('BEGIN EXCLUSIVE');
    return true;
  }
}

export function isBusy(error: unknown): boolean {
  return codeOf(error)?.startsWith('SQLITE_BUSY') === true;
}

function isNoDatabase(error: unknown): boolean {
  return ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(codeOf(error) ?? '');
}
