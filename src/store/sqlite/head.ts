/**
 * How far the index has been acknowledged, in a file of its own: `papers.head`.
 *
 * SQLite takes a lost or damaged `-wal` for one that was never written, and opens the state before it without a word.
 * So every write is one link of a chain in the table `batch`, and after its commit the newest link is saved here. An
 * index that ends before that link, or has another one in its place, has lost something or is another index.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { checksumOf, Damage } from './checksum.js';
import { counterOf, metaOf } from './meta.js';

export const HEAD_FILE = 'papers.head';

export interface Head {
  /** Names the index; a copy of it has the same one. */
  readonly identity: string;
  readonly version: number;
  readonly chain: string;
}

/** The newest link as the database has it. @throws Damage */
export function headOf(database: Database.Database): Head {
  const version = counterOf(database, 'version');
  return { identity: metaOf(database, 'identity') ?? '', version, chain: chainAt(database, version) ?? '' };
}

/** Saves the newest link. The file is replaced by rename: it is always whole. */
export function writeHead(folder: string, { identity, version, chain }: Head): void {
  const path = join(folder, HEAD_FILE);
  const unfinished = `${path}.${process.pid}`;
  try {
    const file = openSync(unfinished, 'w');
    try {
      writeSync(file, `${identity} ${version} ${chain} ${checksumOf(identity, version, chain)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** @returns none where there is no such file @throws Damage */
export function readHead(folder: string): Head | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, HEAD_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const [identity = '', version = '', chain = '', sum = ''] = text.trimEnd().split(' ');
  if (checksumOf(identity, Number(version), chain) !== Number(sum)) throw new Damage(`${HEAD_FILE} is damaged`);
  return { identity, version: Number(version), chain };
}

/**
 * Holds the database against what was acknowledged.
 * @param acknowledged read before the database was, so that a write in between is no fault
 * @throws Damage
 */
export function verifyHead(database: Database.Database, acknowledged: Head | undefined): void {
  const head = headOf(database);
  if (acknowledged === undefined) {
    if (head.version === 0) return; // its making was cut short
    throw new Damage(`${HEAD_FILE} is missing, so it cannot be told whether this is all that was added`);
  }
  if (acknowledged.identity !== head.identity) throw new Damage(`${HEAD_FILE} belongs to another index`);
  if (acknowledged.version > head.version) {
    const batches = acknowledged.version - head.version;
    throw new Damage(`the last ${batches === 1 ? 'write is' : `${batches} writes are`} missing from papers.sqlite`);
  }
  if (chainAt(database, acknowledged.version) !== acknowledged.chain)
    throw new Damage('papers.sqlite was written by something else after it was copied');
}

function chainAt(database: Database.Database, version: number): string | undefined {
  return database.prepare('SELECT chain FROM batch WHERE version = ?').pluck().get(version) as string | undefined;
}
