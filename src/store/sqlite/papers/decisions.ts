/** Decisions of a person: primary data like the papers, and part of the chain of writes. */
import type Database from 'better-sqlite3';
import { checksumOf, Damage, faultOf, verify } from '../database/checksum.js';
import { addLink } from '../database/links.js';
import { metaOf, raise, setMeta } from '../database/meta.js';

/** @throws Damage, because a decision cannot be derived again */
export function readDecisions(database: Database.Database, name: string): unknown {
  const row = database.prepare('SELECT value, sum FROM decision WHERE name = ?').get(name) as
    | { value: string; sum: number }
    | undefined;
  if (row === undefined) {
    if (writtenNames(database).includes(name)) throw new Damage(`the decisions "${name}" are missing`);
    return undefined;
  }
  verify(`the decisions "${name}"`, checksumOf(name, row.value), row.sum);
  return JSON.parse(row.value) as unknown;
}

/** In order. */
export function decisionNames(database: Database.Database): string[] {
  return database.prepare('SELECT name FROM decision ORDER BY name').pluck().all() as string[];
}

/** The names of all decisions that were written: a flipped bit in a name hides its row. */
const NAMES = 'decision-names';

/** None before the first decision. @throws Damage */
export function writtenNames(database: Database.Database): readonly string[] {
  return JSON.parse(metaOf(database, NAMES) ?? '[]') as string[];
}

/** Called after rows were written. */
export function rememberNames(database: Database.Database): void {
  setMeta(database, NAMES, JSON.stringify(decisionNames(database)));
}

/** The body of the transaction. */
export function putDecisions(database: Database.Database, decisions: ReadonlyMap<string, unknown>): void {
  for (const [name, value] of decisions) {
    const text = JSON.stringify(value);
    database.prepare('INSERT OR REPLACE INTO decision VALUES (?, ?, ?)').run(name, text, checksumOf(name, text));
    rememberNames(database);
    raise(database, 'decisions');
    addLink(database, `${name} ${text}`);
  }
}

/** @returns one sentence for each fault */
export function decisionFaults(database: Database.Database): string[] {
  const names = new Set([...decisionNames(database), ...writtenNames(database)]);
  return [...names].flatMap((name) => faultOf(() => void readDecisions(database, name)));
}
