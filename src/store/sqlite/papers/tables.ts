/** The tables of an index. `index/README.md` describes them for other programs. */
import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { COUNTERS, setMeta } from '../database/meta.js';
import { LENGTHS_TABLE } from '../postings/lengths.js';
import { markSegmentsWritten, SEGMENT_TABLES } from '../postings/segments.js';

/** Raised when an older program could misread the tables. */
export const FORMAT_VERSION = 3;

const TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE batch (version INTEGER PRIMARY KEY, day TEXT NOT NULL, chain TEXT NOT NULL);
  CREATE TABLE paper (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    given INTEGER NOT NULL,
    text_hash TEXT NOT NULL,
    fields TEXT NOT NULL,
    added_in INTEGER NOT NULL,
    sum INTEGER NOT NULL,
    keys_sum INTEGER NOT NULL
  );
  CREATE INDEX paper_by_text ON paper (text_hash);
  CREATE INDEX paper_by_arrival ON paper (added_in);
  CREATE TABLE paper_key (
    key TEXT NOT NULL,
    row INTEGER NOT NULL REFERENCES paper (row) ON DELETE CASCADE,
    PRIMARY KEY (key, row)
  ) WITHOUT ROWID;
  CREATE INDEX paper_key_by_row ON paper_key (row);
  CREATE TABLE part (
    row INTEGER NOT NULL REFERENCES paper (row) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    paper TEXT NOT NULL,
    keys TEXT NOT NULL,
    PRIMARY KEY (row, place)
  ) WITHOUT ROWID;
  CREATE TABLE heading (
    row INTEGER PRIMARY KEY REFERENCES paper (row) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    published TEXT,
    first_day TEXT,
    last_day TEXT,
    comments INTEGER,
    names TEXT NOT NULL,
    words_sum INTEGER NOT NULL,
    sum INTEGER NOT NULL
  );
  CREATE INDEX heading_by_day ON heading (first_day, last_day);
  CREATE INDEX heading_by_comments ON heading (comments);
  CREATE TABLE source (number INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, folded TEXT NOT NULL);
  CREATE TABLE paper_source (
    source INTEGER NOT NULL REFERENCES source (number),
    row INTEGER NOT NULL REFERENCES paper (row) ON DELETE CASCADE,
    PRIMARY KEY (source, row)
  ) WITHOUT ROWID;
  CREATE INDEX paper_source_by_row ON paper_source (row);
  CREATE TABLE embedding (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    text_hash TEXT NOT NULL UNIQUE,
    numbers BLOB NOT NULL,
    sum INTEGER NOT NULL
  );
  CREATE TABLE sentences (
    text INTEGER PRIMARY KEY REFERENCES embedding (row) ON DELETE CASCADE,
    directions BLOB NOT NULL,
    sum INTEGER NOT NULL
  );
  CREATE TABLE decision (name TEXT PRIMARY KEY, value TEXT NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5
    (title, abstract, content='', contentless_delete=1, tokenize="ascii tokenchars '.'");
  CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
  CREATE VIRTUAL TABLE occurrence USING fts5vocab (words, instance);
  CREATE TABLE paper_change (generation INTEGER PRIMARY KEY, ids TEXT NOT NULL, sum INTEGER NOT NULL);
  CREATE TABLE derived (
    name TEXT PRIMARY KEY,
    generation INTEGER NOT NULL,
    program TEXT NOT NULL,
    value TEXT NOT NULL,
    edition INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    rows_sum INTEGER NOT NULL,
    sum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE derived_row (
    name TEXT NOT NULL,
    edition INTEGER NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    sum INTEGER NOT NULL,
    PRIMARY KEY (name, edition, key)
  ) WITHOUT ROWID;
  ${LENGTHS_TABLE}
  ${SEGMENT_TABLES}
`;

export function hasTables(database: Database.Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'").get() !== undefined;
}

/** Creates the tables of an empty database; called within a transaction. */
export function createTables(database: Database.Database): void {
  database.exec(TABLES);
  setMeta(database, 'format', String(FORMAT_VERSION));
  setMeta(database, 'identity', randomUUID());
  for (const counter of COUNTERS) setMeta(database, counter, '0');
  markSegmentsWritten(database);
  database.exec("INSERT INTO batch VALUES (0, date('now'), '')");
}
