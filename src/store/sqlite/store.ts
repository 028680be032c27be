/** The embedded store: one SQLite file, and beside it what is derived from it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { NeighbourIndex, Store, StoreStatus } from '../index.js';
import { EXACT_UP_TO, neighboursOf } from '../neighbours/derived.js';
import { backup } from './backup.js';
import { checkDatabase } from './check.js';
import { openConnections } from './connections.js';
import { countWhere, idsWhere } from './filter.js';
import { watchFolder } from './folder-watch.js';
import { headOf, writeHead } from './head.js';
import { acquireLock, lockWatch } from './lock.js';
import { mapErrors, saysUnwritable, throwMapped, unwritable } from './map-errors.js';
import { counterOf, modelOf } from './meta.js';
import { notes } from './notes.js';
import { openReadSnapshot } from './read-snapshot.js';
import { arrivalsOf, headingsOf, idsBeginning, papersOf, storedWithKeys, unembedded } from './rows.js';
import { embeddedTexts, embeddingsOf, sentencesOf } from './vectors.js';
import { wordIndex } from './words.js';
import { applyChange } from './write.js';

export interface StoreOptions {
  /** Up to so many distinct texts, nearest papers are found by looking at every one. */
  readonly exactUpTo?: number;
}

/**
 * Opens the store of a folder; makes it where there is none, and only reads where nothing can be written.
 * @throws CorpusError INDEX_DAMAGED, INDEX_VERSION, FAILED (neither to be read nor to be made)
 */
export async function openStore(folder: string, { exactUpTo = EXACT_UP_TO }: StoreOptions = {}): Promise<Store> {
  const connections = await openConnections(folder);
  const { database, live, writable } = connections;
  const lock = await lockWatch(folder, writable);
  const reading = openReadSnapshot(database, live, lock.isLocked);
  const verifyFolder = watchFolder(folder);
  const guard = async <T>(work: () => T): Promise<T> => mapErrors(folder, work);
  const neighbours = neighboursOf(folder, database, exactUpTo);
  let index: { generation: number; index: NeighbourIndex } | undefined;
  /** What it returns is acknowledged: it is on disk, and so is the mark that says how far the index goes. */
  const commit = <T>(work: () => T): T => {
    verifyFolder();
    reading.release();
    const done = database.transaction(work).immediate();
    writeHead(folder, headOf(database));
    return done;
  };

  const store: Store = {
    folder,
    writable,
    status: () => guard(() => statusOf(database, folder)),
    papers: (ids) => guard(() => papersOf(database, ids)),
    headings: (ids) => guard(() => headingsOf(database, ids)),
    arrivals: (ids) => guard(() => arrivalsOf(database, ids)),
    idsWhere: (where) => guard(() => idsWhere(database, where)),
    count: (where) => guard(() => countWhere(database, where)),
    withKeys: (keys) => guard(() => storedWithKeys(database, keys)),
    idsBeginning: (beginning, limit) => guard(() => idsBeginning(database, beginning, limit)),
    embeddings: (ids) => guard(() => embeddingsOf(database, ids)),
    sentences: (ids) => guard(() => sentencesOf(database, ids)),
    embeddedTexts: (hashes) => guard(() => embeddedTexts(database, hashes)),
    write: (change) => guard(() => commit(() => applyChange(database, folder, change))),
    ...wordIndex(database, guard),
    ...notes(connections, guard, commit),
    neighbours: async () => {
      const { generation } = await store.age();
      if (index?.generation !== generation)
        index = { generation, index: guarded(folder, await inFolder(folder, neighbours.index())) };
      return index.index;
    },
    updateNeighbours: async ({ anew = false } = {}) => {
      try {
        await inFolder(folder, neighbours.update(anew));
      } catch (error) {
        if (!saysUnwritable(error)) throw error; // it is derived: without it questions are answered all the same
      }
      index = undefined;
    },
    lock: async (waitMs, onWait) => {
      if (!writable) throw unwritable(folder);
      verifyFolder();
      const held = await acquireLock(folder, waitMs, onWait);
      const stopFollowing = reading.track();
      return {
        release: () => {
          stopFollowing();
          held.release();
        },
      };
    },
    isStale: () => guard(reading.isStale),
    refresh: () =>
      guard(() => {
        verifyFolder();
        reading.refresh();
      }),
    unembedded: () => guard(() => unembedded(database)),
    backup: (file) => inFolder(folder, backup(folder, live, file)),
    check: () => guard(() => checkDatabase(database, folder)),
    close: async () => {
      for (const one of [database, live, lock]) one.close();
    },
  };
  return store;
}

async function inFolder<T>(folder: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => throwMapped(folder, error));
}

function guarded(folder: string, index: NeighbourIndex): NeighbourIndex {
  return { size: index.size, nearest: (query, k) => mapErrors(folder, () => index.nearest(query, k)) };
}

/** A store that is gone when it is closed. */
export async function openTemporaryStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'paperkin-'));
  const store = await openStore(folder);
  return {
    ...store,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function statusOf(database: Database.Database, folder: string): StoreStatus {
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  return {
    generation: counterOf(database, 'generation'),
    papers: count('paper'),
    embeddings: count('embedding'),
    model: modelOf(database),
    sizeBytes: readdirSync(folder).reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    ),
  };
}

/** Names a text; the first 32 letters of its sha256 in hexadecimal. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
