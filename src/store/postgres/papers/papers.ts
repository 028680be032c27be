/** Papers by id: read by the numbers of their ids, so that only their partitions are queried. */
import type { Embedding, QuantizedEmbeddings } from '../../../embedding.js';
import { byCodeUnits } from '../../../maths/order.js';
import type { Paper, PaperId } from '../../../paper.js';
import type { PaperReader } from '../../contract.js';
import { paperOf } from '../../listed.js';
import type { Arrival, Heading, StoredPaper } from '../../shapes.js';
import { type Session, searchedText } from '../server/session.js';
import type { KnownEmbeddings, Recent } from './recent.js';
import { embeddingOf, numberOf, sentenceEmbeddings, storedParts } from './rows.js';

const NAMED = 'heading.paper = ANY ($1::bigint[])';

/** A stored paper as one row. */
export const STORED_PAPER = `heading.id, paper.given, paper.fields, paper.parts, heading.text_hash AS hash,
  ARRAY(SELECT key FROM paper_key WHERE paper_key.paper = heading.paper ORDER BY key) AS keys`;

export interface StoredRow {
  readonly id: PaperId;
  readonly given: boolean;
  readonly fields: string;
  readonly parts: string;
  readonly hash: string;
  readonly keys: readonly string[];
}

export function storedOf({ id, given, fields, parts, hash, keys }: StoredRow): StoredPaper {
  return { paper: paperOf(id, fields), given, keys: [...keys].sort(), parts: storedParts(parts), textHash: hash };
}

/** @param known of this state of the papers */
export function paperReader(session: Session, known?: KnownEmbeddings): PaperReader {
  return {
    papers: (ids) => papersOf(session, ids),
    headings: (ids) => headingsOf(session, ids),
    embeddings: (ids) => embeddingsOf(session, ids, known),
    sentences: (ids) => sentencesOf(session, ids, known),
    arrivals: (ids) =>
      session.rows<Arrival>(`SELECT id, added_on AS "addedOn" FROM heading WHERE ${NAMED} ORDER BY id`, [
        ids.map(numberOf),
      ]),
    withKeys: (keys) => withKeys(session, keys),
    idsBeginning: async (beginning, limit) =>
      (
        await session.rows<{ id: PaperId }>(
          'SELECT id FROM heading WHERE id >= $1 AND starts_with(id, $1) ORDER BY id LIMIT $2',
          [searchedText(beginning), limit],
        )
      ).map(({ id }) => id),
    embeddedTexts: async (hashes) =>
      new Set(
        (
          await session.rows<{ hash: string }>(
            'SELECT DISTINCT text_hash AS hash FROM embedding WHERE text_hash = ANY ($1::text[])',
            [hashes],
          )
        ).map(({ hash }) => hash),
      ),
  };
}

export function headingsOf(session: Session, ids: readonly PaperId[]): Promise<Heading[]> {
  return session.rows(`SELECT id, title, published FROM heading WHERE ${NAMED} ORDER BY id`, [ids.map(numberOf)]);
}

export async function papersOf(session: Session, ids: readonly PaperId[]): Promise<Paper[]> {
  const rows = await session.rows<{ id: PaperId; fields: string }>(
    `SELECT id, fields FROM heading JOIN paper USING (paper) WHERE ${NAMED} ORDER BY id`,
    [ids.map(numberOf)],
  );
  return rows.map(({ id, fields }) => paperOf(id, fields));
}

/** In order of id; a paper that waits for its embedding is left out. */
export async function embeddingsOf(
  session: Session,
  ids: readonly PaperId[],
  known?: KnownEmbeddings,
): Promise<Map<PaperId, Embedding>> {
  return completed(ids, known?.embeddings, async (missing) => {
    const rows = await ofPapers<{ numbers: Uint8Array }>(session, 'vector_send(numbers) AS numbers', missing);
    return rows.map(({ id, numbers }) => [id, embeddingOf(numbers, id)]);
  });
}

async function sentencesOf(
  session: Session,
  ids: readonly PaperId[],
  known?: KnownEmbeddings,
): Promise<Map<PaperId, QuantizedEmbeddings>> {
  const all = await completed(ids, known?.sentences, async (missing) => {
    const rows = await ofPapers<{ sentences: Uint8Array }>(session, 'sentences', missing);
    return rows.map(({ id, sentences }) => [id, sentences.length === 0 ? null : sentenceEmbeddings(sentences)]);
  });
  return new Map([...all].flatMap(([id, sentences]) => (sentences === null ? [] : [[id, sentences] as const])));
}

/** What is known of the papers, and the rest as it is read. In order of id. */
async function completed<T extends { readonly byteLength: number } | null>(
  ids: readonly PaperId[],
  known: Recent<T> | undefined,
  read: (missing: readonly PaperId[]) => Promise<(readonly [PaperId, T])[]>,
): Promise<Map<PaperId, T>> {
  const distinct = [...new Set(ids)].sort(byCodeUnits);
  const missing = distinct.filter((id) => known?.get(id) === undefined);
  const values = new Map<PaperId, T>();
  for (const id of distinct) {
    const value = known?.get(id);
    if (value !== undefined) values.set(id, value);
  }
  if (missing.length === 0) return values;
  const rest = await read(missing);
  for (const [id, value] of rest) known?.set(id, value);
  return new Map([...values, ...rest].sort(([a], [b]) => byCodeUnits(a, b)));
}

/**
 * Rows of `embedding` by paper. Numbers of papers as rows are looked up one after another, each in its partition; as a
 * condition they are looked up in all partitions, but at once on every other server.
 */
async function ofPapers<Row>(
  session: Session,
  columns: string,
  ids: readonly PaperId[],
): Promise<(Row & { readonly id: PaperId })[]> {
  const byNumber = new Map(ids.map((id) => [numberOf(id), id]));
  const source =
    session.parts !== undefined
      ? 'embedding WHERE paper = ANY ($1::bigint[])'
      : 'unnest($1::bigint[]) AS asked (paper) JOIN embedding USING (paper)';
  const rows = await session.rows<Row & { number: string }>(`SELECT paper::text AS number, ${columns} FROM ${source}`, [
    [...byNumber.keys()],
  ]);
  return rows.map((row) => ({ ...row, id: byNumber.get(row.number)! }));
}

async function withKeys(session: Session, keys: readonly string[]): Promise<StoredPaper[]> {
  const rows = await session.rows<StoredRow>(
    `SELECT ${STORED_PAPER} FROM heading JOIN paper USING (paper)
     WHERE heading.paper IN (SELECT paper FROM paper_key WHERE key = ANY ($1::text[])) ORDER BY id`,
    [keys.map(searchedText)],
  );
  return rows.map(storedOf);
}
