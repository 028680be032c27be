/**
 * The chain of writes: one link each, with its day. A link is a hash of the previous link and of what was written. A
 * checksum of the row follows it, because later hashes do not cover the day.
 */
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { checksumOf, Damage, faultOf, verify } from './checksum.js';
import { counterOf, raise } from './meta.js';

const HASH_DIGITS = 32;

export interface Link {
  readonly version: number;
  readonly day: string;
  readonly chain: string;
}

/** Adds a link. @param on the day, `YYYY-MM-DD`; default: today (UTC) @returns its version @throws Damage */
export function addLink(database: Database.Database, content: string, on?: string): number {
  const before = counterOf(database, 'version');
  const version = raise(database, 'version');
  const chain = database.prepare('SELECT chain FROM batch WHERE version = ?').pluck().get(before) as string;
  const hash = createHash('sha256').update(`${chain}\n${version}\n${content}`).digest('hex').slice(0, HASH_DIGITS);
  const day = database
    .prepare("SELECT coalesce(?, date('now'))")
    .pluck()
    .get(on ?? null) as string;
  database.prepare('INSERT INTO batch VALUES (?, ?, ?)').run(version, day, `${hash}-${sumOf(version, day, hash)}`);
  return version;
}

/** Of eight digits, so that no single bit makes a link with a checksum one without. */
function sumOf(version: number, day: string, hash: string): string {
  return checksumOf(version, day, hash).toString(16).padStart(8, '0');
}

/**
 * The day of a write. The link before the first write is empty, as is one that replaces a lost one.
 * @throws Damage
 */
export function dayOf({ version, day, chain }: Link): string {
  // A flipped bit in the header of a row may have turned them into a null or a number.
  if (typeof chain !== 'string' || typeof day !== 'string') throw new Damage(`write ${version} is incomplete`);
  const hash = chain.slice(0, HASH_DIGITS);
  if (chain !== '') verify(`write ${version}`, `${hash}-${sumOf(version, day, hash)}`, chain);
  return day;
}

/** @returns one sentence for each fault */
export function linkFaults(database: Database.Database): string[] {
  const links = database.prepare('SELECT * FROM batch ORDER BY version').all() as Link[];
  return links.flatMap((link) => faultOf(() => void dayOf(link)));
}
