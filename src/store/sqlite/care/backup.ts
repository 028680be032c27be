/** A whole copy of an index in one file, made while others read and write. */
import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { CorpusError, throwIfAborted } from '../../../errors.js';
import { type LongWork, part } from '../../../maths/progress.js';
import { loadSqlite } from '../database/driver.js';
import { removeLeftoversOfBackup } from '../database/leftovers.js';
import { saysUnwritable } from '../database/map-errors.js';
import { syncName } from '../database/sync.js';
import { removeDatabase } from '../opening/replace.js';
import { MAGIC } from './care.js';
import { verifyBackup } from './verify-backup.js';

/** Pages copied before other work may run. */
const PAGES = 100;
/** The share of the time that copying takes; the rest is checking. */
const COPIED = 0.2;

interface BackupJob {
  /** In a transaction: where another process writes, SQLite begins the copy of a database without one again. */
  readonly snapshot: Database.Database;
  readonly file: string;
}

/**
 * @throws CorpusError USAGE if the place is not one for a backup, FAILED if it cannot be written, INPUT_INVALID if the
 * copy is damaged, INTERRUPTED; an existing file then stays as it was
 */
export async function backup(job: BackupJob, options: LongWork = {}): Promise<void> {
  checkPlace(job.file);
  try {
    await writeBackup(job, options);
  } catch (error) {
    throw saysUnwritable(error) ? unwritable(job.file, error as Error) : error;
  }
}

async function writeBackup({ snapshot, file }: BackupJob, work: LongWork): Promise<void> {
  const Sqlite = await loadSqlite();
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    removeLeftoversOfBackup(file);
    throwIfAborted(work.signal);
    const copying = part(work, 0, COPIED);
    const progress = ({ totalPages, remainingPages }: Database.BackupMetadata) => {
      throwIfAborted(work.signal);
      copying.onProgress(1 - remainingPages / totalPages);
      return PAGES;
    };
    await snapshot.backup(unfinished, { progress });
    const copy = new Sqlite(unfinished);
    try {
      copy.pragma('journal_mode = DELETE'); // one file, with nothing beside it
      await verifyBackup('the copy', copy, part(work, COPIED, 1));
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
  const stats = existsSync(file) ? statSync(file) : undefined;
  if (stats?.isDirectory() === true) throw new CorpusError('USAGE', `${file} is a folder`, 'Name a file in it.');
  if (stats !== undefined && !(stats.isFile() && mayBeBackup(file, stats.size)))
    throw new CorpusError('USAGE', `${file} is not a backup, and is not replaced`, 'Name another file.');
}

/** An empty file or a database; of another kind, it is a file that somebody needs. */
function mayBeBackup(file: string, size: number): boolean {
  if (size === 0) return true;
  const magic = Buffer.from(MAGIC);
  const start = Buffer.alloc(magic.length);
  const open = openSync(file, 'r');
  try {
    readSync(open, start);
  } finally {
    closeSync(open);
  }
  return start.equals(magic);
}

/** The index is intact and not concerned: only the target cannot be written. */
function unwritable(file: string, cause: Error): CorpusError {
  return new CorpusError(
    'FAILED',
    `${file} cannot be written (${cause.message})`,
    'Check the permissions of its folder and the free space on its disk, or name a file in another folder.',
    cause,
  );
}
