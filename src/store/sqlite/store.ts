/** The store in a folder: one SQLite file, and files derived from it. */
import type Database from 'better-sqlite3';
import type { Store } from '../contract.js';
import { optionalSaving } from '../optional-saving.js';
import type { Reembedding } from '../reembedding.js';
import { backup } from './care/backup.js';
import { checkDatabase } from './care/check.js';
import { reembedding } from './care/reembedding.js';
import { watchFolder } from './database/folder-watch.js';
import { headOf, headsOfNow, reserveHead, verifyHead } from './database/head.js';
import { acquireLock, acquireModelLock } from './database/lock.js';
import { mapErrors, notOpenedForWriting, saysUnwritable, throwMapped } from './database/map-errors.js';
import { Snapshots } from './database/snapshots.js';
import { type Connection, openConnection } from './opening/connections.js';
import { putDecisions } from './papers/decisions.js';
import { saveDerived } from './papers/derived-values.js';
import { PaperIds } from './papers/paper-ids.js';
import { Recent } from './papers/recent.js';
import { sentenceEmbeddings, storedEmbeddings } from './papers/vectors.js';
import { applyChange } from './papers/write.js';
import { EXACT_UP_TO, NeighbourFinder, updateNeighbours } from './queries/finder.js';
import { PassingPapers } from './queries/passing-papers.js';
import { WordRanker } from './queries/words.js';
import { type Loaded, viewOf } from './view.js';

export interface StoreOptions {
  /** Up to this many distinct texts, every embedding is compared in full. */
  readonly exactUpTo?: number | undefined;
}

/** What all methods of a store share. */
interface OpenFolder extends Connection {
  readonly folder: string;
  readonly exactUpTo: number;
  readonly snapshots: Snapshots;
  readonly loaded: Loaded;
  /** @throws CorpusError INDEX_DAMAGED if the folder contains another index than the one that was opened */
  readonly verifyFolder: () => void;
}

/**
 * Opens the store of a folder. Creates a missing one; opens a read-only one for reading.
 * @throws CorpusError INDEX_DAMAGED, INDEX_VERSION, FAILED (cannot be read or created)
 */
export async function openFolder(folder: string, { exactUpTo = EXACT_UP_TO }: StoreOptions = {}): Promise<Store> {
  const connection = await openConnection(folder);
  const { database, writable } = connection;
  const [ids, passing] = [new PaperIds(), new PassingPapers()];
  const embeddings = new Recent((snapshot, papers) => storedEmbeddings(snapshot, papers, ids));
  const loaded: Loaded = {
    neighbours: new NeighbourFinder(folder, exactUpTo, { embeddings, ids }),
    passing,
    words: new WordRanker(ids, passing),
    embeddings,
    sentences: new Recent((snapshot, papers) => sentenceEmbeddings(snapshot, embeddings.of(snapshot, papers))),
  };
  const snapshots = new Snapshots(folder, database);
  const opened = { ...connection, folder, exactUpTo, snapshots, loaded, verifyFolder: watchFolder(folder) };
  return {
    location: folder,
    writable,
    ...reading(opened),
    ...writing(opened),
    ...deriving(opened),
    close: async () => {
      snapshots.close();
      database.close();
    },
  };
}

function reading({ folder, snapshots, loaded, verifyFolder }: OpenFolder) {
  const onSnapshot = async <T>(work: (snapshot: Database.Database) => Promise<T>): Promise<T> => {
    const { database: snapshot, release } = await guard(folder, () => snapshots.take());
    try {
      return await work(snapshot);
    } finally {
      release();
    }
  };
  return {
    read: async (question) => {
      verifyFolder();
      return onSnapshot(async (snapshot) => question(mapErrors(folder, () => viewOf(folder, snapshot, loaded))));
    },
    backup: (file, options) => onSnapshot((snapshot) => guard(folder, () => backup({ snapshot, file }, options))),
    check: async (options) => {
      const acknowledged = headsOfNow(folder); // the snapshot may be newer
      return onSnapshot((snapshot) =>
        guard(folder, () => checkDatabase(snapshot, options, () => verifyHead(snapshot, acknowledged()))),
      );
    },
  } satisfies Partial<Store>;
}

function writing({ folder, database, writable, refusal, verifyFolder }: OpenFolder) {
  const requireWritable = (): void => {
    if (!writable) throw notOpenedForWriting(folder, refusal);
  };
  /** When it returns, the write is acknowledged: it is on disk, and so is its version in `papers.head`. */
  const commit = (work: () => void): void => {
    verifyFolder();
    const next = reserveHead(folder);
    try {
      database.transaction(work).immediate();
      next.save(headOf(database));
    } finally {
      next.close();
    }
  };
  return {
    write: (change) => guard(folder, () => commit(() => applyChange(database, folder, change))),
    writeDecisions: (decisions) => guard(folder, () => commit(() => putDecisions(database, decisions))),
    lock: async (waitMs, onWait) => {
      requireWritable();
      verifyFolder();
      return acquireLock(folder, waitMs, onWait);
    },
    lockModel: async (waitMs, onWait) => {
      requireWritable();
      return acquireModelLock(folder, waitMs, onWait);
    },
    reembedding: (model) =>
      guard(folder, () => {
        requireWritable();
        return guarded(folder, reembedding(folder, database, { model, commit }));
      }),
  } satisfies Partial<Store>;
}

function deriving({ folder, database, writable, exactUpTo, loaded }: OpenFolder) {
  const save = optionalSaving(writable, saysUnwritable);
  return {
    saveDerived: (name, derived) => save(() => guard(folder, () => saveDerived(database, name, derived))),
    updateNeighbours: async (options = {}) => {
      await save(() => guard(folder, () => updateNeighbours(folder, database, exactUpTo, options)));
      loaded.neighbours.forget();
    },
  } satisfies Partial<Store>;
}

function guarded(folder: string, making: Reembedding): Reembedding {
  return {
    progress: () => guard(folder, making.progress),
    missing: (limit) => guard(folder, () => making.missing(limit)),
    write: (texts) => guard(folder, () => making.write(texts)),
    finish: () => guard(folder, making.finish),
    close: making.close,
  };
}

async function guard<T>(folder: string, work: () => T): Promise<Awaited<T>> {
  try {
    return await work();
  } catch (error) {
    return throwMapped(folder, error);
  }
}
