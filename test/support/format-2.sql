-- The tables of an index of format 2, as the first version wrote them.
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
