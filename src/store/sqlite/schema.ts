/** The tables of an index and the opening of its file. `index/README.md` describes them for other programs. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { CorpusError } from '../../errors.js';
import { GRAPH_FILE } from '../neighbours/derived.js';
import { DATABASE_FILE, damagedIndex, mapErrors, saysUnwritable, unwritable } from './map-errors.js';
import { openForReading } from './read-only.js';

/** Raised when an older program could misread the tables. */
const FORMAT_VERSION = 2;
/** How long a statement waits for another process's transaction; each of ours lasts milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

const TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE paper (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    given INTEGER NOT NULL,
    text_hash TEXT NOT NULL,
    fields TEXT NOT NULL
  );
  CREATE INDEX paper_by_text ON paper (text_hash);
  CREATE TABLE paper_key (
    key TEXT NOT NULL,
    row INTEGER NOT NULL REFERENCES paper (row) ON DELETE CASCADE,
    PRIMARY KEY (key, row)
  ) WITHOUT ROWID;
  CREATE INDEX paper_key_by_row ON paper_key (row);
  CREATE TABLE embedding (text_hash TEXT PRIMARY KEY, numbers BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE sentences (text_hash TEXT PRIMARY KEY REFERENCES embedding (text_hash) ON DELETE CASCADE, directions BLOB NOT NULL);
  CREATE TABLE note (name TEXT PRIMARY KEY, generation INTEGER NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE decision (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5 (title, abstract, content='', contentless_delete=1, tokenize="ascii tokenchars '.'");
  CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
`;

/** Where papers are read, where what is newest is asked and written, and whether anything can be written. */
export interface Connections {
  readonly database: Database.Database;
  readonly live: Database.Database;
  readonly writable: boolean;
}

/**
 * Opens the database of a folder, making both where they are missing; only for reading where it cannot be written.
 * @throws CorpusError INDEX_DAMAGED, INDEX_VERSION, FAILED (the folder cannot be made)
 */
export async function openConnections(folder: string): Promise<Connections> {
  let database: Database.Database | undefined;
  try {
    database = await openDatabase(folder);
    return { database, live: await openDatabase(folder), writable: true };
  } catch (error) {
    database?.close();
    if (!saysUnwritable(error) || !databaseExists(folder)) throw error;
  }
  try {
    const reading = await openForReading(folder);
    mapErrors(folder, () => checkVersion(reading.database, folder));
    return { ...reading, writable: false };
  } catch (error) {
    return mapErrors(folder, () => {
      throw error;
    });
  }
}

async function openDatabase(folder: string): Promise<Database.Database> {
  const { default: Sqlite } = await import('better-sqlite3');
  const path = join(folder, DATABASE_FILE);
  return mapErrors(folder, () => {
    const found = existsSync(path);
    if (!found) makeFolder(folder);
    const database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      if (found && !hasTables(database) && existsSync(join(folder, GRAPH_FILE)))
        throw damagedIndex(folder, `${DATABASE_FILE} is empty beside the neighbours of its papers`);
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
      database.pragma('foreign_keys = ON');
      database.transaction(() => createTables(database)).immediate();
      checkVersion(database, folder);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** One level at a time: some file systems (`/proc`) refuse in a way that Node's own `recursive` tries again for ever. */
function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const one of missing) {
    try {
      mkdirSync(one);
    } catch (error) {
      if (statSync(one, { throwIfNoEntry: false })?.isDirectory() !== true) throw unwritable(folder, error); // another process may have made it
    }
  }
}

export function databaseExists(folder: string): boolean {
  return existsSync(join(folder, DATABASE_FILE));
}

function hasTables(database: Database.Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'").get() !== undefined;
}

function createTables(database: Database.Database): void {
  if (hasTables(database)) return;
  database.exec(TABLES);
  const insert = database.prepare('INSERT INTO meta VALUES (?, ?)');
  insert.run('format', String(FORMAT_VERSION));
  insert.run('generation', '0');
  insert.run('decisions', '0');
}

function checkVersion(database: Database.Database, folder: string): void {
  const found = Number(
    (database.prepare("SELECT value FROM meta WHERE name = 'format'").get() as { value: string } | undefined)?.value,
  );
  if (found === FORMAT_VERSION) return;
  throw new CorpusError(
    'INDEX_VERSION',
    `the index in ${folder} has format ${found}; this paperkin reads format ${FORMAT_VERSION}`,
    'Use the paperkin that made it to `export` its papers, and add them to a new index.',
  );
}
