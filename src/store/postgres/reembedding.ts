/**
 * Embeddings of another model, collected in tables of their own until every text has one; then they replace the old
 * ones in one transaction. Several processes may collect for the same model.
 */
import { randomUUID } from 'node:crypto';
import { CorpusError, messageOf } from '../../errors.js';
import type { Reembedding } from '../reembedding.js';
import type { StoredModel } from '../shapes.js';
import { STORED_PAPER, type StoredRow, storedOf } from './papers/papers.js';
import { hexOf, numberOf, vectorText } from './papers/rows.js';
import { requireFitting } from './papers/write.js';
import { dropGraphs } from './queries/graph.js';
import { isMissingTable } from './server/map-errors.js';
import type { Database, Session } from './server/session.js';
import { raisePapersVersion, readState } from './server/state.js';

/** They exist from the beginning to the end of a change of the model, and are not part of an index. */
const TABLES = [
  'CREATE TABLE reembedding (model text NOT NULL)',
  `CREATE TABLE reembedded_text (
    text_hash text COLLATE "C" PRIMARY KEY, numbers vector NOT NULL, sentences bytea NOT NULL
  )`,
];
const DROP = 'DROP TABLE IF EXISTS reembedding, reembedded_text';
const MISSING = 'NOT EXISTS (SELECT 1 FROM reembedded_text AS made WHERE made.text_hash = heading.text_hash)';
/** Below every number of a paper. */
const FIRST = '-1';

/**
 * Continues with the embeddings collected for the same model; those for another one are dropped. If the index has the
 * model already, nothing is collected, and each method throws CORPUS_BUSY.
 * @throws CorpusError FAILED where graphs on other servers do not take the new dimension; USAGE if no row can hold it
 */
export async function reembedding(database: Database, model: StoredModel): Promise<Reembedding> {
  const { location } = database;
  requireFitting(model);
  if (database.spread > 0) await requireDimension(database, model);
  const prepare = () =>
    database.keep(async (session) => {
      await session.rows('SELECT pg_advisory_xact_lock(hashtext($1), hashtext(current_schema()))', [
        'paperkin reembed',
      ]);
      if ((await collectedFor(session)) === model.sha256) return;
      if ((await readState(session)).model?.sha256 === model.sha256) return; // another process has changed to it
      await session.rows(DROP);
      for (const table of TABLES) await session.rows(table);
      await session.rows('INSERT INTO reembedding VALUES ($1)', [model.sha256]);
    });
  await prepare().catch((error: unknown) => {
    if (!isMissingTable(error)) throw error;
    return prepare();
  });
  /** Work on the collected embeddings, unless another process has replaced or dropped them. */
  const ifCollecting = async <T>(session: Session, work: () => Promise<T>): Promise<T> => {
    try {
      if ((await collectedFor(session)) === model.sha256) return await work();
    } catch (error) {
      throw isMissingTable(error) ? ended(location, error) : error;
    }
    throw ended(location);
  };
  let after = numberOf(randomUUID()); // somewhere, so that several processes rarely embed the same texts
  return {
    progress: () => database.read((session) => ifCollecting(session, () => progressOf(session))),
    missing: (limit) =>
      database.read((session) =>
        ifCollecting(session, async () => {
          let rows = await missingAfter(session, after, limit);
          if (rows.length === 0) rows = await missingAfter(session, FIRST, limit);
          after = rows.at(-1)?.number ?? FIRST;
          return [...new Map(rows.map((row) => [row.hash, storedOf(row)])).values()];
        }),
      ),
    write: (texts) => database.keep((session) => ifCollecting(session, () => collect(session, texts))),
    finish: async () => {
      await dropGraphs(database); // an index accepts one dimension only
      await database
        .write((session) => ifCollecting(session, () => replaceEmbeddings(session, model)))
        .catch((error: unknown) => {
          throw isWrongDimension(error) ? oldGraphs(location, error) : error;
        });
    },
    close: async () => undefined,
  };
}

class RollBack extends Error {}

/** Writes an embedding of the new dimension on each of the other servers, and takes it back. */
async function requireDimension(database: Database, { dimension }: StoredModel): Promise<void> {
  const numbers = `[1${',0'.repeat(dimension - 1)}]`;
  try {
    await database.keep(async (session) => {
      if ((await readState(session)).model?.dimension === dimension) return;
      const parts = await session.rows<{ name: string }>(
        `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
         WHERE inhparent = 'embedding'::regclass AND relkind = 'f' ORDER BY relname`,
      );
      for (const { name } of parts)
        await session.rows(
          `UPDATE ${name} SET numbers = $1::vector WHERE paper = (SELECT paper FROM ${name} LIMIT 1)`,
          [numbers],
        );
      throw new RollBack();
    });
  } catch (error) {
    if (error instanceof RollBack) return;
    throw isWrongDimension(error) ? oldGraphs(database.location, error) : error;
  }
}

/** @returns the sha256 of the model whose embeddings are collected */
async function collectedFor(session: Session): Promise<string | undefined> {
  const [table] = await session.rows<{ there: boolean }>("SELECT to_regclass('reembedding') IS NOT NULL AS there");
  if (table?.there !== true) return undefined;
  return (await session.rows<{ model: string }>('SELECT model FROM reembedding'))[0]?.model;
}

function ended(location: string, cause?: unknown): CorpusError {
  return new CorpusError(
    'CORPUS_BUSY',
    `another paperkin has changed the model of ${location}, or has begun to change it to a third one`,
    'Run `paperkin status` to see its model.',
    cause,
  );
}

async function progressOf(session: Session): Promise<{ readonly texts: number; readonly embedded: number }> {
  const [row] = await session.rows<{ texts: number; missing: number }>(
    `SELECT count(DISTINCT text_hash)::float8 AS texts,
       count(DISTINCT text_hash) FILTER (WHERE ${MISSING})::float8 AS missing FROM heading`,
  );
  return { texts: row!.texts, embedded: row!.texts - row!.missing };
}

/** Of pgvector: an HNSW graph takes vectors of one dimension. */
function isWrongDimension(error: unknown): boolean {
  return /expected \d+ dimensions, not \d+/.test(messageOf(error));
}

function oldGraphs(location: string, error: unknown): CorpusError {
  return new CorpusError(
    'FAILED',
    `other servers of ${location} have graphs of another dimension`,
    'Drop the indexes that use hnsw on these servers, run `paperkin reembed` again, and build them again.',
    error,
  );
}

/** In order of `paper`, so that the next call continues after the last one without reading those before it. */
async function missingAfter(
  session: Session,
  number: string,
  limit: number,
): Promise<(StoredRow & { readonly number: string })[]> {
  return session.rows(
    `WITH next AS MATERIALIZED (
       SELECT paper FROM heading WHERE paper > $1::bigint AND ${MISSING} ORDER BY paper LIMIT $2)
     SELECT ${STORED_PAPER}, heading.paper::text AS number
     FROM next JOIN heading USING (paper) JOIN paper USING (paper) ORDER BY heading.paper`,
    [number, limit],
  );
}

async function collect(
  session: Session,
  { embeddings, sentences }: Parameters<Reembedding['write']>[0],
): Promise<void> {
  const hashes = [...embeddings.keys()].sort(); // in one order, so that two processes cannot deadlock
  await session.rows(
    `INSERT INTO reembedded_text
     SELECT hash, numbers::vector, decode(sentences, 'hex')
     FROM unnest($1::text[], $2::text[], $3::text[]) AS one (hash, numbers, sentences) ON CONFLICT DO NOTHING`,
    [
      hashes,
      hashes.map((hash) => vectorText(embeddings.get(hash)!)),
      hashes.map((hash) => hexOf(sentences.get(hash) ?? new Int8Array())),
    ],
  );
}

/** The body of the transaction. Readers see the old rows until it is committed. */
async function replaceEmbeddings(session: Session, model: StoredModel): Promise<void> {
  await session.rows('SET LOCAL statement_timeout = 0');
  // Waits for workers; locked before `state`, in the same order as they do.
  await session.rows('SELECT 1 FROM waiting ORDER BY paper FOR UPDATE');
  await raisePapersVersion(session);
  if ((await session.rows(`SELECT 1 AS one FROM heading WHERE ${MISSING} LIMIT 1`)).length > 0)
    throw new Error('a text has no embedding in the new space yet');
  await session.rows('DELETE FROM embedding');
  await session.rows(
    `INSERT INTO embedding (paper, text_hash, numbers, sentences)
     SELECT paper, text_hash, numbers, sentences FROM heading JOIN reembedded_text USING (text_hash)`,
  );
  await session.rows('DELETE FROM waiting');
  await session.rows('DELETE FROM change'); // every paper has changed
  await session.rows('UPDATE state SET model = $1, oldest_change = papers_version', [JSON.stringify(model)]);
  await session.rows(DROP);
}
