/** Opens the store of a location: a folder or a database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CorpusError, messageOf } from '../errors.js';
import type { Store } from './contract.js';
import type { PlanOptions } from './postgres/plan.js';
import { indexExists } from './sqlite/opening/connections.js';
import { openFolder, type StoreOptions } from './sqlite/store.js';

export type { PlanOptions } from './postgres/plan.js';

/** A URL; also one of PostgreSQL without its slashes, which would make a folder named after the password. */
const SERVER = /^(?:[a-z][a-z0-9+.-]+:\/\/|postgres(?:ql)?:)/i;

/**
 * The location of an index: the absolute path of a folder, or a URL; and whether an index, or part of one, is there. A
 * server is contacted only when it is opened.
 * @throws CorpusError USAGE
 */
export function locate(typed: string): {
  readonly location: string;
  readonly exists: boolean;
  readonly server: boolean;
} {
  if (SERVER.test(typed)) return { location: typed, exists: true, server: true };
  const location = resolve(typed);
  // Node has read bytes that are not UTF-8 as this character, so it is the path of another folder.
  if (location.includes('\ufffd'))
    throw new CorpusError(
      'USAGE',
      `the path of the index is not in UTF-8: ${location}`,
      'Rename that folder, or name another with --index DIR.',
    );
  return { location, exists: indexExists(location), server: false };
}

export interface OpenOptions extends StoreOptions {
  /** Whether to create an index in a database without one; a folder always gets one. */
  readonly create?: boolean | undefined;
  /** URL of a replica of a database, to read from. */
  readonly readFrom?: string | undefined;
}

/**
 * Opens the store at a location. Creates a missing folder; opens a read-only one for reading.
 * @throws CorpusError INDEX_DAMAGED, INDEX_VERSION, FAILED (cannot be read or created), CORPUS_EMPTY, USAGE
 */
export async function openStore(location: string, options: OpenOptions = {}): Promise<Store> {
  if (SERVER.test(location)) return (await import('./postgres/store.js')).openServer(location, options);
  if (options.readFrom === undefined) return openFolder(location, options);
  throw new CorpusError('USAGE', 'a folder has no replica', 'Leave out --read-from, or name a database with --index.');
}

/** The SQL that spreads an index over database servers. @throws CorpusError USAGE */
export async function postgresPlan(options: PlanOptions): Promise<string> {
  return (await import('./postgres/plan.js')).planOf(options);
}

/** A store that is deleted when it is closed. @throws CorpusError FAILED */
export async function openTemporaryStore(): Promise<Store> {
  const folder = temporaryFolder();
  const store = await openFolder(folder);
  return {
    ...store,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'paperkin-'));
  } catch (error) {
    throw new CorpusError(
      'FAILED',
      `no temporary folder can be made in ${tmpdir()}: ${messageOf(error)}`,
      'Name a folder that can be written in TMPDIR.',
      error,
    );
  }
}
