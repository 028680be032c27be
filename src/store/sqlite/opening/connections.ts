/** Opens the file of an index: creates a missing one, refuses a damaged one and one of another format. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { formatDiffers } from '../../format-differs.js';
import { QUANTIZED_FILE } from '../../neighbours/quantized-file.js';
import { Damage } from '../database/checksum.js';
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
import { createTables, FORMAT_VERSION, hasTables } from '../papers/tables.js';
import { verifyDefinitions } from './definitions.js';

/** How long a statement waits for another process's transaction; each of ours lasts milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

/** The connection to the newest state, for reading and writing, and whether it can write. */
export interface Connection {
  readonly database: Database.Database;
  readonly writable: boolean;
  /** Why it cannot write. */
  readonly refusal?: unknown;
}

/**
 * Opens the database of a folder and creates missing ones; opens it for reading only if it cannot be written.
 * @throws CorpusError INDEX_DAMAGED, INDEX_VERSION, FAILED (the folder cannot be created)
 */
export async function openConnection(folder: string): Promise<Connection> {
  let database: Database.Database | undefined;
  let refusal: unknown;
  try {
    database = await openChecked(folder);
    const opened = database;
    mapErrors(folder, () => {
      verifyDefinitions(opened);
    });
    return { database, writable: true };
  } catch (error) {
    database?.close();
    if (!saysUnwritable(error) || !existsSync(join(folder, DATABASE_FILE))) throw error;
    refusal = error;
  }
  let reading: Database.Database | undefined;
  try {
    const acknowledged = readHead(folder);
    reading = await openForReading(folder);
    if (acknowledged.length === 0 && !hasTables(reading)) throw refusal; // a new index that could not be written
    requireFormat(reading, folder);
    verifyDefinitions(reading);
    verifyHead(reading, acknowledged);
    return { database: reading, writable: false, refusal };
  } catch (error) {
    reading?.close();
    throwMapped(folder, error);
  }
}

/** A database with every acknowledged write. */
async function openChecked(folder: string): Promise<Database.Database> {
  let acknowledged = mapErrors(folder, () => readHead(folder));
  const database = await openDatabase(folder);
  try {
    mapErrors(folder, () => {
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

/** A database of the current format. Its content is not checked yet. */
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
      if (hasTables(database)) requireFormat(database, folder); // before anything is written
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

/** @throws CorpusError INDEX_VERSION if the index is of another format; Damage */
export function requireFormat(database: Database.Database, folder: string): void {
  const format = formatOf(database);
  if (format === FORMAT_VERSION) return;
  throw formatDiffers(folder, { stored: format, current: FORMAT_VERSION }, 'to another folder (--index DIR)');
}

/** Formats before 3 have no checksums. @throws Damage */
function formatOf(database: Database.Database): number {
  const row = database.prepare("SELECT * FROM meta WHERE name = 'format'").get() as
    | { readonly value: string; readonly sum?: number }
    | undefined;
  if (row === undefined) throw new Damage('the value "format" is missing');
  return Number(row.sum === undefined ? row.value : metaOf(database, 'format'));
}
