/**
 * Embeddings of another model, collected beside the index until every text has one; then they replace the old ones in
 * one transaction. They survive a crash in a file of their own, and can be derived again.
 */
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { bytesOfEmbedding } from '../../../embedding.js';
import type { Reembedding } from '../../reembedding.js';
import type { StoredModel } from '../../shapes.js';
import { checksumOfBytes, faultOf, verify } from '../database/checksum.js';
import { addLink } from '../database/links.js';
import { setMeta } from '../database/meta.js';
import { removeDatabase } from '../opening/replace.js';
import { type PaperRow, storedReader } from '../papers/rows.js';
import { bytesOfSentences } from '../papers/vectors.js';
import { paperWriter } from '../papers/write.js';
import { raiseGeneration } from '../postings/segments.js';
import { removeNeighbours } from '../queries/finder.js';

const STAGING_FILE = 'papers.reembedding.sqlite';

const TABLES = `
  CREATE TABLE IF NOT EXISTS staging.model (sha256 TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS staging.text (
    hash TEXT PRIMARY KEY, numbers BLOB NOT NULL, directions BLOB NOT NULL, sum INTEGER NOT NULL
  ) WITHOUT ROWID;
`;
const MISSING = 'paper WHERE text_hash NOT IN (SELECT hash FROM staging.text)';

interface StagedText {
  readonly hash: string;
  readonly numbers: Uint8Array;
  readonly directions: Uint8Array;
  readonly sum: number;
}

/**
 * Continues with the embeddings collected for the same model; those for another one are dropped.
 * @param database writes to the index
 * @param commit runs one transaction that is acknowledged when it returns
 */
export function reembedding(
  folder: string,
  database: Database.Database,
  { model, commit }: { readonly model: StoredModel; readonly commit: (work: () => void) => void },
): Reembedding {
  const file = join(folder, STAGING_FILE);
  attach(database, file, model);
  const put = database.prepare('INSERT OR REPLACE INTO staging.text VALUES (?, ?, ?, ?)');
  const count = (what: string) => database.prepare(`SELECT count(DISTINCT text_hash) FROM ${what}`).pluck().get();
  const close = () => {
    if (isAttached(database)) database.exec('DETACH staging');
  };
  return {
    progress: async () => {
      const texts = count('paper') as number;
      return { texts, embedded: texts - (count(MISSING) as number) };
    },
    missing: async (limit) => {
      const rows = database
        .prepare(`SELECT *, min(row) AS row FROM ${MISSING} GROUP BY text_hash ORDER BY text_hash LIMIT ?`)
        .all(limit) as PaperRow[];
      return rows.map(storedReader(database));
    },
    write: async ({ embeddings, sentences }) =>
      database.transaction(() => {
        for (const [hash, embedding] of embeddings) {
          const numbers = bytesOfEmbedding(embedding);
          const directions = bytesOfSentences(sentences.get(hash));
          put.run(hash, numbers, directions, stagedSum(hash, numbers, directions));
        }
      })(),
    finish: async () => {
      removeNeighbours(folder); // its embeddings are of the old space
      commit(() => replaceEmbeddings(database, model));
      close();
      removeDatabase(file);
    },
    close: async () => close(),
  };
}

/** The body of the transaction. @throws Damage if a collected embedding is damaged */
function replaceEmbeddings(database: Database.Database, model: StoredModel): void {
  if (database.prepare(`SELECT 1 FROM ${MISSING}`).get() !== undefined)
    throw new Error('a text has no embedding in the new space yet');
  raiseGeneration(database);
  addLink(database, `reembed ${model.sha256}`);
  database.exec('DELETE FROM embedding; DELETE FROM paper_change'); // every paper has changed
  setMeta(database, 'model', JSON.stringify(model));
  const writer = paperWriter(database);
  const hashes = database.prepare('SELECT DISTINCT text_hash FROM paper ORDER BY text_hash').pluck().all() as string[];
  const one = database.prepare('SELECT * FROM staging.text WHERE hash = ?');
  for (const hash of hashes) {
    const text = one.get(hash) as StagedText;
    verifyText(text);
    writer.addText(hash, text.numbers, text.directions);
  }
}

/** @throws Damage */
function verifyText({ hash, numbers, directions, sum }: StagedText): void {
  verify(`the new embedding of text ${hash}`, stagedSum(hash, numbers, directions), sum);
}

function stagedSum(hash: string, numbers: Uint8Array, directions: Uint8Array): number {
  return checksumOfBytes(checksumOfBytes(hash, numbers), directions);
}

function attach(database: Database.Database, file: string, model: StoredModel): void {
  try {
    open(database, file);
    if (database.prepare('SELECT sha256 FROM staging.model').pluck().get() === model.sha256) {
      removeDamaged(database);
      return;
    }
  } catch {
    // A damaged file: its embeddings are computed again.
  }
  if (isAttached(database)) database.exec('DETACH staging');
  removeDatabase(file);
  open(database, file);
  database.prepare('INSERT INTO staging.model VALUES (?)').run(model.sha256);
}

/** Those are embedded again. */
function removeDamaged(database: Database.Database): void {
  const texts = database.prepare('SELECT * FROM staging.text').iterate() as Iterable<StagedText>;
  const damaged: string[] = [];
  for (const text of texts) if (faultOf(() => verifyText(text)).length > 0) damaged.push(text.hash);
  const remove = database.prepare('DELETE FROM staging.text WHERE hash = ?');
  for (const hash of damaged) remove.run(hash);
}

function open(database: Database.Database, file: string): void {
  database.prepare('ATTACH ? AS staging').run(file);
  database.pragma('staging.journal_mode = WAL');
  database.exec(TABLES);
}

function isAttached(database: Database.Database): boolean {
  return (database.pragma('database_list') as { name: string }[]).some(({ name }) => name === 'staging');
}
