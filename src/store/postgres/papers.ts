/** Papers by id: read by the numbers of their ids, so that only their partitions are queried. */
import type { Embedding, QuantizedEmbeddings } from '../../embedding.js';
import type { Paper, PaperId } from '../../paper.js';
import type { PaperReader } from '../contract.js';
import type { Arrival, Heading, StoredPaper } from '../shapes.js';
import { embeddingOf, numberOf, paperOf, sentenceEmbeddings, storedParts } from './rows.js';
import type { Session } from './session.js';

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

export function paperReader(session: Session): PaperReader {
  return {
    papers: (ids) => papersOf(session, ids),
    headings: (ids) =>
      session.rows<Heading>(`SELECT id, title, published FROM heading WHERE ${NAMED} ORDER BY id`, [ids.map(numberOf)]),
    embeddings: (ids) => embeddingsOf(session, ids),
    sentences: (ids) => sentencesByPaper(session, ids),
    arrivals: (ids) =>
      session.rows<Arrival>(`SELECT id, added_on AS "addedOn" FROM heading WHERE ${NAMED} ORDER BY id`, [
        ids.map(numberOf),
      ]),
    withKeys: (keys) => withKeys(session, keys),
    idsBeginning: async (beginning, limit) =>
      (
        await session.rows<{ id: PaperId }>(
          'SELECT id FROM heading WHERE id >= $1 AND starts_with(id, $1) ORDER BY id LIMIT $2',
          [beginning, limit],
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

export async function papersOf(session: Session, ids: readonly PaperId[]): Promise<Paper[]> {
  const rows = await session.rows<{ id: PaperId; fields: string }>(
    `SELECT id, fields FROM heading JOIN paper USING (paper) WHERE ${NAMED} ORDER BY id`,
    [ids.map(numberOf)],
  );
  return rows.map(({ id, fields }) => paperOf(id, fields));
}

/** In order of id; a paper that waits for its embedding is left out. */
export async function embeddingsOf(session: Session, ids: readonly PaperId[]): Promise<Map<PaperId, Embedding>> {
  const rows = await session.rows<{ id: PaperId; numbers: Uint8Array }>(
    `SELECT id, vector_send(numbers) AS numbers FROM heading JOIN embedding USING (paper) WHERE ${NAMED} ORDER BY id`,
    [ids.map(numberOf)],
  );
  return new Map(rows.map(({ id, numbers }) => [id, embeddingOf(numbers, id)]));
}

async function sentencesByPaper(session: Session, ids: readonly PaperId[]): Promise<Map<PaperId, QuantizedEmbeddings>> {
  const rows = await session.rows<{ id: PaperId; sentences: Uint8Array }>(
    `SELECT id, sentences FROM heading JOIN embedding USING (paper)
     WHERE ${NAMED} AND length(sentences) > 0 ORDER BY id`,
    [ids.map(numberOf)],
  );
  return new Map(rows.map(({ id, sentences }) => [id, sentenceEmbeddings(sentences)]));
}

async function withKeys(session: Session, keys: readonly string[]): Promise<StoredPaper[]> {
  const rows = await session.rows<StoredRow>(
    `SELECT ${STORED_PAPER} FROM heading JOIN paper USING (paper)
     WHERE heading.paper IN (SELECT paper FROM paper_key WHERE key = ANY ($1::text[])) ORDER BY id`,
    [keys],
  );
  return rows.map(storedOf);
}
