/** Named values of an index: its format, its identity, its counters and its model. Each is checked when it is read. */
import type Database from 'better-sqlite3';
import { numberOfVersion, papersVersionOf } from '../../papers-version.js';
import type { StoredModel } from '../../shapes.js';
import { checksumOf, Damage, faultOf, verify } from './checksum.js';
import { prepared } from './prepared.js';

export const COUNTERS = ['generation', 'decisions', 'version'] as const;
export type Counter = (typeof COUNTERS)[number];

/** Values read in a transaction that only reads: they cannot change before its end. */
const held = new WeakMap<Database.Database, Map<string, string | undefined>>();

/** From now on each value is read and checked once; until `releaseMeta`. */
export function holdMeta(database: Database.Database): void {
  held.set(database, new Map());
}

export function releaseMeta(database: Database.Database): void {
  held.delete(database);
}

/** @throws Damage */
export function metaOf(database: Database.Database, name: string): string | undefined {
  const values = held.get(database);
  if (values === undefined) return readMeta(database, name);
  if (!values.has(name)) values.set(name, readMeta(database, name));
  return values.get(name);
}

function readMeta(database: Database.Database, name: string): string | undefined {
  const row = prepared(database, 'SELECT value, sum FROM meta WHERE name = ?').get(name) as
    | { value: string; sum: number }
    | undefined;
  if (row === undefined) return undefined;
  verify(`the value "${name}"`, checksumOf(name, row.value), row.sum);
  return row.value;
}

export function setMeta(database: Database.Database, name: string, value: string): void {
  database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?, ?)').run(name, value, checksumOf(name, value));
}

/** @throws Damage if it is not a whole number, because it is compared as one */
export function counterOf(database: Database.Database, name: Counter): number {
  const value = metaOf(database, name) ?? '';
  if (!/^\d{1,15}$/.test(value)) throw new Damage(`the counter "${name}" is not a number`);
  return Number(value);
}

/** @returns its new value */
export function raise(database: Database.Database, name: Counter): number {
  const next = counterOf(database, name) + 1;
  setMeta(database, name, String(next));
  return next;
}

/** @param generation of the papers; default: the current one @throws Damage */
export function papersVersionIn(database: Database.Database, generation = counterOf(database, 'generation')): string {
  return papersVersionOf(metaOf(database, 'identity') ?? '', generation);
}

/** @returns undefined if it is not a version of the papers of this index @throws Damage */
export function generationOf(database: Database.Database, papersVersion: string): number | undefined {
  return numberOfVersion(papersVersion, metaOf(database, 'identity') ?? '');
}

/** The model of the embeddings; none before the first. @throws Damage */
export function modelOf(database: Database.Database): StoredModel | null {
  const value = metaOf(database, 'model');
  return value === undefined ? null : (JSON.parse(value) as StoredModel);
}

/** @returns one sentence for each fault */
export function metaFaults(database: Database.Database): string[] {
  const names = database.prepare('SELECT name FROM meta ORDER BY name').pluck().all() as string[];
  const faults = [
    ...names.flatMap((name) => faultOf(() => void metaOf(database, name))),
    ...COUNTERS.flatMap((name) => faultOf(() => void counterOf(database, name))),
  ];
  return [...new Set(faults)];
}
