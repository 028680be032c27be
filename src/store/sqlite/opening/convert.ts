/**
 * Converts an index of format 2 to format 3: written next to it, then renamed. The old file stays as
 * `papers.format-2.sqlite`. After an interruption, the next command continues.
 */
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Paper, PaperId } from '../../../paper.js';
import { indexWords } from '../../../text/terms.js';
import type { StoredPart } from '../../shapes.js';
import { checksumOf } from '../database/checksum.js';
import { headOf, writeHead } from '../database/head.js';
import { addLink } from '../database/links.js';
import { DATABASE_FILE } from '../database/map-errors.js';
import { metaOf, setMeta } from '../database/meta.js';
import { withDatabases } from '../database/workshop.js';
import { createTables, hasTables } from '../papers/tables.js';
import { type PaperWriter, paperWriter } from '../papers/write.js';
import { markWordsWritten } from '../postings/generation.js';
import { removeDatabase, replaceDatabase } from './replace.js';

const UNFINISHED = 'papers.converting.sqlite';
const OLD_FILE = 'papers.format-2.sqlite';
/** Papers in one transaction: an interruption repeats at most this many. */
const BATCH = 500;
/** Another process may be converting the same index; a large one takes minutes. */
const WAIT_MS = 600_000;
/** In format 2, the parts of a paper were stored among its keys, as JSON after these prefixes. */
const PARTS = [
  ['stated:', 'declared'],
  ['met:', 'observed'],
] as const;

interface OldRow {
  readonly row: number;
  readonly id: PaperId;
  readonly given: number;
  readonly text_hash: string;
  readonly fields: string;
}

/** @throws CorpusError CORPUS_BUSY, INDEX_DAMAGED, FAILED */
export async function convertFolder(folder: string): Promise<void> {
  await withDatabases(folder, WAIT_MS, (open) => {
    const old = open(DATABASE_FILE);
    if (plainMeta(old, 'format') !== '2') return; // another process was first
    let made = open(UNFINISHED);
    if (hasTables(made) && metaOf(made, 'converted-from') !== plainMeta(old, 'generation')) {
      made.close(); // the old index has been written to meanwhile
      removeDatabase(join(folder, UNFINISHED));
      made = open(UNFINISHED);
    }
    copyAll(old, made);
    writeHead(folder, headOf(made)); // the old format has no such file
    replaceDatabase(folder, old, made, OLD_FILE);
  });
}

function copyAll(old: Database.Database, made: Database.Database): void {
  made.pragma('journal_mode = WAL');
  made.pragma('foreign_keys = ON');
  made.transaction(() => begin(old, made))();
  const writer = paperWriter(made);
  const next = old.prepare('SELECT * FROM paper WHERE id > ? ORDER BY id LIMIT ?');
  for (;;) {
    const last = (made.prepare('SELECT max(id) FROM paper').pluck().get() as string | null) ?? '';
    const rows = next.all(last, BATCH) as OldRow[];
    if (rows.length === 0) break;
    made.transaction(() => {
      for (const row of rows) copyPaper(old, writer, row);
      writer.finish();
    })();
  }
}

function begin(old: Database.Database, made: Database.Database): void {
  if (hasTables(made)) return;
  createTables(made);
  for (const name of ['model', 'generation', 'decisions']) {
    const value = plainMeta(old, name);
    if (value !== undefined) setMeta(made, name, value);
  }
  markWordsWritten(made);
  setMeta(made, 'converted-from', plainMeta(old, 'generation')!);
  addLink(made, 'converted');
  const decisions = old.prepare('SELECT name, value FROM decision ORDER BY name').all();
  for (const { name, value } of decisions as { name: string; value: string }[])
    made.prepare('INSERT INTO decision VALUES (?, ?, ?)').run(name, value, checksumOf(name, value));
  const notes = old.prepare('SELECT name, generation, value FROM note ORDER BY name').all();
  for (const { name, generation, value } of notes as { name: string; generation: number; value: string }[])
    made
      .prepare('INSERT INTO note VALUES (?, ?, ?, ?)')
      .run(name, generation, value, checksumOf(name, generation, value));
}

function copyPaper(old: Database.Database, writer: PaperWriter, row: OldRow): void {
  const paper: Paper = { id: row.id, ...(JSON.parse(row.fields) as Omit<Paper, 'id'>) };
  const keys = old.prepare('SELECT key FROM paper_key WHERE row = ? ORDER BY key').pluck().all(row.row) as string[];
  const numbers = old.prepare('SELECT numbers FROM embedding WHERE text_hash = ?').pluck().get(row.text_hash);
  const directions = old.prepare('SELECT directions FROM sentences WHERE text_hash = ?').pluck().get(row.text_hash);
  if (numbers !== undefined)
    writer.addText(row.text_hash, numbers as Uint8Array, (directions as Uint8Array | undefined) ?? new Uint8Array());
  const parts = PARTS.flatMap(([beginning, kind]) =>
    keys
      .filter((key) => key.startsWith(beginning))
      .map((key): StoredPart => ({ kind, ...(JSON.parse(key.slice(beginning.length)) as Omit<StoredPart, 'kind'>) })),
  );
  writer.put(
    {
      paper,
      given: row.given === 1,
      keys: keys.filter((key) => !PARTS.some(([beginning]) => key.startsWith(beginning))),
      parts,
      textHash: row.text_hash,
      words: indexWords(paper),
    },
    1,
  );
}

function plainMeta(database: Database.Database, name: string): string | undefined {
  return database.prepare('SELECT value FROM meta WHERE name = ?').pluck().get(name) as string | undefined;
}
