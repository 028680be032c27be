/**
 * Writes a new database from another one, in order of id: all of it, to compact it, or all that can be read, to repair
 * it. Every row is checked against its checksum; damaged rows are not copied.
 */

import type Database from 'better-sqlite3';
import { yieldToEventLoop } from '../../../errors.js';
import { keysOf } from '../../../identity.js';
import type { PaperId } from '../../../paper.js';
import { indexWords } from '../../../text/terms.js';
import type { LongWork } from '../../contract.js';
import type { LostPaper, RepairReport } from '../../repair-report.js';
import { checksumOf, checksumOfBytes, Damage } from '../database/checksum.js';
import { addLink, dayOf, type Link } from '../database/links.js';
import { COUNTERS, counterOf, metaOf, modelOf, setMeta } from '../database/meta.js';
import { copyChanges } from '../papers/changes.js';
import { decisionNames, rememberNames, writtenNames } from '../papers/decisions.js';
import { copyDerived } from '../papers/derived-values.js';
import { type PaperRow, paperOfRow, storedReader } from '../papers/rows.js';
import { createTables } from '../papers/tables.js';
import { type EmbeddingRow, embeddingOfRow } from '../papers/vectors.js';
import { type PaperWriter, paperWriter } from '../papers/write.js';
import { markSegmentsWritten, raiseGeneration } from '../postings/segments.js';

/** Papers written in one transaction. */
const BATCH = 500;

/** Reads one kind of data: completely or with an error, or as far as possible. */
type Attempt = <T>(look: () => T) => T | undefined;
const strictly: Attempt = (look) => look();
const leniently: Attempt = (look) => {
  try {
    return look();
  } catch {
    return undefined;
  }
};

/** Everything, in the order of ids. @throws Damage; errors of SQLite; CorpusError INTERRUPTED */
export async function copyWhole(old: Database.Database, made: Database.Database, work: LongWork): Promise<void> {
  made.pragma('foreign_keys = ON');
  made.transaction(() => {
    createTables(made);
    copyMeta(old, made, strictly);
    const [lost] = copyStoredValues(old, made, strictly);
    if (lost !== undefined) throw new Damage(`the decisions "${lost}" are damaged`);
    copyChanges(old, made);
  })();
  const rows = old.prepare('SELECT row FROM paper ORDER BY id').pluck().all() as number[];
  await copyPapers(old, made, rows, { attempt: strictly, ...work });
}

/** Copies all that can be read of a damaged index. @returns null if none of the tables of papers can be read */
export async function salvage(
  old: Database.Database,
  made: Database.Database,
  work: LongWork,
): Promise<Omit<RepairReport, 'embedded' | 'copy'> | null> {
  made.pragma('foreign_keys = ON');
  const lostDecisions = made.transaction(() => {
    createTables(made);
    copyMeta(old, made, leniently);
    return copyStoredValues(old, made, leniently);
  })();
  const last = lastRowOf(old);
  if (last === undefined) return null;
  const rows = Array.from({ length: last }, (_, i) => i + 1);
  const lost = await copyPapers(old, made, rows, { attempt: leniently, ...work });
  made.transaction(() => {
    raiseGeneration(made); // derived values are computed again
    addLink(made, 'repaired');
  })();
  return { papers: made.prepare('SELECT count(*) FROM paper').pluck().get() as number, lost, lostDecisions };
}

/**
 * The greatest row of a paper: that of two tables, if two can be read, because a flipped bit makes one of trillions.
 * @returns undefined if no table can be read
 */
function lastRowOf(old: Database.Database): number | undefined {
  const lastRows = ['paper', 'heading', 'paper_key'].flatMap(
    (table) => leniently(() => Number(old.prepare(`SELECT max(row) FROM ${table}`).pluck().get() ?? 0)) ?? [],
  );
  lastRows.sort((a, b) => b - a);
  return lastRows[1] ?? lastRows[0];
}

function copyMeta(old: Database.Database, made: Database.Database, attempt: Attempt): void {
  for (const name of ['identity', 'model']) {
    const value = attempt(() => metaOf(old, name));
    if (value !== undefined) setMeta(made, name, value);
  }
  if (modelOf(made) !== null && attempt(() => modelOf(made)!.dimension > 0) !== true)
    made.exec("DELETE FROM meta WHERE name = 'model'");
  for (const name of COUNTERS) setMeta(made, name, String(attempt(() => counterOf(old, name)) ?? 0));
  markSegmentsWritten(made);
  made.exec('DELETE FROM batch');
  const links = attempt(() => old.prepare('SELECT * FROM batch ORDER BY version').all()) ?? [];
  const keep = made.prepare('INSERT INTO batch VALUES (@version, @day, @chain)');
  for (const link of links as Link[]) attempt(() => keep.run({ ...link, day: dayOf(link) }));
  const newest = Math.max(counterOf(made, 'version'), links.length - 1, 0);
  setMeta(made, 'version', String(newest));
  // A lost link gets the day of the write before it.
  const addMissing = made.prepare(
    `INSERT OR IGNORE INTO batch SELECT @version, coalesce(max(day), date('now')), '' FROM batch
     WHERE version = @version - 1`,
  );
  for (let version = 0; version <= newest; version++) addMissing.run({ version });
}

/** Decisions and derived values. @returns the names of the decisions that cannot be read */
function copyStoredValues(old: Database.Database, made: Database.Database, attempt: Attempt): string[] {
  const lost: string[] = [];
  const decisions = attempt(() => old.prepare('SELECT * FROM decision ORDER BY name').all()) ?? [];
  for (const row of decisions as { name: string; value: string; sum: number }[]) {
    if (checksumOf(row.name, row.value) !== row.sum) lost.push(row.name);
    else made.prepare('INSERT INTO decision VALUES (@name, @value, @sum)').run(row);
  }
  const known = new Set([...decisionNames(made), ...lost]);
  lost.push(...(attempt(() => writtenNames(old)) ?? []).filter((name) => !known.has(name)));
  rememberNames(made);
  leniently(() => copyDerived(old, made));
  return lost;
}

/** @returns the papers that cannot be read */
async function copyPapers(
  old: Database.Database,
  made: Database.Database,
  rows: readonly number[],
  { attempt, signal, onProgress }: LongWork & { readonly attempt: Attempt },
): Promise<LostPaper[]> {
  const writer = paperWriter(made);
  const copy = paperCopier(old, made, { writer, attempt });
  const lost: LostPaper[] = [];
  for (let from = 0; from < rows.length; from += BATCH) {
    made.transaction(() => {
      for (const row of rows.slice(from, from + BATCH)) lost.push(...copy(row));
      writer.finish();
    })();
    onProgress?.(Math.min(1, (from + BATCH) / rows.length));
    await yieldToEventLoop(signal);
  }
  return lost;
}

function paperCopier(
  old: Database.Database,
  made: Database.Database,
  { writer, attempt }: { readonly writer: PaperWriter; readonly attempt: Attempt },
): (row: number) => readonly LostPaper[] {
  const one = old.prepare('SELECT * FROM paper WHERE row = ?');
  const read = storedReader(old);
  const newest = counterOf(made, 'version');
  return (number) => {
    const row = attempt(() => one.get(number)) as PaperRow | undefined;
    const paper = row && attempt(() => paperOfRow(row));
    if (row === undefined || paper === undefined) return lostPaper(old, number, row);
    const stored = attempt(() => read(row)) ?? {
      paper,
      given: row.given === 1,
      keys: keysOf(paper, paper.id),
      textHash: row.text_hash,
    };
    attempt(() => copyText(old, writer, row.text_hash, modelOf(made)?.dimension ?? 0));
    writer.put({ ...stored, words: indexWords(paper) }, Math.min(row.added_in, newest));
    return [];
  };
}

/** An embedding without its sentences is left out too: both are computed again from the text. @throws Damage */
function copyText(old: Database.Database, writer: PaperWriter, hash: string, dimension: number): void {
  const row = old.prepare('SELECT * FROM embedding WHERE text_hash = ?').get(hash) as EmbeddingRow | undefined;
  if (row === undefined) return;
  embeddingOfRow(row, dimension);
  const sentences = old.prepare('SELECT directions, sum FROM sentences WHERE text = ?').get(row.row) as
    | { directions: Uint8Array; sum: number }
    | undefined;
  if (sentences === undefined || checksumOfBytes(row.row, sentences.directions) !== sentences.sum) return;
  writer.addText(hash, row.numbers, sentences.directions);
}

/** What is still known of a paper that cannot be read; undefined if no table has its row. */
function lostPaper(old: Database.Database, row: number, stored: PaperRow | undefined): LostPaper[] {
  const heading = leniently(() => old.prepare('SELECT id, title FROM heading WHERE row = ?').get(row)) as
    | { id: PaperId; title: string }
    | undefined;
  const id = heading?.id ?? stored?.id;
  const known = leniently(() => old.prepare('SELECT 1 FROM paper_key WHERE row = ? LIMIT 1').get(row));
  if (id === undefined && known === undefined) return [];
  const files = leniently(() =>
    old
      .prepare('SELECT file FROM paper_source JOIN source ON number = source WHERE row = ? ORDER BY file')
      .pluck()
      .all(row),
  );
  return [{ id: id ?? null, title: heading?.title ?? null, files: (files ?? []) as string[] }];
}
