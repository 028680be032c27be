/** Maintenance with exclusive access to an index: compact, repair, restore. */
import { closeSync, copyFileSync, existsSync, openSync, readSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { CorpusError } from '../../../errors.js';
import type { LongWork, NeighbourUpdate } from '../../contract.js';
import { loadHnswlib } from '../../neighbours/hnsw.js';
import type { RepairReport } from '../../repair-report.js';
import { type Head, headOf, readHead, writeHead } from '../database/head.js';
import { DATABASE_FILE, damagedIndex } from '../database/map-errors.js';
import { syncFile, syncName } from '../database/sync.js';
import { withDatabases } from '../database/workshop.js';
import { indexExists, makeFolder, requireFormat } from '../opening/connections.js';
import { restoreDefinitions } from '../opening/definitions.js';
import { endLog, removeDatabase, removeLog, replaceDatabase, requireAlone } from '../opening/replace.js';
import { removeNeighbours } from '../queries/finder.js';
import { copyWhole, salvage } from './copy-index.js';
import { verifyBackup } from './verify-backup.js';

const UNFINISHED = 'papers.unfinished.sqlite';
/** An unfinished copy of the index; if it is left behind, it is removed like any unfinished file. */
const COPY = 'papers.unfinished.copy.sqlite';
/** The first bytes of a SQLite database (sqlite.org/fileformat.html). */
export const MAGIC = 'SQLite format 3\0';

interface Workshop {
  /** A database of the folder, closed when the work ends. */
  open(name: string): Database.Database;
  /** The same, but new and empty, and deleted if the work fails. */
  make(): Database.Database;
}

/**
 * Rewrites the index in the order of ids.
 * @param options.graph whether a graph will be built for it
 * @throws CorpusError CORPUS_BUSY, INDEX_DAMAGED, FAILED, INTERRUPTED
 */
export async function compactFolder(
  folder: string,
  waitMs: number,
  { graph = false, ...work }: Omit<NeighbourUpdate, 'rebuild'> = {},
): Promise<void> {
  if (graph) loadHnswlib(); // the graph is built at the end
  await alone(folder, waitMs, async ({ open, make }) => {
    requireAlone(open(DATABASE_FILE), folder);
    const [old, made] = [open(DATABASE_FILE), make()];
    await copyWhole(old, made, work);
    replaceDatabase(folder, old, made);
  });
}

/**
 * Keeps everything that is intact. The damaged file stays under the name in the report.
 * @throws CorpusError CORPUS_BUSY, INDEX_DAMAGED, INDEX_VERSION, FAILED, INTERRUPTED
 */
export async function repairFolder(
  folder: string,
  waitMs: number,
  work: LongWork = {},
): Promise<Omit<RepairReport, 'embedded'>> {
  return alone(folder, waitMs, async ({ open, make }) => {
    const path = join(folder, DATABASE_FILE);
    if (!existsSync(path))
      throw beyondRepair(folder, `${DATABASE_FILE} is missing, and no other file contains the papers`);
    refuseOtherFormat(folder, open);
    checkpoint(folder, open);
    copyBeside(folder);
    mendMagic(join(folder, COPY));
    repairDefinitions(open(COPY));
    const [old, made] = [open(COPY), make()];
    const report = await salvage(old, made, work);
    if (report === null) throw beyondRepair(folder, 'none of its tables can be read');
    old.close();
    const head = closeWhole(made);
    const copy = keepCopy(folder, 'papers.damaged');
    putInPlace(folder, head);
    return { ...report, copy };
  });
}

/** Replaces the index by a backup, once the backup is verified. @throws CorpusError */
export async function restoreFolder(
  folder: string,
  file: string,
  waitMs: number,
  work: LongWork = {},
): Promise<{ copy: string | null }> {
  return alone(folder, waitMs, async ({ open, make }) => {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
      throw new CorpusError(
        'INPUT_UNREADABLE',
        `there is no file ${file}`,
        'Name a file that `paperkin backup` wrote.',
      );
    const replaces = existsSync(join(folder, DATABASE_FILE));
    if (replaces) ifSound(() => requireAlone(open(DATABASE_FILE), folder));
    make().close();
    copyFileSync(file, join(folder, UNFINISHED));
    const made = open(UNFINISHED);
    await verifyBackup(file, made, work);
    const head = closeWhole(made);
    syncFile(join(folder, UNFINISHED));
    if (replaces) checkpoint(folder, open);
    if (replaces) copyBeside(folder);
    const copy = replaces ? keepCopy(folder, 'papers.before-restore') : null;
    putInPlace(folder, head);
    return { copy };
  });
}

/** Replaces the index by the new one. After a crash at any moment, one of the two is complete. */
function putInPlace(folder: string, head: Head): void {
  const path = join(folder, DATABASE_FILE);
  removeNeighbours(folder);
  writeHead(folder, head, headsBefore(folder));
  removeLog(path);
  renameSync(join(folder, UNFINISHED), path);
  syncName(path);
  writeHead(folder, head);
}

/** Copies `papers.sqlite`, with the part of the log that could not be checkpointed. */
function copyBeside(folder: string): void {
  removeDatabase(join(folder, COPY));
  for (const end of ['', '-wal']) {
    const from = join(folder, DATABASE_FILE + end);
    if (!existsSync(from)) continue;
    copyFileSync(from, join(folder, COPY + end));
    syncFile(join(folder, COPY + end));
  }
}

/** Gives the copy its final name. @returns the name */
function keepCopy(folder: string, beginning: string): string {
  const name = unusedName(folder, beginning);
  for (const end of ['', '-wal']) {
    const from = join(folder, COPY + end);
    if (existsSync(from)) renameSync(from, join(folder, name + end));
  }
  return name;
}

/** Undefined if they are damaged; then the index is too. */
function headsBefore(folder: string): readonly Head[] {
  try {
    return readHead(folder);
  } catch {
    return [];
  }
}

/** Runs work under the write lock, closes what it opened, and removes unfinished files. */
async function alone<T>(folder: string, waitMs: number, work: (workshop: Workshop) => T | Promise<T>): Promise<T> {
  if (!indexExists(folder)) makeFolder(folder);
  const remove = () => {
    for (const name of [UNFINISHED, COPY]) removeDatabase(join(folder, name));
  };
  return withDatabases(
    folder,
    waitMs,
    (open) => {
      const make = () => {
        removeDatabase(join(folder, UNFINISHED));
        return open(UNFINISHED);
      };
      return work({ open, make });
    },
    remove,
  );
}

/** Closes a database so that it is a single file. @returns its newest link */
function closeWhole(database: Database.Database): Head {
  const head = headOf(database);
  database.pragma('journal_mode = DELETE');
  database.close();
  return head;
}

/** Writes the log back as far as possible. @throws CorpusError CORPUS_BUSY if another process has the index open */
function checkpoint(folder: string, open: Workshop['open']): void {
  ifSound(() => {
    const database = open(DATABASE_FILE);
    endLog(database, folder);
    database.close();
  });
}

/** An intact index of another format would be lost. @throws CorpusError INDEX_VERSION */
function refuseOtherFormat(folder: string, open: Workshop['open']): void {
  ifSound(() => {
    const database = open(DATABASE_FILE);
    try {
      requireFormat(database, folder);
    } finally {
      database.close();
    }
  });
}

/** Nothing is refused because the index is damaged: it is about to be replaced. @throws CorpusError */
function ifSound(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof CorpusError) throw error;
  }
}

/** The first bytes are the same in every database, so they can be set right. */
function mendMagic(path: string): void {
  const file = openSync(path, 'r+');
  try {
    const bytes = Buffer.alloc(MAGIC.length);
    readSync(file, bytes, 0, bytes.length, 0);
    if (bytes.toString('latin1') !== MAGIC) writeSync(file, Buffer.from(MAGIC, 'latin1'), 0, MAGIC.length, 0);
  } finally {
    closeSync(file);
  }
}

/**
 * The definitions of the tables are known as well. The database is closed afterwards, so that they apply when it is
 * opened again.
 */
function repairDefinitions(database: Database.Database): void {
  try {
    restoreDefinitions(database);
  } catch {
    // the repair reports what cannot be read
  } finally {
    database.close();
  }
}

function unusedName(folder: string, beginning: string): string {
  for (let number = 1; ; number++) {
    const name = `${beginning}-${number}.sqlite`;
    if (!existsSync(join(folder, name))) return name;
  }
}

function beyondRepair(folder: string, reason: string): CorpusError {
  const damaged = damagedIndex(folder, reason);
  return new CorpusError(
    damaged.code,
    damaged.message,
    'Put a backup in its place with `paperkin restore FILE`, or remove the folder and add the files again.',
  );
}
