/** Reads embeddings of papers and of sentences. */
import type Database from 'better-sqlite3';
import { type Embedding, embeddingFromBytes, type QuantizedEmbeddings } from '../../../embedding.js';
import { byCodeUnits } from '../../../maths/order.js';
import type { PaperId } from '../../../paper.js';
import { Damage, verifyBytes } from '../database/checksum.js';
import { modelOf } from '../database/meta.js';
import { prepared } from '../database/prepared.js';
import { verifyComplete } from '../database/whole-scan.js';
import type { PaperIds } from './paper-ids.js';

export interface EmbeddingRow {
  readonly row: number;
  readonly text_hash: string;
  readonly numbers: Uint8Array;
  readonly sum: number;
}

/** @throws Damage if the bytes are not those that were written */
export function embeddingOfRow({ text_hash, numbers, sum }: Omit<EmbeddingRow, 'row'>, dimension: number): Embedding {
  verifyBytes(`the embedding of text ${text_hash}`, text_hash, numbers, sum);
  try {
    return embeddingFromBytes(numbers, dimension);
  } catch (error) {
    throw new Damage(`the embedding of text ${text_hash}: ${(error as Error).message}`);
  }
}

/** The id in the row itself: `paper.id` would be read from the index of ids, in which a bit may be flipped. */
const OWN_ID = 'JOIN paper AS listed ON listed.row = paper.row';

/** An embedding and its row. The checksum is of text and numbers, so the row is that of the paper’s text. */
export interface StoredEmbedding {
  readonly row: number;
  readonly embedding: Embedding;
}

interface PaperEmbeddingRow extends EmbeddingRow {
  readonly id: PaperId;
}

/**
 * By paper, in order of id. @param papers those of which it knows the row are looked up by it, and not by id
 * @throws Damage
 */
export function storedEmbeddings(
  database: Database.Database,
  ids: readonly PaperId[],
  papers?: PaperIds,
): Map<PaperId, StoredEmbedding> {
  const dimension = modelOf(database)?.dimension ?? 0;
  const rowOf = new Map<PaperId, number>();
  for (const id of papers === undefined ? [] : ids) {
    const row = papers?.knownRowOf(database, id);
    if (row !== undefined) rowOf.set(id, row);
  }
  const others = rowsById(
    database,
    ids.filter((id) => !rowOf.has(id)),
  );
  const rows = rowOf.size === 0 ? others : [...rowsByRow(database, rowOf), ...others].sort(byId);
  return new Map(
    rows.map((row) => {
      if (row.numbers === null) throw new Damage(`the embedding of ${row.id} is missing`);
      return [row.id, { row: row.row, embedding: embeddingOfRow(row, dimension) }];
    }),
  );
}

function rowsById(database: Database.Database, ids: readonly PaperId[]): PaperEmbeddingRow[] {
  if (ids.length === 0) return [];
  const rows = prepared(
    database,
    `SELECT listed.id AS id, embedding.row AS row, paper.text_hash AS text_hash, numbers, embedding.sum AS sum
     FROM paper ${OWN_ID} LEFT JOIN embedding ON embedding.text_hash = paper.text_hash
     WHERE paper.id IN (SELECT value FROM json_each(?)) ORDER BY paper.id`,
  ).all(JSON.stringify(ids)) as PaperEmbeddingRow[];
  verifyComplete(database, 'paper', ids, rows);
  return rows;
}

function rowsByRow(database: Database.Database, papers: ReadonlyMap<PaperId, number>): PaperEmbeddingRow[] {
  const rows = prepared(
    database,
    `SELECT paper.id AS id, embedding.row AS row, paper.text_hash AS text_hash, numbers, embedding.sum AS sum
     FROM paper LEFT JOIN embedding ON embedding.text_hash = paper.text_hash
     WHERE paper.row IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify([...papers.values()])) as PaperEmbeddingRow[];
  const ids = new Set(rows.map(({ id }) => id));
  for (const id of papers.keys()) if (!ids.has(id)) throw new Damage(`${id} is missing from the table paper`);
  return rows;
}

function byId(a: PaperEmbeddingRow, b: PaperEmbeddingRow): number {
  return byCodeUnits(a.id, b.id);
}

export interface SentencesRow {
  readonly text: number;
  readonly directions: Uint8Array;
  readonly sum: number;
}

/** Sentences of papers whose embeddings are known: their rows save three look-ups by id and text. @throws Damage */
export function sentenceEmbeddings(
  database: Database.Database,
  embeddings: ReadonlyMap<PaperId, StoredEmbedding>,
): Map<PaperId, QuantizedEmbeddings> {
  const rows = prepared(
    database,
    'SELECT text, directions, sum FROM sentences WHERE text IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify([...embeddings.values()].map(({ row }) => row))) as SentencesRow[];
  const byText = new Map(rows.map((row) => [row.text, row]));
  const sentences = new Map<PaperId, QuantizedEmbeddings>();
  for (const [id, { row }] of embeddings) {
    const stored = byText.get(row);
    if (stored === undefined) throw new Damage(`the sentences of ${id} are missing`);
    const { text, directions, sum } = stored;
    verifyBytes(`the sentences of ${id}`, text, directions, sum);
    if (directions.length > 0)
      sentences.set(id, new Int8Array(directions.buffer, directions.byteOffset, directions.byteLength));
  }
  return sentences;
}

/** As they are stored; empty for a text without sentences. */
export function bytesOfSentences({ buffer, byteOffset, length }: QuantizedEmbeddings = new Int8Array()): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}

export function embeddedTexts(database: Database.Database, hashes: readonly string[]): Set<string> {
  return new Set(
    database
      .prepare('SELECT text_hash FROM embedding WHERE text_hash IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(hashes)) as string[],
  );
}
