/**
 * The newest acknowledged write, in a file of its own: `papers.head`.
 *
 * If a `-wal` file is lost or damaged, SQLite silently opens the state before it. So every write is one link of a chain
 * in the table `batch`, and after its commit the newest link is saved here. An index that ends before that link, or has
 * another link in its place, has lost writes or is another index.
 */
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { codeOf } from '../../../errors.js';
import { checksumOf, Damage } from './checksum.js';
import { counterOf, metaOf } from './meta.js';
import { preparedColumn } from './prepared.js';

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

/** Longer than one link or two: so many bytes of the next file are reserved. */
const RESERVED_BYTES = 512;

/** The file that will replace `papers.head`. */
export interface NextHead {
  /** @param before of the database that is about to be replaced: until the next call, either of the two may be there */
  save(head: Head, before?: readonly Head[]): void;
  /** Removes it if it was not saved. */
  close(): void;
}

/**
 * Creates the file of the next link, with room for it. Called before a commit: a disk that is full afterwards cannot
 * make a write fail that is already in the database, if its file system writes in place.
 */
export function reserveHead(folder: string): NextHead {
  const path = join(folder, HEAD_FILE);
  const unfinished = `${path}.${process.pid}-${threadId}`;
  const file = openSync(unfinished, 'w');
  let state: 'open' | 'closed' | 'saved' = 'open';
  const close = (): void => {
    if (state === 'open') closeSync(file);
    if (state !== 'saved') rmSync(unfinished, { force: true });
    state = state === 'saved' ? 'saved' : 'closed';
  };
  try {
    writeSync(file, Buffer.alloc(RESERVED_BYTES), 0, RESERVED_BYTES, 0);
  } catch (error) {
    close();
    throw error;
  }
  return {
    save: (head, before = []) => {
      const lines = Buffer.from([head, ...before].map(lineOf).join(''));
      writeSync(file, lines, 0, lines.length, 0);
      ftruncateSync(file, lines.length);
      fsyncSync(file);
      closeSync(file);
      state = 'closed';
      renameSync(unfinished, path);
      state = 'saved';
    },
    close,
  };
}

/** Saves the newest link. The file is replaced by rename: it is always whole. */
export function writeHead(folder: string, head: Head, before: readonly Head[] = []): void {
  const next = reserveHead(folder);
  try {
    next.save(head, before);
  } finally {
    next.close();
  }
}

function lineOf({ identity, version, chain }: Head): string {
  return `${identity} ${version} ${chain} ${checksumOf(identity, version, chain)}\n`;
}

/** @returns one link, two after a killed replacement, none if there is no such file @throws Damage */
export function readHead(folder: string): readonly Head[] {
  let text: string;
  try {
    text = readFileSync(join(folder, HEAD_FILE), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  return text.trimEnd().split('\n').map(headIn);
}

/** Reads the file now; what is wrong with it is thrown by the function that is returned. */
export function headsOfNow(folder: string): () => readonly Head[] {
  try {
    const heads = readHead(folder);
    return () => heads;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function headIn(line: string): Head {
  const [identity = '', version = '', chain = '', sum = ''] = line.split(' ');
  if (checksumOf(identity, Number(version), chain) !== Number(sum)) throw new Damage(`${HEAD_FILE} is damaged`);
  return { identity, version: Number(version), chain };
}

/**
 * Compares the database with what was acknowledged.
 * @param acknowledged read before the database was, so that a write in between does not count as a fault
 * @throws Damage
 */
export function verifyHead(database: Database.Database, acknowledged: readonly Head[]): void {
  const head = headOf(database);
  const [fault, ...others] = acknowledged.map((one) => linkFault(database, head, one));
  if (acknowledged.length === 0) {
    if (head.version === 0) return; // its creation was interrupted
    throw new Damage(`${HEAD_FILE} is missing, so lost writes cannot be ruled out`);
  }
  if (fault !== undefined && !others.includes(undefined)) throw new Damage(fault);
}

function linkFault(database: Database.Database, head: Head, acknowledged: Head): string | undefined {
  if (acknowledged.identity !== head.identity) return `${HEAD_FILE} belongs to another index`;
  if (acknowledged.version > head.version) {
    const batches = acknowledged.version - head.version;
    return `the last ${batches === 1 ? 'write is' : `${batches} writes are`} missing from papers.sqlite`;
  }
  if (chainAt(database, acknowledged.version) !== acknowledged.chain)
    return 'papers.sqlite was written by something else after it was copied';
  return undefined;
}

function chainAt(database: Database.Database, version: number): string | undefined {
  return preparedColumn(database, 'SELECT chain FROM batch WHERE version = ?').get(version) as string | undefined;
}
