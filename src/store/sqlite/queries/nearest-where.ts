/**
 * Nearest papers among those that pass a filter: few are compared one by one; for many, all papers are searched.
 */
import type Database from 'better-sqlite3';
import type { Embedding } from '../../../embedding.js';
import type { PaperId } from '../../../paper.js';
import { isFilter } from '../../listed.js';
import { nearestOf } from '../../neighbours/exact.js';
import type { Neighbour, Where } from '../../shapes.js';
import { Damage } from '../database/checksum.js';
import { modelOf } from '../database/meta.js';
import { type EmbeddingRow, embeddingOfRow } from '../papers/vectors.js';
import { conditionOf } from './filter.js';
import type { NeighbourFinder } from './finder.js';
import type { PassingPapers } from './passing-papers.js';

/** This many are read from disk in the time of a scan. */
const FEW = 400;
/** And this many in less time than it takes to load what a scan needs. */
const FEW_UNLOADED = 4_000;

/** @throws Damage */
export function nearestWhere(
  database: Database.Database,
  { neighbours: finder, passing: papers }: { readonly neighbours: NeighbourFinder; readonly passing: PassingPapers },
  query: Embedding,
  { k, where = {} }: { readonly k: number; readonly where?: Where | undefined },
): Neighbour[] {
  if (!isFilter(where)) return finder.nearest(database, query, k).slice(0, Math.max(0, k));
  if (papers.count(database, where) <= (finder.isLoaded ? FEW : FEW_UNLOADED))
    return nearestOf(embeddingsWhere(database, where), query, k);
  const texts = papers.texts(database, where);
  // Papers of one text are all among them, also those that do not pass.
  const neighbours = finder.nearest(database, query, k, (row) => texts[row] === 1);
  const passing = new Set(
    passingOf(
      database,
      where,
      neighbours.map(({ id }) => id),
    ),
  );
  return neighbours.filter(({ id }) => passing.has(id)).slice(0, Math.max(0, k));
}

function embeddingsWhere(database: Database.Database, where: Where): [PaperId, Embedding][] {
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

/** Those of the papers that pass. */
function passingOf(database: Database.Database, where: Where, ids: readonly PaperId[]): PaperId[] {
  const named = where.ids === undefined ? undefined : new Set(where.ids);
  const { sql, values } = conditionOf({ ...where, ids: ids.filter((id) => named?.has(id) !== false) });
  return database
    .prepare(`SELECT id FROM heading WHERE ${sql}`)
    .pluck()
    .all(...values) as PaperId[];
}
