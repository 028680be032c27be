/** Reads embeddings of papers and of sentences. */
import type Database from 'better-sqlite3';
import { type Embedding, embeddingFromBytes, type QuantizedEmbeddings } from '../../embedding.js';
import type { PaperId } from '../../paper.js';
import { checksumOfBytes, Damage, verify } from './checksum.js';
import { modelOf } from './meta.js';
import { prepared } from './prepared.js';
import { verifyComplete } from './whole-scan.js';

export interface EmbeddingRow {
  readonly row: number;
  readonly text_hash: string;
  readonly numbers: Uint8Array;
  readonly sum: number;
}

/** @throws Damage if the bytes are not those that were written */
export function embeddingOfRow({ text_hash, numbers, sum }: Omit<EmbeddingRow, 'row'>, dimension: number): Embedding {
  verify(`the embedding of text ${text_hash}`, checksumOfBytes(text_hash, numbers), sum);
  try {
    return embeddingFromBytes(numbers, dimension);
  } catch (error) {
    throw new Damage(`the embedding of text ${text_hash}: ${(error as Error).message}`);
  }
}

/** The id in the row itself: `paper.id` would be read from the index of ids, in which a bit may be flipped. */
const OWN_ID = 'JOIN paper AS listed ON listed.row = paper.row';

/** By paper, in order of id. @throws Damage */
export function embeddingsOf(database: Database.Database, ids: readonly PaperId[]): Map<PaperId, Embedding> {
  const dimension = modelOf(database)?.dimension ?? 0;
  const rows = prepared(
    database,
    `SELECT listed.id AS id, paper.text_hash AS text_hash, numbers, embedding.sum AS sum
     FROM paper ${OWN_ID} LEFT JOIN embedding ON embedding.text_hash = paper.text_hash
     WHERE paper.id IN (SELECT value FROM json_each(?)) ORDER BY paper.id`,
  ).all(JSON.stringify(ids)) as (EmbeddingRow & { id: PaperId })[];
  verifyComplete(database, 'paper', ids, rows);
  return new Map(
    rows.map((row) => {
      if (row.numbers === null) throw new Damage(`the embedding of ${row.id} is missing`);
      return [row.id, embeddingOfRow(row, dimension)];
    }),
  );
}

/** @throws Damage */
export function sentenceEmbeddings(
  database: Database.Database,
  ids: readonly PaperId[],
): Map<PaperId, QuantizedEmbeddings> {
  const rows = prepared(
    database,
    `SELECT listed.id AS id, text, directions, sentences.sum AS sum, own.text_hash = paper.text_hash AS isOwn
     FROM paper ${OWN_ID} LEFT JOIN embedding ON embedding.text_hash = paper.text_hash
     LEFT JOIN embedding AS own ON own.row = embedding.row
     LEFT JOIN sentences ON text = embedding.row
     WHERE paper.id IN (SELECT value FROM json_each(?)) ORDER BY paper.id`,
  ).all(JSON.stringify(ids)) as { id: PaperId; text: number; directions: Uint8Array; sum: number; isOwn: number }[];
  verifyComplete(database, 'paper', [...new Set(ids)], rows);
  const sentences = new Map<PaperId, QuantizedEmbeddings>();
  for (const { id, text, directions, sum, isOwn } of rows) {
    if (directions === null) throw new Damage(`the sentences of ${id} are missing`);
    // The row was found through an index; a flipped bit there leads to the row of another text.
    if (isOwn !== 1) throw new Damage(`the index of texts leads from ${id} to another text`);
    verify(`the sentences of ${id}`, checksumOfBytes(text, directions), sum);
    if (directions.length > 0)
      sentences.set(id, new Int8Array(directions.buffer, directions.byteOffset, directions.byteLength));
  }
  return sentences;
}

export function embeddedTexts(database: Database.Database, hashes: readonly string[]): Set<string> {
  return new Set(
    database
      .prepare('SELECT text_hash FROM embedding WHERE text_hash IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(hashes)) as string[],
  );
}
