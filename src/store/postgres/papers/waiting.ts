/**
 * Papers stored without an embedding: any number of workers take them, a batch each. A batch is locked while it is
 * embedded, so no other worker takes it; the lock is released when the worker ends, even in a crash.
 */
import type { PaperId } from '../../../paper.js';
import type { WaitingBatch, WaitingPapers } from '../../waiting.js';
import type { Session } from '../server/session.js';
import { raisePapersVersion } from '../server/state.js';
import { logChanges } from './changes.js';
import { STORED_PAPER, type StoredRow, storedOf } from './papers.js';
import { numberOf } from './rows.js';
import { embeddingsFor, rememberModel } from './write.js';
import { putEmbeddings } from './write-rows.js';

/** For the rate that `status` shows. */
const RATE_OVER = '1 minute';
const RATE_KEPT = '1 hour';

/** The body of the transaction. @returns how many papers were embedded; 0 if no unlocked paper waits */
export async function embedWaiting(
  session: Session,
  location: string,
  { most, worker, embed }: WaitingBatch,
): Promise<number> {
  const claimed = await session.rows<{ paper: string }>(
    `SELECT paper::text AS paper FROM waiting ORDER BY since, paper LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [most],
  );
  if (claimed.length === 0) return 0;
  const numbers = claimed.map(({ paper }) => paper);
  const papers = (
    await session.rows<StoredRow>(
      `SELECT ${STORED_PAPER} FROM heading JOIN paper USING (paper)
     WHERE heading.paper = ANY ($1::bigint[]) ORDER BY id`,
      [numbers],
    )
  ).map(storedOf);
  const change = await embed(papers);
  const state = await raisePapersVersion(session);
  if (change.model !== undefined) await rememberModel(session, location, state, change.model);
  const rows = await embeddingsFor(session, papers, new Map(), change);
  await putEmbeddings(session, rows);
  const done = new Set(rows.map(({ paper }) => paper));
  await session.rows('DELETE FROM waiting WHERE paper = ANY ($1::bigint[])', [[...done]]);
  const ids = papers.map(({ paper }) => paper.id).filter((id) => done.has(numberOf(id)));
  await logChanges(session, state.papersVersion, { added: [], updated: ids, removed: [] });
  await session.rows('INSERT INTO embedded_batch (worker, papers) VALUES ($1, $2)', [worker, done.size]);
  await session.rows(`DELETE FROM embedded_batch WHERE at < now() - interval '${RATE_KEPT}'`);
  return done.size;
}

export async function waitingAmong(session: Session, ids: readonly PaperId[]): Promise<PaperId[]> {
  if (ids.length === 0) return [];
  const numbers = ids.map(numberOf);
  const rows = await session.rows<{ id: PaperId }>(
    'SELECT id FROM waiting WHERE paper = ANY ($1::bigint[]) ORDER BY id',
    [numbers],
  );
  return rows.map(({ id }) => id);
}

export async function waitingIn(session: Session): Promise<WaitingPapers> {
  const [row] = await session.rows<WaitingPapers>(
    `SELECT (SELECT count(*)::float8 FROM waiting) AS papers,
       (SELECT coalesce(sum(papers), 0)::float8 / extract(epoch FROM interval '${RATE_OVER}')::float8
        FROM embedded_batch
        WHERE at > clock_timestamp() - interval '${RATE_OVER}') AS rate`,
  );
  return row!;
}
