/**
 * Checks lists that were read through one index of SQLite against another one, because a flipped bit in an index leaves
 * rows out without an error: papers are looked up by `paper.id` and counted by `heading.id`, and vice versa.
 */
import type Database from 'better-sqlite3';
import type { PaperId } from '../../../paper.js';
import { Damage } from './checksum.js';

const OTHER = { paper: 'heading', heading: 'paper' } as const;

/**
 * @param ids the requested papers
 * @param rows the papers read, in order of id
 * @throws Damage if a paper is missing or occurs twice
 */
export function verifyComplete(
  database: Database.Database,
  table: keyof typeof OTHER,
  ids: readonly PaperId[],
  rows: readonly { readonly id: PaperId }[],
): void {
  const distinct = new Set(rows.map(({ id }) => id));
  if (distinct.size !== rows.length) throw new Damage(`the order of the table ${table} is damaged`);
  const other = OTHER[table];
  const missing = ids.filter((id) => !distinct.has(id));
  if (missing.length === 0) return;
  const matching = database
    .prepare(`SELECT id FROM ${other} WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1`)
    .pluck()
    .get(JSON.stringify(missing));
  if (matching !== undefined) throw new Damage(`${String(matching)} is missing from the table ${table}`);
}

/**
 * @param before the last key of the rows before
 * @throws Damage if keys do not strictly ascend: a flipped bit puts one in place of another, and a scan may never end
 */
export function verifyOrder<K extends string | number>(table: string, before: K, keys: readonly K[]): void {
  let last = before;
  for (const key of keys) {
    // SQLite orders texts by bytes, which differs only beyond the first 65,536 characters of Unicode.
    const ascends =
      key > last || (typeof key === 'string' && Buffer.compare(Buffer.from(key), Buffer.from(`${last}`)) > 0);
    if (!ascends) throw new Damage(`the order of the table ${table} is damaged`);
    last = key;
  }
}

/**
 * The rows of a table in batches, in ascending order of their key. No statement is open between two batches.
 * @param next reads the batch after a key
 * @throws Damage if keys do not strictly ascend
 */
export function* batchesInOrder<R, K extends string | number>(
  table: string,
  first: K,
  next: (after: K) => readonly R[],
  keyOf: (row: R) => K,
): Generator<readonly R[]> {
  for (let after = first; ; ) {
    const rows = next(after);
    if (rows.length === 0) return;
    const keys = rows.map(keyOf);
    verifyOrder(table, after, keys);
    after = keys.at(-1)!;
    yield rows;
  }
}
