/** Replaces a database file by a new one; the old one can be kept under another name. */
import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { DATABASE_FILE } from './map-errors.js';
import { syncName } from './sync.js';

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
 * Closes both. The old file is linked to its new name first, so that there is an index at every moment.
 * @throws SQLITE_BUSY if another process has the index open: its log would be taken for one of the new file
 */
export function replaceDatabase(
  folder: string,
  old: Database.Database,
  made: Database.Database,
  keepAs: string | undefined,
): void {
  for (const database of [old, made]) {
    database.pragma('journal_mode = DELETE'); // possible only if no other process has it open
    database.close();
  }
  const path = join(folder, DATABASE_FILE);
  if (keepAs !== undefined && !existsSync(join(folder, keepAs))) {
    try {
      linkSync(path, join(folder, keepAs));
    } catch {
      copyFileSync(path, join(folder, keepAs)); // a file system without links
    }
  }
  renameSync(made.name, path);
  syncName(path);
}
