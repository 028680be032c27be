/**
 * The papers that each write added, changed and removed, so that derived values can be updated instead of rebuilt. The
 * log is derived itself: if a row is missing or damaged, derived values are rebuilt, and nothing else is lost.
 */
import type Database from 'better-sqlite3';
import type { PaperId } from '../../../paper.js';
import type { PaperChanges } from '../../contract.js';
import { changesBetween, MOST_WRITES } from '../../papers-version.js';
import { checksumOf } from '../database/checksum.js';
import { counterOf } from '../database/meta.js';

/** Called within the transaction of the write. */
export function logChanges(database: Database.Database, generation: number, changes: PaperChanges): void {
  const ids = JSON.stringify([changes.added, changes.updated, changes.removed]);
  database
    .prepare('INSERT OR REPLACE INTO paper_change VALUES (?, ?, ?)')
    .run(generation, ids, checksumOf(generation, ids));
  database.prepare('DELETE FROM paper_change WHERE generation <= ?').run(generation - MOST_WRITES);
}

/** @param since a generation; none is known if it is undefined @returns undefined if the changes are not known */
export function changesSince(database: Database.Database, since: number | undefined): PaperChanges | undefined {
  const now = counterOf(database, 'generation');
  if (since === undefined || since < 0 || since > now) return undefined;
  const rows = database
    .prepare('SELECT generation, ids, sum FROM paper_change WHERE generation > ? ORDER BY generation')
    .all(since) as { generation: number; ids: string; sum: number }[];
  if (rows.length !== now - since) return undefined;
  const [before, after] = [new Set<PaperId>(), new Set<PaperId>()];
  for (const { generation, ids, sum } of rows) {
    if (checksumOf(generation, ids) !== sum) return undefined;
    const [added, updated, removed] = JSON.parse(ids) as [PaperId[], PaperId[], PaperId[]];
    for (const id of [...updated, ...removed]) if (!after.has(id)) before.add(id);
    for (const id of [...added, ...updated]) after.add(id);
    for (const id of removed) after.delete(id);
  }
  return changesBetween(before, after);
}

/** For a database that is rewritten with the same papers. */
export function copyChanges(old: Database.Database, made: Database.Database): void {
  const add = made.prepare('INSERT INTO paper_change VALUES (@generation, @ids, @sum)');
  for (const row of old.prepare('SELECT * FROM paper_change').iterate()) add.run(row);
}
