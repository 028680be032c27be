/** The URL of an index in PostgreSQL: the parts for the server, and our own settings. Its password is never shown. */
import { CorpusError } from '../../../errors.js';

/** pgvector's types: 4 or 2 bytes for each number. Stored embeddings always have 4. */
export type GraphType = 'vector' | 'halfvec';

export interface ServerLocation {
  /** For the driver: the URL without our own settings. Holds the password. */
  readonly url: string;
  /** For people: the URL without a password. */
  readonly shown: string;
  /** The schema that holds the tables of the index. */
  readonly schema: string;
  /** How many partitions a new index gets. */
  readonly partitions: number;
  /** Time limit of the server for one statement of a query. */
  readonly statementMs: number;
  /** How long the server may take to accept a connection. */
  readonly connectMs: number;
  /** Whether partial answers are allowed while a server is down. */
  readonly partial: boolean;
  /** Connections that this process opens at most. */
  readonly connections: number;
  /** The type that new graphs index; `null`: as before. */
  readonly graph: GraphType | null;
}

const SCHEMA = 'paperkin';
/**
 * Each partition has its own HNSW graph and every query searches all of them, so many cost time; a partition cannot be
 * split over servers, so a single one can never be distributed.
 */
const PARTITIONS = 4;
const MOST_PARTITIONS = 256;
/** Even the longest query, a scan of a million papers in batches, has no statement that takes as long. */
const STATEMENT_MS = 60_000;
const CONNECT_MS = 10_000;
/** Concurrent queries of one process; a server allows 100 connections by default, for all of its clients. */
const CONNECTIONS = 4;

/**
 * What a URL may hold besides our settings: those of libpq and of `pg`. Others are refused, as libpq does: with a
 * misspelt `schema`, papers would go to another index.
 */
const DRIVER_SETTINGS: ReadonlySet<string> = new Set(
  (
    'application_name binary channel_binding client_encoding encoding fallback_application_name gssdelegation ' +
    'gssencmode gsslib host hostaddr idle_in_transaction_session_timeout keepalives keepalives_count keepalives_idle ' +
    'keepalives_interval krbsrvname load_balance_hosts lock_timeout options passfile password port query_timeout ' +
    'replication require_auth requirepeer service ssl ssl_max_protocol_version ssl_min_protocol_version sslcert ' +
    'sslcertmode sslcompression sslcrl sslcrldir sslkey sslmode sslnegotiation sslpassword sslrootcert sslsni ' +
    'target_session_attrs tcp_user_timeout uselibpqcompat user'
  ).split(' '),
);

/** @throws CorpusError USAGE; the message does not repeat the URL where it could hold a password */
export function parseLocation(location: string): ServerLocation {
  const url = urlOf(location);
  if (url === undefined || !/^postgres(?:ql)?:\/\//i.test(location) || url.pathname.length < 2)
    throw usage('this is not the URL of a PostgreSQL database');
  const take = (name: string) => {
    const value = url.searchParams.get(name);
    url.searchParams.delete(name);
    return value;
  };
  const schema = take('schema') ?? SCHEMA;
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema))
    throw usage('the schema in the URL must be a name of lower-case letters, digits and _');
  const number = (name: string, standard: number, most: number) => {
    const text = take(name);
    if (text === null) return standard;
    if (!/^\d{1,9}$/.test(text) || Number(text) < 1 || Number(text) > most)
      throw usage(`${name} in the URL must be a whole number from 1 to ${most}`);
    return Number(text);
  };
  const settings = {
    schema,
    graph: graphTypeOf(take('graph')),
    partitions: number('partitions', PARTITIONS, MOST_PARTITIONS),
    statementMs: number('statement_timeout', STATEMENT_MS, 999_999_999),
    connectMs: number('connect_timeout', CONNECT_MS / 1000, 3_600) * 1000,
    connections: number('connections', CONNECTIONS, 1_000),
    partial: isTrue(take('partial')),
  };
  const unknown = [...url.searchParams.keys()].find((name) => !DRIVER_SETTINGS.has(name));
  if (unknown !== undefined) throw usage(`the URL has the unknown setting ${unknown}`);
  checkCertificate(url);
  return { url: url.href, shown: withoutPassword(url, schema), ...settings };
}

/** The driver checks the certificate in these modes, and warns on every start that it will not in its next version. */
function checkCertificate({ searchParams }: URL): void {
  const mode = searchParams.get('sslmode') ?? '';
  if (['prefer', 'require', 'verify-ca'].includes(mode) && searchParams.get('uselibpqcompat') !== 'true')
    searchParams.set('sslmode', 'verify-full');
}

function isTrue(text: string | null): boolean {
  if (text === null || text === 'false') return false;
  if (text === 'true') return true;
  throw usage('partial in the URL must be true or false');
}

function graphTypeOf(text: string | null): GraphType | null {
  if (text === null || text === 'vector' || text === 'halfvec') return text;
  throw usage('graph in the URL must be vector or halfvec');
}

function urlOf(location: string): URL | undefined {
  try {
    return new URL(location);
  } catch {
    return undefined;
  }
}

function withoutPassword(url: URL, schema: string): string {
  const printable = new URL(url.href);
  printable.password = '';
  printable.search = schema === SCHEMA ? '' : `?schema=${schema}`;
  return printable.href;
}

function usage(message: string): CorpusError {
  return new CorpusError(
    'USAGE',
    message,
    'Write postgres://USER@HOST:PORT/DATABASE; docs/postgres.md has the settings.',
  );
}
