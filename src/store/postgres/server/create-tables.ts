/** Creates the tables of an index, in one transaction and one process at a time; refuses those of another format. */
import { CorpusError, codeOf } from '../../../errors.js';
import { formatDiffers } from '../../format-differs.js';
import type { ServerLocation } from './location.js';
import type { Database, Session } from './session.js';
import { FORMAT, PAPER_TABLES, parentSql, partitionSql, SMALL_TABLES } from './tables.js';

/** `hnsw.iterative_scan`, without which a filter leaves answers out, came with it. */
const OLDEST_PGVECTOR = [0, 8] as const;

/** The format of the tables; 0 where there are none. */
async function formatOf(session: Session, schema: string): Promise<number> {
  const [row] = await session.rows<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    `${schema}.migration`,
  ]);
  if (row?.there !== true) return 0;
  const [newest] = await session.rows<{ number: number }>('SELECT max(number) AS number FROM migration');
  return newest?.number ?? 0;
}

/**
 * @param create whether missing tables are created
 * @throws CorpusError CORPUS_EMPTY, INDEX_VERSION, FAILED (no pgvector, or no right to make tables)
 */
export async function createTables(
  database: Database,
  { schema, partitions, shown }: Pick<ServerLocation, 'schema' | 'partitions' | 'shown'>,
  create: boolean,
): Promise<void> {
  const format = await database.read((session) => formatOf(session, schema));
  if (format === FORMAT) return;
  if (format !== 0) throw formatDiffers(shown, { stored: format, current: FORMAT }, 'to another schema (?schema=NAME)');
  if (!create)
    throw new CorpusError(
      'CORPUS_EMPTY',
      `there is no index in ${shown}`,
      'Make one with `paperkin add FILE…`, or name another with --index.',
    );
  await database.write(async (session) => {
    await session.rows('SELECT pg_advisory_xact_lock(hashtext($1), hashtext($2))', ['paperkin migration', schema]);
    await session.rows(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    if ((await formatOf(session, schema)) !== 0) return; // another process was faster
    await requireUnicode(session, shown);
    await requireVector(session, shown);
    for (const statement of tablesSql(partitions)) await session.rows(statement);
  });
}

function tablesSql(partitions: number): string[] {
  return [
    ...PAPER_TABLES.flatMap((table) => [
      ...parentSql(table),
      ...Array.from({ length: partitions }, (_, remainder) => partitionSql(table, partitions, remainder)),
    ]),
    ...SMALL_TABLES,
  ];
}

async function requireUnicode(session: Session, location: string): Promise<void> {
  const [row] = await session.rows<{ encoding: string }>("SELECT current_setting('server_encoding') AS encoding");
  if (row?.encoding !== 'UTF8')
    throw new CorpusError(
      'FAILED',
      `the database ${location} has the encoding ${row?.encoding}, which cannot hold every paper`,
      'Create another with `createdb --encoding UTF8 --template template0 NAME`.',
    );
}

async function requireVector(session: Session, location: string): Promise<void> {
  const version = async () =>
    (await session.rows<{ extversion: string }>("SELECT extversion FROM pg_extension WHERE extname = 'vector'"))[0]
      ?.extversion;
  if ((await version()) === undefined) {
    try {
      await session.rows('CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public');
    } catch (error) {
      const reason = codeOf(error) === '42501' ? 'this login may not create it' : 'the server does not have it';
      throw new CorpusError(
        'FAILED',
        `the database ${location} needs the extension pgvector, and ${reason}`,
        'Install pgvector 0.8 or newer and run `CREATE EXTENSION vector` as its owner.',
        error,
      );
    }
  }
  const [major = 0, minor = 0] = ((await version()) ?? '').split('.').map(Number);
  if (major < OLDEST_PGVECTOR[0] || (major === OLDEST_PGVECTOR[0] && minor < OLDEST_PGVECTOR[1]))
    throw new CorpusError(
      'FAILED',
      `the database ${location} has pgvector ${major}.${minor}, which loses answers of a filtered search`,
      'Install pgvector 0.8 or newer, and run `ALTER EXTENSION vector UPDATE`.',
    );
}
