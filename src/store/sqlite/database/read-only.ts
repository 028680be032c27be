/**
 * An index that can be read but not written: on a read-only disc, or in a folder of another user.
 *
 * SQLite reads a WAL database without writing only if another process has left the files beside it
 * (sqlite.org/wal.html, "Read-Only Databases"). Without these files nobody is writing, and the database file is
 * complete. It is then read into memory, and its header is changed there to that of a database without WAL
 * (sqlite.org/c3ref/deserialize.html).
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { CorpusError } from '../../../errors.js';
import { loadSqlite } from './driver.js';
import { DATABASE_FILE, saysUnwritable } from './map-errors.js';

/** Bytes 18 and 19 of a database: 1 for a rollback journal, 2 for WAL (sqlite.org/fileformat.html, 1.3.3). */
const FORMAT_BYTES = [18, 19] as const;
const ROLLBACK_JOURNAL = 1;

/** The database of a folder; read into memory if SQLite cannot open it in place. */
export async function openForReading(folder: string): Promise<Database.Database> {
  const Sqlite = await loadSqlite();
  const path = join(folder, DATABASE_FILE);
  let opened: Database.Database | undefined;
  try {
    opened = new Sqlite(path, { readonly: true, fileMustExist: true });
    opened.prepare('SELECT count(*) FROM sqlite_master').get(); // the first read opens the files next to it
    return opened;
  } catch (error) {
    opened?.close();
    if (!saysUnwritable(error)) throw error;
    return new Sqlite(bytesOf(folder, path), { readonly: true });
  }
}

function bytesOf(folder: string, path: string): Buffer {
  const refusal = (reason: string, cause?: unknown) =>
    new CorpusError(
      'FAILED',
      `the index in ${folder} cannot be read: ${reason}`,
      'Allow reading and writing in its folder, or copy it and name the copy with --index DIR.',
      cause,
    );
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw refusal(
      'the last program that wrote to it was stopped half-way, and the folder cannot be written to mend that',
    );
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw refusal((error as Error).message, error);
  }
  for (const at of FORMAT_BYTES) if (at < bytes.length) bytes[at] = ROLLBACK_JOURNAL;
  return bytes;
}
