/** Which store a location names: the one place where that is decided. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CorpusError } from '../errors.js';
import type { Store } from './index.js';
import { indexExists } from './sqlite/connections.js';
import { openFolder, type StoreOptions } from './sqlite/store.js';

const SERVER = /^[a-z][a-z0-9+.-]+:\/\//i;

/**
 * The place of an index: the whole path of a folder, or a URL; and whether there is one, or what is left of one. A server
 * is asked when it is opened.
 */
export function locate(typed: string): { readonly location: string; readonly exists: boolean } {
  if (SERVER.test(typed)) return { location: typed, exists: true };
  const location = resolve(typed);
  return { location, exists: indexExists(location) };
}

/**
 * Opens the store at a location; makes a folder where there is none, and only reads where nothing can be written.
 * @throws CorpusError INDEX_DAMAGED, INDEX_VERSION, FAILED (neither to be read nor to be made), USAGE
 */
export async function openStore(location: string, options: StoreOptions = {}): Promise<Store> {
  if (!SERVER.test(location)) return openFolder(location, options);
  throw new CorpusError('USAGE', `${location} is no folder`, 'Name the folder of an index.');
}

/** A store that is gone when it is closed. */
export async function openTemporaryStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'paperkin-'));
  const store = await openFolder(folder);
  return {
    ...store,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
