/** What a person decided: truth beside the papers, and a link of the chain. */
import type Database from 'better-sqlite3';
import { checksumOf, faultOf, verify } from './checksum.js';
import { addLink } from './links.js';
import { raise } from './meta.js';

/** @throws Damage: a decision cannot be made again */
export function readDecisions(database: Database.Database, name: string): unknown {
  const row = database.prepare('SELECT value, sum FROM decision WHERE name = ?').get(name) as
    | { value: string; sum: number }
    | undefined;
  if (row === undefined) return undefined;
  verify(`the decisions "${name}"`, checksumOf(name, row.value), row.sum);
  return JSON.parse(row.value) as unknown;
}

/** In order. */
export function decisionNames(database: Database.Database): string[] {
  return database.prepare('SELECT name FROM decision ORDER BY name').pluck().all() as string[];
}

/** The body of the transaction. */
export function putDecisions(database: Database.Database, name: string, value: unknown): void {
  const text = JSON.stringify(value);
  database.prepare('INSERT OR REPLACE INTO decision VALUES (?, ?, ?)').run(name, text, checksumOf(name, text));
  raise(database, 'decisions');
  addLink(database, `${name} ${text}`);
}

/** @returns one sentence a fault */
export function decisionFaults(database: Database.Database): string[] {
  return decisionNames(database).flatMap((name) => faultOf(() => void readDecisions(database, name)));
}
