/** What is read of the nearest of a question, all at once and in order of row: half of the time of one by one. */
import type Database from 'better-sqlite3';
import type { Embedding } from '../../../embedding.js';
import type { PaperId } from '../../../paper.js';
import { Damage } from '../database/checksum.js';
import { prepared } from '../database/prepared.js';
import { type EmbeddingRow, embeddingOfRow } from './vectors.js';

/** Full embeddings kept in memory beside the quantized ones: some 30 MB at 384 dimensions. */
const MOST_KEPT = 20_000;

/** Embeddings by row, of those that are not in `known` yet. */
export function readEmbeddings(
  database: Database.Database,
  dimension: number,
  { rows, known }: { readonly rows: readonly number[]; readonly known: Map<number, Embedding> },
): void {
  const missing = rows.filter((row) => !known.has(row)).sort((a, b) => a - b);
  if (known.size + missing.length > MOST_KEPT) {
    known.clear();
    missing.splice(0, missing.length, ...[...rows].sort((a, b) => a - b));
  }
  const read = prepared(database, 'SELECT * FROM embedding WHERE row IN (SELECT value FROM json_each(?))');
  for (const one of read.all(JSON.stringify(missing)) as EmbeddingRow[])
    known.set(one.row, embeddingOfRow(one, dimension));
}

/**
 * The papers of some embeddings.
 * @param known what was read in the same snapshot @returns those that were not, with their rows @throws Damage
 */
export function readIds(
  database: Database.Database,
  rows: readonly number[],
  known: Map<number, PaperId[]>,
): { readonly id: PaperId; readonly row: number }[] {
  if (known.size > MOST_KEPT) known.clear();
  const missing = rows.filter((row) => !known.has(row));
  const read = prepared(
    database,
    `SELECT embedding.row AS text, listed.id AS id, listed.row AS row, listed.text_hash = embedding.text_hash AS isOwn
     FROM embedding JOIN paper ON paper.text_hash = embedding.text_hash JOIN paper AS listed ON listed.row = paper.row
     WHERE embedding.row IN (SELECT value FROM json_each(?)) ORDER BY listed.id`,
  );
  const papers = read.all(JSON.stringify(missing)) as {
    text: number;
    id: PaperId;
    row: number;
    isOwn: number;
  }[];
  // A flipped bit in the index of texts leads to a paper with another text.
  const stray = papers.find(({ isOwn }) => isOwn !== 1);
  if (stray !== undefined) throw new Damage(`the index of texts leads to ${stray.id} from another text`);
  for (const row of missing) known.set(row, []);
  for (const { text, id } of papers) known.get(text)!.push(id);
  return papers;
}
