/**
 * The HNSW graphs of the partitions (pgvector; Malkov & Yashunin 2018): built once there are too many papers for an
 * exact scan, and updated by the server with every write; rebuilt on request.
 */
import { CorpusError } from '../../../errors.js';
import { restoreKeys } from '../server/keys.js';
import type { GraphType } from '../server/location.js';
import type { Database, Session } from '../server/session.js';
import { readState } from '../server/state.js';
import { graphSql, PAPER_TABLES } from '../server/tables.js';
import { EXACT_UP_TO } from './nearest.js';

/**
 * A graph that does not fit in memory during the build takes many times as long: about 2.5 KB a paper at 384 numbers.
 */
const BUILD_BYTES_A_PAPER = 2_500;
const LEAST_BUILD_MB = 64;
const MOST_BUILD_MB = 4_096;
/** Share of dead rows after a bulk load from which tables are vacuumed, so that ranking reads the index alone. */
const STALE_SHARE = 0.1;

interface Partition {
  readonly name: string;
  readonly local: boolean;
  /** More than one if a rebuild was interrupted. */
  readonly graphs: readonly string[];
}

/** Partitions of `embedding`, with the names of their graphs. */
async function partitions(session: Session): Promise<Partition[]> {
  return session.rows<Partition>(
    `SELECT part.relname AS name, part.relkind = 'r' AS local,
       ARRAY(SELECT index.relname::text FROM pg_index JOIN pg_class index ON index.oid = indexrelid
         JOIN pg_am ON pg_am.oid = index.relam WHERE indrelid = part.oid AND amname = 'hnsw') AS graphs
     FROM pg_inherits JOIN pg_class part ON part.oid = inhrelid
     WHERE inhparent = 'embedding'::regclass ORDER BY part.relname`,
  );
}

interface GraphOptions {
  readonly rebuild: boolean;
  /** Up to this many papers no graph is built. */
  readonly exactUpTo?: number | undefined;
  /** The type for graphs that are rebuilt; `null`: as before. */
  readonly type?: GraphType | null | undefined;
}

/**
 * Builds keys that a load has dropped; updates graphs and planner statistics if that is worthwhile.
 * @throws CorpusError USAGE (`halfvec` over servers)
 */
export async function updateGraph(database: Database, options: GraphOptions): Promise<void> {
  const { rebuild, exactUpTo = EXACT_UP_TO } = options;
  await restoreKeys(database);
  const { state, parts, stale } = await database.read(async (session) => ({
    state: await readState(session),
    parts: await partitions(session),
    stale: await staleTables(session),
  }));
  const here = parts.every(({ local }) => local);
  await database.maintain(
    rebuild ? PAPER_TABLES.map(({ name }) => `VACUUM (ANALYZE) ${name}`) : refreshSql(stale, here),
  );
  const wanted = state.papers > exactUpTo && state.model !== null;
  const local = parts.filter((part) => part.local);
  if (!wanted) {
    if (state.graph === null) return;
    await database.write((session) => session.rows('UPDATE state SET graph = NULL'));
    await dropGraphs(database);
    return;
  }
  // All partitions have the same type, so it changes only when all are built.
  const type = (rebuild ? options.type : state.graph) ?? state.graph ?? options.type ?? 'vector';
  if (type === 'halfvec' && !here) throw onlyHere();
  const building = local.filter(({ graphs }) => rebuild || graphs.length === 0);
  if (building.length === 0 && state.graph !== null) return;
  const megabytes = Math.ceil(((state.papers / Math.max(1, parts.length)) * BUILD_BYTES_A_PAPER) / 1e6);
  const memory = `${Math.min(MOST_BUILD_MB, Math.max(LEAST_BUILD_MB, megabytes))}MB`;
  await database.write(async (session) => {
    await session.rows('SET LOCAL statement_timeout = 0');
    await session.rows(`SET LOCAL maintenance_work_mem = '${memory}'`);
    for (const { name } of building) await session.rows(graphSql(name, state.model!.dimension, type));
    await session.rows('UPDATE state SET graph = $1', [type]);
  });
  // Queries use the old graphs until the new ones are there: dropping first would make them wait for the build.
  await dropIndexes(
    database,
    building.flatMap(({ graphs }) => graphs),
  );
}

/** Without graphs, queries compare every embedding. */
export async function dropGraphs(database: Database): Promise<void> {
  const parts = await database.read(partitions);
  await dropIndexes(
    database,
    parts.filter(({ local }) => local).flatMap(({ graphs }) => graphs),
  );
}

/** Each in a transaction of its own: a query locks all partitions, so one that held some of them could deadlock. */
async function dropIndexes(database: Database, names: readonly string[]): Promise<void> {
  for (const name of names) await database.write((session) => session.rows(`DROP INDEX IF EXISTS "${name}"`));
}

/**
 * Nobody but a client collects statistics of whole partitioned tables; without them the planner takes every paper for
 * one of 200. Partitions on other servers would be read as a whole for that.
 * @param here whether all partitions are on this server
 */
function refreshSql(stale: readonly string[], here: boolean): string[] {
  if (!here) return stale.map((partition) => `VACUUM (ANALYZE) ${partition}`);
  const tables = PAPER_TABLES.map(({ name }) => name).filter((name) => stale.some((one) => isPartition(one, name)));
  return [...stale.map((partition) => `VACUUM ${partition}`), ...tables.map((name) => `ANALYZE ${name}`)];
}

function isPartition(name: string, table: string): boolean {
  return name.startsWith(`${table}_p`);
}

function onlyHere(): CorpusError {
  return new CorpusError(
    'USAGE',
    'graph=halfvec needs all partitions on the server of the URL',
    'Leave it out; the graphs of other servers index the type vector.',
  );
}

/** Tables with many changes since they were last vacuumed. */
async function staleTables(session: Session): Promise<string[]> {
  const rows = await session.rows<{ name: string }>(
    `SELECT relname AS name FROM pg_stat_user_tables
     WHERE schemaname = current_schema()
       AND n_dead_tup + n_ins_since_vacuum > 1000
         AND n_dead_tup + n_ins_since_vacuum > ${STALE_SHARE} * (n_live_tup + 1)`,
  );
  return rows.map(({ name }) => name).filter((name) => PAPER_TABLES.some((table) => isPartition(name, table.name)));
}
