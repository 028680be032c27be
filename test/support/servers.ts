/**
 * PostgreSQL servers for tests: those that PAPERKIN_TEST_POSTGRES names, parted by commas; `.ci/postgres.mjs` starts
 * some.
 */
import type { Store } from '../../src/store/index.js';
import { planOf } from '../../src/store/postgres/plan.js';
import { openServer, type PostgresOptions } from '../../src/store/postgres/store.js';
import { afterThisFile } from './clean-up.js';

export const servers = (process.env['PAPERKIN_TEST_POSTGRES'] ?? '').split(',').filter((url) => url !== '');
export const NO_SERVER = 'PAPERKIN_TEST_POSTGRES names no server';
export const NO_THREE = 'PAPERKIN_TEST_POSTGRES names fewer than three servers';

/** Of the connections of this process: files of tests share the servers, and one ends connections. */
export const OWN_NAME = `paperkin ${process.pid}`;
const named = `application_name=${encodeURIComponent(OWN_NAME)}`;

let schemas = 0;

/** The URL of a new index on the first server. */
export function newIndex(settings = 'partitions=2'): string {
  return `${servers[0]}?schema=${newSchema()}&${named}&${settings}`;
}

function newSchema(): string {
  const schema = `test_${process.pid}_${++schemas}`;
  afterThisFile(async () => {
    for (const url of servers) await runSql(url, `DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  });
  return schema;
}

/** A store whose tables are empty again when it is closed: making them takes longer than a test. */
export function reusedStore(url: () => string | Promise<string>): (options?: PostgresOptions) => Promise<Store> {
  let location: string | undefined;
  return async (options = {}) => {
    location ??= await url();
    const store = await openServer(location, options);
    const schema = new URL(location).searchParams.get('schema')!;
    return {
      ...store,
      close: async () => {
        await store.close();
        await runSql(servers[0]!, emptySql(schema));
      },
    };
  };
}

/** Empties the tables of an index. */
export function emptySql(schema: string): string {
  const tables = ['heading', 'paper', 'paper_key', 'embedding', 'posting', 'term', 'waiting', 'change', 'decision'];
  return `SET search_path TO "${schema}", public;
    TRUNCATE ${[...tables, 'derived', 'derived_row', 'embedded_batch', 'state'].join(', ')};
    INSERT INTO state DEFAULT VALUES;`;
}

/** An index with a partition on each of three servers, as `paperkin postgres plan` has it. */
export async function spreadIndex(): Promise<string> {
  const schema = newSchema();
  const sql = planOf({
    servers: ['local', ...servers.slice(1, 3)],
    schema,
    partitions: 3,
    dimension: 27,
    citus: false,
  });
  const parts = sql.split(/^-- On .*$/m).slice(1);
  for (const [place, url] of [servers[1]!, servers[2]!, servers[0]!].entries()) await runSql(url, parts[place]!);
  return `${servers[0]}?schema=${schema}&${named}`;
}

export async function runSql<Row>(url: string, sql: string): Promise<Row[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result: unknown = await client.query(sql);
    const last = Array.isArray(result) ? result.at(-1) : result;
    return (last as { rows: Row[] }).rows;
  } finally {
    await client.end();
  }
}
