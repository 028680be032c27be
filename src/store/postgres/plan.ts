/** The SQL that spreads a new index over several servers, for a person to review and run. */
import { CorpusError } from '../../errors.js';
import { EF_SEARCH } from './queries/nearest.js';
import {
  bounds,
  graphSql,
  PAPER_TABLES,
  parentSql,
  partitionName,
  partitionSql,
  plainSql,
  SMALL_TABLES,
} from './server/tables.js';

export interface PlanOptions {
  /** `postgres://USER@HOST:PORT/DATABASE` each; `local` is the coordinator itself. */
  readonly servers: readonly string[];
  /** Schema of the tables. */
  readonly schema: string;
  /** Number of partitions of the papers; not fewer than servers. */
  readonly partitions: number;
  /** Dimension of the model, for the graphs. */
  readonly dimension: number;
  /** For Citus, in place of postgres_fdw. */
  readonly citus: boolean;
}

/** Seconds after which a server that does not answer counts as down. */
const CONNECT_TIMEOUT_S = 5;
/** Rows fetched at a time: a query needs about a hundred of the nearest papers. */
const FETCH_SIZE = 200;
const INSERT_SIZE = 500;
/** What a query sets on its own server; the other servers get no settings from it. */
const GRAPH_SETTINGS = `-c hnsw.ef_search=${EF_SEARCH} -c hnsw.iterative_scan=strict_order`;
const LOCAL = 'local';

interface OtherServer {
  readonly name: string;
  readonly url: URL;
  /** Remainders of the partitions on it. */
  readonly partitions: readonly number[];
}

/** @throws CorpusError USAGE */
export function planOf(options: PlanOptions): string {
  const { servers, partitions } = options;
  if (servers.length === 0 || (partitions < servers.length && !options.citus))
    throw new CorpusError(
      'USAGE',
      `${partitions} partitions cannot be spread over ${servers.length} servers`,
      'Name at least one server, and no fewer partitions than servers (--partitions).',
    );
  return `${(options.citus ? citusPlan(options) : fdwPlan(options)).join('\n')}\n`;
}

function statements(sql: readonly string[]): string[] {
  return sql.map((one) => `${one.replace(/\n\s+/g, '\n  ')};`);
}

function opening(schema: string): string[] {
  return statements([
    'CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public',
    `CREATE SCHEMA "${schema}"`,
    `SET search_path TO "${schema}", public`,
  ]);
}

function fdwPlan({ servers, schema, partitions, dimension }: PlanOptions): string[] {
  const home = (remainder: number) => remainder % servers.length;
  const others = servers.flatMap((server, place): OtherServer[] => {
    if (server === LOCAL) return [];
    const those = Array.from({ length: partitions }, (_, remainder) => remainder).filter((one) => home(one) === place);
    return [{ name: `${schema}_${place}`, url: urlOf(server), partitions: those }];
  });
  const here = Array.from({ length: partitions }, (_, remainder) => remainder).filter(
    (remainder) => servers[home(remainder)] === LOCAL,
  );
  return [
    ...others.flatMap(({ url, partitions: those }) => [
      `-- On ${url.host}, in the database ${url.pathname.slice(1)}:`,
      ...opening(schema),
      ...those.flatMap((one) =>
        PAPER_TABLES.flatMap((table) => statements(plainSql(table, partitionName(table.name, one)))),
      ),
      '',
    ]),
    '-- On the coordinator, which the URL of the index names. Add a password to the user mappings where one is needed:',
    ...opening(schema),
    ...statements(['CREATE EXTENSION IF NOT EXISTS postgres_fdw']),
    ...others.flatMap((server) => statements(serverSql(server))),
    ...PAPER_TABLES.flatMap((table) => [
      ...statements(parentSql(table)),
      ...statements(here.map((one) => partitionSql(table, partitions, one))),
      ...statements(
        others.flatMap(({ name, partitions: those }) =>
          those.map((one) => foreignSql(table.name, { name, schema, partitions, one })),
        ),
      ),
    ]),
    ...statements(SMALL_TABLES),
    '',
    '-- After a large load, on each server that has partitions, the graph of nearest papers:',
    ...others.flatMap(({ url, partitions: those }) =>
      those.map((one) => `-- ${url.host}: ${graphSql(`"${schema}".${partitionName('embedding', one)}`, dimension)};`),
    ),
  ];
}

function serverSql({ name, url }: OtherServer): string[] {
  const options = [
    `host '${url.hostname}'`,
    `port '${url.port === '' ? '5432' : url.port}'`,
    `dbname '${decodeURIComponent(url.pathname.slice(1))}'`,
    "extensions 'vector'",
    "async_capable 'true'",
    "use_remote_estimate 'true'",
    `fetch_size '${FETCH_SIZE}'`,
    `batch_size '${INSERT_SIZE}'`,
    `connect_timeout '${CONNECT_TIMEOUT_S}'`,
    `options '${GRAPH_SETTINGS}'`,
  ];
  return [
    `CREATE SERVER ${name} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (${options.join(', ')})`,
    `CREATE USER MAPPING FOR CURRENT_USER SERVER ${name} OPTIONS (user '${decodeURIComponent(url.username)}')`,
  ];
}

interface ForeignPartition {
  readonly name: string;
  readonly schema: string;
  readonly partitions: number;
  readonly one: number;
}

function foreignSql(table: string, { name, schema, partitions, one }: ForeignPartition): string {
  const partition = partitionName(table, one);
  return `CREATE FOREIGN TABLE ${partition} PARTITION OF ${table} ${bounds(partitions, one)}
  SERVER ${name} OPTIONS (schema_name '${schema}', table_name '${partition}')`;
}

/** Citus spreads tables itself, so they are not partitioned; its workers are named with `citus_add_node`. */
function citusPlan({ servers, schema, dimension }: PlanOptions): string[] {
  const workers = servers.filter((server) => server !== LOCAL).map(urlOf);
  return [
    '-- On the coordinator, with Citus on every server:',
    ...statements(['CREATE EXTENSION IF NOT EXISTS citus']),
    ...workers.map((url) => `SELECT citus_add_node('${url.hostname}', ${url.port === '' ? '5432' : url.port});`),
    ...opening(schema),
    ...PAPER_TABLES.flatMap((table) => statements(plainSql(table))),
    ...statements(SMALL_TABLES),
    ...PAPER_TABLES.map(({ name }, place) =>
      place === 0
        ? `SELECT create_distributed_table('${name}', 'paper');`
        : `SELECT create_distributed_table('${name}', 'paper', colocate_with => '${PAPER_TABLES[0]!.name}');`,
    ),
    "SELECT create_reference_table('term');",
    '',
    '-- After a large load, the graph of nearest papers:',
    `-- ${graphSql('embedding', dimension)};`,
  ];
}

function urlOf(server: string): URL {
  try {
    const url = new URL(server);
    if (
      /^postgres(?:ql)?:$/.test(url.protocol) &&
      url.pathname.length > 1 &&
      url.password === '' &&
      !/['"]/.test(server)
    )
      return url;
  } catch {
    // stated below
  }
  throw new CorpusError(
    'USAGE',
    'a server must be written postgres://USER@HOST:PORT/DATABASE, without a password, or local',
    'Put the password into the user mapping when you run the plan.',
  );
}
