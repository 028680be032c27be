/**
 * The keys of `posting`: an empty index that gets many papers is faster without them, since building a key once takes
 * a fraction of the time of keeping it up to date for a hundred postings a paper. Until then answers are the same, and
 * slow.
 */
import type { Database, Session } from './session.js';
import { readState } from './state.js';
import { PAPER_TABLES } from './tables.js';

const POSTING = PAPER_TABLES.find(({ name }) => name === 'posting')!;
/** Of `maintenance_work_mem`: 10 million postings are sorted in memory. */
const BUILD_MB = 512;

interface Partition {
  readonly name: string;
  /** None if it was dropped. */
  readonly key: string | null;
}

/** On this server. */
async function partitions(session: Session): Promise<Partition[]> {
  return session.rows<Partition>(
    `SELECT part.relname AS name, conname AS key
     FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
     LEFT JOIN pg_constraint ON conrelid = part.oid AND contype = 'p'
     WHERE inhparent = 'posting'::regclass AND part.relkind = 'r' ORDER BY part.relname`,
  );
}

/** Does nothing if there are papers. */
export async function dropKeys(database: Database): Promise<void> {
  await database.write(async (session) => {
    if ((await readState(session)).papers > 0) return;
    for (const { name, key } of await partitions(session))
      if (key !== null) await session.rows(`ALTER TABLE ${name} DROP CONSTRAINT "${key}"`);
  });
}

/** Each in a transaction of its own, as queries lock all partitions. */
export async function restoreKeys(database: Database): Promise<void> {
  for (const { name, key } of await database.read(partitions))
    if (key === null)
      await database.write(async (session) => {
        await session.rows('SET LOCAL statement_timeout = 0');
        await session.rows(`SET LOCAL maintenance_work_mem = '${BUILD_MB}MB'`);
        await session.rows(`ALTER TABLE ${name} ADD ${POSTING.key}`);
      });
}
