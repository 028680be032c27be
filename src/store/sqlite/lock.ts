/**
 * One writer at a time, across processes: an exclusive transaction held open on a file of its own.
 * The operating system gives it back when the process ends, even by `kill -9`, so no stale lock can stay behind.
 */
import { accessSync, constants, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CorpusError } from '../../errors.js';
import type { WriteLock } from '../index.js';
import { mapErrors, throwMapped } from './map-errors.js';

const LOCK_FILE = 'writer.lock';
const POLL_MS = 100;
/**
 * A look at the lock (`isLocked`) holds it for some microseconds; so long a writer waits before it takes it for held.
 */
const LOOK_MS = 20;

export async function acquireLock(folder: string, waitMs: number, onWait?: () => void): Promise<WriteLock> {
  const { default: Sqlite } = await import('better-sqlite3');
  const path = join(folder, LOCK_FILE);
  const database = mapErrors(folder, () => new Sqlite(path, { timeout: LOOK_MS }));
  for (let waited = 0; ; waited += POLL_MS) {
    try {
      database.exec('BEGIN EXCLUSIVE');
      return { release: () => database.close() };
    } catch (error) {
      if (isNoDatabase(error) && waited === 0) {
        truncateSync(path); // nothing is kept in it, and nobody can hold what SQLite cannot open
        continue;
      }
      if (!isBusy(error)) {
        database.close();
        throwMapped(folder, error);
      }
      if (waited >= waitMs) {
        database.close();
        throw new CorpusError(
          'CORPUS_BUSY',
          `another paperkin is writing to the index in ${folder}`,
          'Run the command again when it is done, or wait longer with --wait SECONDS.',
          error,
        );
      }
      if (waited === 0) onWait?.();
      await pause(POLL_MS);
    }
  }
}

/** A way to look whether anybody holds the lock. @returns the look, and the closing of what it looks with */
export async function lockWatch(folder: string, writable: boolean): Promise<{ isLocked(): boolean; close(): void }> {
  const path = join(folder, LOCK_FILE);
  if (!writable && !mayRead(path)) return { isLocked: () => false, close: () => undefined };
  const { default: Sqlite } = await import('better-sqlite3');
  const database = mapErrors(folder, () => new Sqlite(path, { timeout: 0, readonly: !writable }));
  return {
    isLocked: () => {
      try {
        database.prepare('SELECT count(*) FROM sqlite_master').get(); // an exclusive transaction keeps readers out as well
        return false;
      } catch (error) {
        return isBusy(error); // a file that is no database is held by nobody
      }
    },
    close: () => {
      database.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
}

function isNoDatabase(error: unknown): boolean {
  return ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(String((error as { code?: unknown }).code));
}

function mayRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
