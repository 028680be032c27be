/** Makes of an index one of format 2, as the first version wrote it, with the same papers. */
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE paper (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, given INTEGER NOT NULL,
    text_hash TEXT NOT NULL, fields TEXT NOT NULL);
  CREATE INDEX paper_by_text ON paper (text_hash);
  CREATE TABLE paper_key (key TEXT NOT NULL, row INTEGER NOT NULL REFERENCES paper (row) ON DELETE CASCADE,
    PRIMARY KEY (key, row)) WITHOUT ROWID;
  CREATE INDEX paper_key_by_row ON paper_key (row);
  CREATE TABLE embedding (text_hash TEXT PRIMARY KEY, numbers BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE sentences (text_hash TEXT PRIMARY KEY REFERENCES embedding (text_hash) ON DELETE CASCADE,
    directions BLOB NOT NULL);
  CREATE TABLE note (name TEXT PRIMARY KEY, generation INTEGER NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE decision (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5
    (title, abstract, content='', contentless_delete=1, tokenize="ascii tokenchars '.'");
  CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
`;

const COPY = `
  INSERT INTO meta SELECT name, value FROM now.meta WHERE name IN ('generation', 'decisions', 'model');
  INSERT INTO meta VALUES ('format', '2');
  INSERT INTO paper SELECT row, id, given, text_hash, fields FROM now.paper;
  INSERT INTO paper_key SELECT key, row FROM now.paper_key;
  INSERT INTO paper_key SELECT iif(kind = 'declared', 'stated:', 'met:') ||
    json_object('paper', json(paper), 'keys', json(keys)), row FROM now.part;
  INSERT INTO embedding SELECT text_hash, numbers FROM now.embedding;
  INSERT INTO sentences SELECT text_hash, directions FROM now.sentences JOIN now.embedding ON embedding.row = text;
`;

/** What is derived, and a backup in the folder, is dropped. */
export function toFormat2(index) {
  const old = join(index, '..', 'format-2.sqlite');
  rmSync(old, { force: true });
  const database = new Database(old);
  database.exec(TABLES);
  database.prepare('ATTACH ? AS now').run(join(index, 'papers.sqlite'));
  database.transaction(() => database.exec(COPY))();
  database.exec('DETACH now');
  database.close();
  for (const name of readdirSync(index)) rmSync(join(index, name), { recursive: true, force: true });
  renameSync(old, join(index, 'papers.sqlite'));
}
