/** Makes of an index one of format 2, as the first version wrote it, with the same papers. */
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadSqlite } from '../../dist/store/sqlite/database/driver.js';

const Database = await loadSqlite();
const TABLES = readFileSync(new URL('../support/format-2.sql', import.meta.url), 'utf8');

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
