/**
 * An index in PostgreSQL with pgvector: the same contract as a folder, for as many readers and writers as the server
 * supports. Everything is in one schema; the server stores acknowledged writes, and this process stores nothing.
 */
import type { Store } from '../contract.js';
import { optionalSaving } from '../optional-saving.js';
import { waitForLock } from '../wait-for-lock.js';
import { checkTables } from './check.js';
import { RecentEmbeddings } from './papers/recent.js';
import { saveDerived, writeDecisions } from './papers/stored-values.js';
import { embedWaiting } from './papers/waiting.js';
import { applyChange } from './papers/write.js';
import { updateGraph } from './queries/graph.js';
import { reembedding } from './reembedding.js';
import { createTables } from './server/create-tables.js';
import { dropKeys } from './server/keys.js';
import { parseLocation, type ServerLocation } from './server/location.js';
import { readOnly, saysUnwritable } from './server/map-errors.js';
import { readingFrom } from './server/replica.js';
import { connectTo } from './server/server.js';
import type { Database, Session } from './server/session.js';
import { readState } from './server/state.js';
import { viewOf } from './view.js';

export interface PostgresOptions {
  /** Creates the tables if there are none. */
  readonly create?: boolean | undefined;
  /** Up to this many papers every embedding is compared. */
  readonly exactUpTo?: number | undefined;
  /** Up to this many papers that pass a filter are named in statements. */
  readonly few?: number;
  /** URL of a replica, which answers once it has all writes of this store. */
  readonly readFrom?: string | undefined;
}

/** @throws CorpusError USAGE, CORPUS_EMPTY, INDEX_VERSION, FAILED (no answer, no login, no pgvector) */
export async function openServer(location: string, options: PostgresOptions = {}): Promise<Store> {
  const parsed = parseLocation(location);
  const database = await connectTo(parsed);
  const replica =
    options.readFrom === undefined
      ? undefined
      : await connectTo({ ...parseLocation(options.readFrom), schema: parsed.schema });
  try {
    return await storeIn(replica === undefined ? database : readingFrom(database, replica), parsed, options);
  } catch (error) {
    await Promise.all([database.close(), replica?.close()]);
    throw error;
  }
}

/** The store of a database, over any connection. */
export async function storeIn(
  database: Database,
  settings: Pick<ServerLocation, 'schema' | 'partitions' | 'shown' | 'graph'>,
  { create = true, exactUpTo, few }: PostgresOptions,
): Promise<Store> {
  await createTables(database, settings, create);
  const { location } = database;
  const recent = new RecentEmbeddings();
  const { writable, spread } = await database.read(accessOf);
  database.spread = spread;
  const requireWritable = () => {
    if (!writable) throw readOnly(location);
  };
  const save = optionalSaving(writable, saysUnwritable);
  return {
    location,
    writable,
    read: (question) => database.read(async (session) => question(await viewOf(session, recent, few))),
    write: async (change) => {
      requireWritable();
      await database.write((session) => applyChange(session, location, change));
    },
    writeDecisions: async (decisions) => {
      requireWritable();
      await database.write((session) => writeDecisions(session, decisions));
    },
    saveDerived: (name, derived) =>
      save(() => database.keep(async (session) => saveDerived(session, await readState(session), name, derived))),
    prepareLoad: async () => {
      requireWritable();
      await dropKeys(database);
    },
    updateNeighbours: async ({ rebuild = false } = {}) => {
      if (writable) await updateGraph(database, { rebuild, exactUpTo, type: settings.graph });
    },
    lock: async (waitMs, onWait) => {
      requireWritable();
      return waitForLock(`another paperkin is writing to ${location}`, () => database.tryLock(), waitMs, onWait);
    },
    reembedding: async (model) => {
      requireWritable();
      return reembedding(database, model);
    },
    embedWaiting: (batch) => {
      requireWritable();
      return database.keep((session) => embedWaiting(session, location, batch));
    },
    check: ({ signal } = {}) =>
      database.read(async (session) =>
        session.missing === undefined
          ? checkTables(session, signal)
          : session.missing.map((name) => `${name} does not answer`),
      ),
    close: () => database.close(),
  };
}

async function accessOf(session: Session): Promise<{ readonly writable: boolean; readonly spread: number }> {
  const [access] = await session.rows<{ writable: boolean; spread: number }>(
    `SELECT has_table_privilege('state', 'UPDATE') AND NOT pg_is_in_recovery() AS writable,
       (SELECT CASE WHEN count(*) FILTER (WHERE relkind = 'f') > 0 THEN count(*)::int ELSE 0 END
        FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = 'posting'::regclass) AS spread`,
  );
  return access!;
}
