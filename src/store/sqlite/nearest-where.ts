/** Nearest papers among those that pass a filter: few are compared one by one; for many, all papers are searched. */
import type Database from 'better-sqlite3';
import type { Embedding } from '../../embedding.js';
import type { PaperId } from '../../paper.js';
import { nearestOf } from '../neighbours/exact.js';
import type { Neighbour, Where } from '../shapes.js';
import { Damage } from './checksum.js';
import { conditionOf } from './filter.js';
import type { NeighbourFinder } from './finder.js';
import { countWhere } from './lists.js';
import { modelOf } from './meta.js';
import { type EmbeddingRow, embeddingOfRow } from './vectors.js';

/** This many are read from disk in some 30 ms; for more, finding their embeddings takes longer than a scan. */
const FEW = 4_000;

/** @throws Damage */
export function nearestWhere(
  database: Database.Database,
  finder: NeighbourFinder,
  query: Embedding,
  { k, where }: { readonly k: number; readonly where: Where | undefined },
): Neighbour[] {
  if (conditionOf(where).sql === 'TRUE') return finder.nearest(database, query, k);
  if (countWhere(database, where) <= FEW) return nearestOf(embeddingsWhere(database, where), query, k);
  const rows = new Set(textsWhere(database, where));
  const neighbours = finder.nearest(database, query, k, (row) => rows.has(row));
  const passing = new Set(
    passingOf(
      database,
      where,
      neighbours.map(({ id }) => id),
    ),
  );
  return neighbours.filter(({ id }) => passing.has(id)).slice(0, Math.max(0, k));
}

function embeddingsWhere(database: Database.Database, where: Where | undefined): [PaperId, Embedding][] {
  const { sql, values } = conditionOf(where);
  const dimension = modelOf(database)?.dimension ?? 0;
  const rows = database
    .prepare(
      `SELECT heading.id AS id, paper.text_hash AS text_hash, numbers, embedding.sum AS sum
       FROM heading JOIN paper ON paper.row = heading.row
       LEFT JOIN embedding ON embedding.text_hash = paper.text_hash WHERE ${sql}`,
    )
    .all(...values) as (EmbeddingRow & { id: PaperId })[];
  return rows.map((row) => {
    if (row.numbers === null) throw new Damage(`the embedding of ${row.id} is missing`);
    return [row.id, embeddingOfRow(row, dimension)];
  });
}

function textsWhere(database: Database.Database, where: Where | undefined): number[] {
  const { sql, values } = conditionOf(where);
  return database
    .prepare(
      `SELECT embedding.row FROM heading JOIN paper ON paper.row = heading.row
       JOIN embedding ON embedding.text_hash = paper.text_hash WHERE ${sql}`,
    )
    .pluck()
    .all(...values) as number[];
}

function passingOf(database: Database.Database, where: Where | undefined, ids: readonly PaperId[]): PaperId[] {
  const { sql, values } = conditionOf(where);
  return database
    .prepare(`SELECT id FROM heading WHERE id IN (SELECT value FROM json_each(?)) AND ${sql}`)
    .pluck()
    .all(JSON.stringify(ids), ...values) as PaperId[];
}
