/** Opens the file of an index: creates a missing one, converts an older one, refuses a damaged one. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { CorpusError } from '../../../errors.js';
import { QUANTIZED_FILE } from '../../neighbours/quantized-file.js';
import { loadSqlite } from '../database/driver.js';
import { HEAD_FILE, headOf, readHead, verifyHead, writeHead } from '../database/head.js';
import {
  DATABASE_FILE,
  damagedIndex,
  mapErrors,
  saysUnwritable,
  throwMapped,
  unwritable,
} from '../database/map-errors.js';
import { metaOf } from '../database/meta.js';
import { openForReading } from '../database/read-only.js';
import { syncName } from '../database/sync.js';
import { addLaterTables, createTables, FORMAT_VERSION, hasTables } from '../papers/tables.js';
import { verifyDefinitions } from './definitions.js';

/** The last format that this version converts by itself. */
const CONVERTED_FORMAT = 2;
/** How long a statement waits for another process's transaction; each of ours lasts milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

/** The connection to the newest state, for reading and writing, and whether it can write. */
export interface Connection {
  readonly database: Database.Database;
  readonly writable: boolean;
}

/**
 * Opens the database of a folder and creates missing ones; opens it for reading only if it cannot be written.
 * @throws CorpusError INDEX_DAMAGED, INDEX_VERSION, FAILED (the folder cannot be created)
 */
export async function openConnection(folder: string): Promise<Connection> {
  let database: Database.Database | undefined;
  try {
    database = await openChecked(folder);
    const opened = database;
    mapErrors(folder, () => {
      addLaterTables(opened);
      verifyDefinitions(opened);
    });
    return { database, writable: true };
  } catch (error) {
    database?.close();
    if (!saysUnwritable(error) || !existsSync(join(folder, DATABASE_FILE))) throw error;
  }
  try {
    const acknowledged = mapErrors(folder, () => readHead(folder));
    const reading = await openForReading(folder);
    mapErrors(folder, () => {
      requireFormat(formatOf(reading), folder);
      verifyDefinitions(reading, false);
      verifyHead(reading, acknowledged);
    });
    return { database: reading, writable: false };
  } catch (error) {
    throwMapped(folder, error);
  }
}

/** A database of the newest format with every acknowledged write. */
async function openChecked(folder: string): Promise<Database.Database> {
  let acknowledged = mapErrors(folder, () => readHead(folder));
  let database = await openDatabase(folder);
  try {
    if (mapErrors(folder, () => formatOf(database)) === CONVERTED_FORMAT) {
      database.close();
      await (await import('./convert.js')).convertFolder(folder);
      acknowledged = mapErrors(folder, () => readHead(folder));
      database = await openDatabase(folder);
    }
    mapErrors(folder, () => {
      requireFormat(formatOf(database), folder);
      const head = headOf(database);
      if (acknowledged.length === 0) {
        if (head.version === 0) writeHead(folder, head);
        acknowledged = readHead(folder); // another process may just have created the index
      }
      verifyHead(database, acknowledged);
    });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A database with tables of any format. Its content is not checked yet. */
async function openDatabase(folder: string): Promise<Database.Database> {
  const Sqlite = await loadSqlite();
  const path = join(folder, DATABASE_FILE);
  return mapErrors(folder, () => {
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size === undefined && indexExists(folder))
      throw damagedIndex(folder, `${DATABASE_FILE} is missing beside what belongs to it`);
    if (size === undefined) makeFolder(folder);
    const database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      if (size !== undefined && !hasTables(database) && hasRemains(folder))
        throw damagedIndex(folder, `${DATABASE_FILE} is empty beside what belongs to it`);
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
      database.pragma('foreign_keys = ON');
      database
        .transaction(() => {
          if (!hasTables(database)) createTables(database);
        })
        .immediate();
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * One level at a time: some file systems (`/proc`) refuse in a way that Node's own `recursive` tries again for ever.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const one of missing) {
    try {
      mkdirSync(one);
      syncName(one);
    } catch (error) {
      // another process may have created it
      if (statSync(one, { throwIfNoEntry: false })?.isDirectory() !== true) throw unwritable(folder, error);
    }
  }
}

/** Whether there is an index, or part of one. */
export function indexExists(folder: string): boolean {
  return existsSync(join(folder, DATABASE_FILE)) || hasRemains(folder);
}

function hasRemains(folder: string): boolean {
  return [HEAD_FILE, QUANTIZED_FILE].some((name) => existsSync(join(folder, name)));
}

/** Formats before 3 have no checksums. */
function formatOf(database: Database.Database): number {
  const plain = database.prepare("SELECT value FROM meta WHERE name = 'format'").pluck().get();
  return plain === String(CONVERTED_FORMAT) ? CONVERTED_FORMAT : Number(metaOf(database, 'format'));
}

function requireFormat(format: number, folder: string): void {
  if (format === FORMAT_VERSION) return;
  const older = format < FORMAT_VERSION;
  throw new CorpusError(
    'INDEX_VERSION',
    `the index in ${folder} has format ${format}; this paperkin reads format ${FORMAT_VERSION}`,
    older
      ? 'It is converted where its folder can be written: copy it there and name the copy with --index DIR.'
      : 'Use the paperkin that made it, or a newer one.',
  );
}
