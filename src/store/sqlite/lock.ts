/**
 * One writer at a time, across processes: an exclusive transaction held open on a file of its own.
 * The operating system gives it back when the process ends, even by `kill -9`, so no stale lock can stay behind.
 */
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CorpusError, codeOf } from '../../errors.js';
import type { WriteLock } from '../contract.js';
import { loadSqlite } from './driver.js';
import { removeLeftovers } from './leftovers.js';
import { mapErrors, throwMapped } from './map-errors.js';

const LOCK_FILE = 'writer.lock';
const POLL_MS = 100;

export async function acquireLock(folder: string, waitMs: number, onWait?: () => void): Promise<WriteLock> {
  const Sqlite = await loadSqlite();
  const path = join(folder, LOCK_FILE);
  const database = mapErrors(folder, () => new Sqlite(path, { timeout: 0 }));
  for (let waited = 0; ; waited += POLL_MS) {
    try {
      database.exec('BEGIN EXCLUSIVE');
      removeLeftovers(folder);
      return { release: () => database.close() };
    } catch (error) {
      if (isNoDatabase(error) && waited === 0) {
        truncateSync(path); // it has no content, and a file that SQLite cannot open cannot be locked
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

export function isBusy(error: unknown): boolean {
  return codeOf(error)?.startsWith('SQLITE_BUSY') === true;
}

function isNoDatabase(error: unknown): boolean {
  return ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(codeOf(error) ?? '');
}
