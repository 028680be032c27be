/** The tables of an index and the opening of its file. `index/README.md` describes them for other programs. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { CorpusError } from '../../errors.js';

export const DATABASE_FILE = 'papers.sqlite';
/** Raised when an older program could misread the tables. */
const FORMAT_VERSION = 1;
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

/**
 * Opens the database of a folder, making both where they are missing.
 * @throws CorpusError INDEX_DAMAGED, INDEX_VERSION, INPUT_UNREADABLE (the folder cannot be made)
 */
export async function openDatabase(folder: string): Promise<Database.Database> {
  const { default: Sqlite } = await import('better-sqlite3');
  const path = join(folder, DATABASE_FILE);
  return translated(folder, () => {
    mkdirSync(folder, { recursive: true });
    const database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
    try {
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

export function databaseExists(folder: string): boolean {
  return existsSync(join(folder, DATABASE_FILE));
}

function createTables(database: Database.Database): void {
  if (database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'").get() !== undefined) return;
  database.exec(TABLES);
  const insert = database.prepare('INSERT INTO meta VALUES (?, ?)');
  insert.run('format', String(FORMAT_VERSION));
  insert.run('generation', '0');
  insert.run('decisions', '0');
}

function checkVersion(database: Database.Database, folder: string): void {
  const found = Number((database.prepare("SELECT value FROM meta WHERE name = 'format'").get() as { value: string } | undefined)?.value);
  if (found === FORMAT_VERSION) return;
  throw new CorpusError(
    'INDEX_VERSION',
    `the index in ${folder} has format ${found}; this paperkin reads format ${FORMAT_VERSION}`,
    'Use the paperkin that made it to `export` its papers, and add them to a new index.',
  );
}

/** Runs database work and turns SQLite's errors into sentences. */
export function translated<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translation(folder, error);
  }
}

function translation(folder: string, error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (error instanceof CorpusError || typeof code !== 'string') return error;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new CorpusError('CORPUS_BUSY', `another program is writing to the index in ${folder}`, 'Try again when it is done.', error);
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new CorpusError('FAILED', `no room left on the disk of ${folder}`, 'Free some room and run the same command again; what was acknowledged is kept.', error);
  }
  if (code === 'SQLITE_READONLY' || code === 'SQLITE_CANTOPEN' || code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return new CorpusError('INPUT_UNREADABLE', `the index folder ${folder} cannot be written`, 'Name another folder with --index DIR.', error);
  }
  if (code.startsWith('SQLITE_')) {
    return new CorpusError('INDEX_DAMAGED', `the index in ${folder} is damaged: ${(error as Error).message}`, `Move ${join(folder, DATABASE_FILE)} away and add the files again, or restore a copy.`, error);
  }
  return error;
}
