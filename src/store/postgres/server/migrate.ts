/** Brings the tables of an index to the newest format: all steps in one transaction, one process at a time. */
import { CorpusError, codeOf } from '../../../errors.js';
import type { ServerLocation } from './location.js';
import { FORMAT, MIGRATION_TABLE, MIGRATIONS } from './migrations.js';
import type { Database, Session } from './session.js';

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
export async function migrate(
  database: Database,
  { schema, partitions, shown }: Pick<ServerLocation, 'schema' | 'partitions' | 'shown'>,
  create: boolean,
): Promise<void> {
  const format = await database.read((session) => formatOf(session, schema));
  if (format > FORMAT)
    throw new CorpusError(
      'INDEX_VERSION',
      `the index in ${shown} has format ${format}; this paperkin reads format ${FORMAT}`,
      'Use the paperkin that made it, or a newer one.',
    );
  if (format === 0 && !create)
    throw new CorpusError(
      'CORPUS_EMPTY',
      `there is no index in ${shown}`,
      'Make one with `paperkin add FILE…`, or name another with --index.',
    );
  if (format === FORMAT) return;
  await database.write(async (session) => {
    await session.rows('SELECT pg_advisory_xact_lock(hashtext($1), hashtext($2))', ['paperkin migration', schema]);
    await session.rows(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    const before = await formatOf(session, schema); // another process may have been faster
    if (before === 0) {
      await requireVector(session, shown);
      await session.rows(MIGRATION_TABLE);
    }
    for (const { number, statements } of MIGRATIONS.filter((one) => one.number > before)) {
      for (const statement of statements(partitions)) await session.rows(statement);
      await session.rows('INSERT INTO migration (number) VALUES ($1)', [number]);
    }
  });
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
