/** What `doctor` asks of a database: is every page sound, and does everything that must be there stand there? */
import type Database from 'better-sqlite3';
import { embeddingFromBytes } from '../../embedding.js';

/** @returns one sentence a fault; none where all is well. Reads every page once. */
export function checkDatabase(database: Database.Database): string[] {
  const faults: string[] = [];
  for (const line of database.pragma('integrity_check', { simple: false }) as { integrity_check: string }[]) {
    if (line.integrity_check !== 'ok') faults.push(`SQLite: ${line.integrity_check}`);
  }
  const bare = database
    .prepare('SELECT id FROM paper WHERE text_hash NOT IN (SELECT text_hash FROM embedding) ORDER BY id')
    .pluck()
    .all();
  for (const id of bare) faults.push(`${String(id)} has no embedding`);
  const unworded = database
    .prepare('SELECT count(*) FROM paper WHERE row NOT IN (SELECT rowid FROM words)')
    .pluck()
    .get() as number;
  if (unworded > 0) faults.push(`${unworded} papers are missing from the word index`);
  const model = database.prepare("SELECT value FROM meta WHERE name = 'model'").pluck().get() as string | undefined;
  if (model !== undefined)
    faults.push(...embeddingFaults(database, (JSON.parse(model) as { dimension: number }).dimension));
  return faults;
}

function embeddingFaults(database: Database.Database, dimension: number): string[] {
  const faults: string[] = [];
  const rows = database.prepare('SELECT text_hash, numbers FROM embedding').iterate() as Iterable<{
    text_hash: string;
    numbers: Uint8Array;
  }>;
  for (const { text_hash, numbers } of rows) {
    try {
      embeddingFromBytes(numbers, dimension);
    } catch (error) {
      faults.push(`the embedding of text ${text_hash}: ${(error as Error).message}`);
    }
  }
  const uneven = database
    .prepare('SELECT text_hash FROM sentences WHERE length(directions) % ? <> 0 ORDER BY text_hash')
    .pluck()
    .all(dimension);
  for (const hash of uneven) faults.push(`the sentences of text ${String(hash)} are not whole`);
  return faults;
}
