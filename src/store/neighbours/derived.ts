/**
 * Nearest papers of a store: every embedding is looked at, as long as that is quick; beyond, most of them through an
 * HNSW graph, and those that came since it was made are looked at beside it. So one paper more costs one row more, and
 * up to `EXACT_UP_TO` texts the same papers give the same answers to the byte, whatever their history.
 */
import type Database from 'better-sqlite3';
import { cosineSimilarity, type Embedding } from '../../embedding.js';
import type { PaperId } from '../../paper.js';
import type { Neighbour } from '../index.js';
import { counterOf, metaOf, modelOf } from '../sqlite/meta.js';
import { type EmbeddingRow, embeddingOfRow } from '../sqlite/vectors.js';
import { byNearness } from './exact.js';
import { openGraph, readSeal, removeGraph, removeUnfinished, type SavedGraph, saveGraph } from './graph-file.js';
import { buildGraph, type Point } from './hnsw.js';
import { EmbeddingMatrix, type Scored } from './matrix.js';

/**
 * A scan of 20,000 embeddings of 384 dimensions takes 4 ms, a small part of a question, and nothing has to be built for
 * it: `test/bench/growth.md`. So many may also wait beside the graph before they are joined to it.
 */
export const EXACT_UP_TO = 20_000;
/** A graph of which so large a share has been removed is built anew. */
const GONE_SHARE = 0.2;
/** Points asked of the graph beyond `k`, so that ties at the edge fall by id. */
const SPARE = 16;

type Find = (database: Database.Database, query: Embedding, k: number) => Neighbour[];

/** Finds nearest papers; keeps what it has loaded, so that each new state of the papers costs what has changed. */
export class NeighbourFinder {
  #saved: SavedGraph | undefined;
  #checksum: number | undefined;
  #base = 0;
  #matrix: EmbeddingMatrix | undefined;
  #state: { readonly generation: number; readonly find: Promise<Find> } | undefined;

  constructor(
    readonly folder: string,
    readonly exactUpTo: number,
  ) {}

  /** The `k` nearest papers of the state that `database` stands on. */
  async nearest(database: Database.Database, query: Embedding, k: number): Promise<Neighbour[]> {
    const generation = counterOf(database, 'generation');
    if (this.#state?.generation !== generation) {
      const find = (this.#state?.find ?? Promise.resolve()).catch(() => undefined).then(() => this.#prepare(database));
      this.#state = { generation, find };
      find.catch(() => this.forget());
    }
    return (await this.#state.find)(database, query, k);
  }

  /** What was loaded is left, as after a new graph. */
  forget(): void {
    this.#state = undefined;
  }

  async #prepare(database: Database.Database): Promise<Find> {
    const dimension = modelOf(database)?.dimension ?? 0;
    await this.#loadGraph(database, count(database, 'embedding'), dimension);
    const [saved, base] = [this.#saved, this.#base];
    if (this.#matrix === undefined || this.#matrix.dimension !== dimension)
      this.#matrix = new EmbeddingMatrix(dimension);
    const matrix = this.#matrix;
    for (const [row, embedding] of pointsOf(database, dimension, Math.max(base, matrix.lastRow)))
      matrix.add(row, embedding);
    const rows = database.prepare('SELECT row FROM embedding WHERE row > ?').pluck().all(base) as number[];
    const alive = rows.length === matrix.size ? undefined : new Set(rows);
    const gone = saved === undefined ? 0 : saved.points - count(database, 'embedding', base);
    const known = new Map<number, Embedding>(); // one command reads few, a server soon has most of what is asked for
    return (database, query, k) => {
      const read = embeddingReader(database, dimension, known);
      const idsOf = idReader(database);
      const scored = matrix.nearest(query, k, alive === undefined ? undefined : (row) => alive.has(row));
      for (const row of saved?.graph.nearestLabels(query, k + SPARE + gone) ?? []) {
        const embedding = read(row);
        if (embedding !== undefined) scored.push({ row, similarity: cosineSimilarity(query, embedding) });
      }
      return nearestFirst(scored, k)
        .flatMap(({ row, similarity }) => idsOf(row).map((id) => ({ id, similarity })))
        .sort(byNearness)
        .slice(0, Math.max(0, k));
    };
  }

  async #loadGraph(database: Database.Database, texts: number, dimension: number): Promise<void> {
    const identity = metaOf(database, 'identity') ?? '';
    const checksum = texts <= this.exactUpTo ? undefined : readSeal(this.folder, identity)?.checksum;
    if (checksum === this.#checksum) return;
    this.#saved = checksum === undefined ? undefined : await openGraph(this.folder, identity, dimension);
    this.#checksum = this.#saved === undefined ? undefined : checksum;
    this.#base = this.#saved?.upToRow ?? 0;
    this.#matrix = undefined;
  }
}

/** The `k` nearest and those as near as the last of them. */
function nearestFirst(scored: Scored[], k: number): Scored[] {
  scored.sort((a, b) => b.similarity - a.similarity);
  const least = scored[k - 1]?.similarity ?? -Infinity;
  return scored.filter(({ similarity }) => similarity >= least);
}

/** Brings the saved graph up to date where that pays, or `anew`. The caller holds the writer's lock. */
export async function updateGraph(
  folder: string,
  database: Database.Database,
  exactUpTo: number,
  anew: boolean,
): Promise<void> {
  const texts = count(database, 'embedding');
  const identity = metaOf(database, 'identity') ?? '';
  const model = modelOf(database);
  const seal = readSeal(folder, identity);
  removeUnfinished(folder);
  if (texts <= exactUpTo || model === null) {
    removeGraph(folder);
    return;
  }
  const upToRow = database.prepare('SELECT max(row) FROM embedding').pluck().get() as number;
  const joined = seal === undefined ? 0 : count(database, 'embedding', seal.upToRow);
  const worn = seal === undefined || seal.points - joined > seal.points * GONE_SHARE;
  if (!anew && !worn && texts - joined <= exactUpTo) return;
  const saved = anew || worn ? undefined : await openGraph(folder, identity, model.dimension);
  if (saved === undefined) {
    const points = pointsOf(database, model.dimension, 0, 'text_hash');
    saveGraph(folder, await buildGraph(points, texts, model.dimension), { identity, upToRow });
  } else {
    await saved.graph.join(pointsOf(database, model.dimension, saved.upToRow), texts - joined);
    saveGraph(folder, saved.graph, { identity, upToRow });
  }
}

/** @param upToRow counts the rows up to it; all where not given */
function count(database: Database.Database, table: 'embedding' | 'paper', upToRow?: number): number {
  return upToRow === undefined
    ? (database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number)
    : (database.prepare(`SELECT count(*) FROM ${table} WHERE row <= ?`).pluck().get(upToRow) as number);
}

function* pointsOf(
  database: Database.Database,
  dimension: number,
  afterRow: number,
  order: 'row' | 'text_hash' = 'row',
): Generator<Point> {
  const rows = database
    .prepare(`SELECT row FROM embedding WHERE row > ? ORDER BY ${order}`)
    .pluck()
    .all(afterRow) as number[];
  const one = database.prepare('SELECT * FROM embedding WHERE row = ?');
  // one by one, as a graph lets other work through between two points, and a statement that is open would stop it
  for (const row of rows) {
    const found = one.get(row) as EmbeddingRow | undefined;
    if (found !== undefined) yield [row, embeddingOfRow(found, dimension)];
  }
}

function embeddingReader(
  database: Database.Database,
  dimension: number,
  read: Map<number, Embedding>,
): (row: number) => Embedding | undefined {
  const one = database.prepare('SELECT * FROM embedding WHERE row = ?');
  return (row) => {
    const known = read.get(row);
    if (known !== undefined) return known;
    const found = one.get(row) as EmbeddingRow | undefined;
    if (found === undefined) return undefined; // it has gone since, or has not come yet for this reader
    const embedding = embeddingOfRow(found, dimension);
    read.set(row, embedding);
    return embedding;
  };
}

function idReader(database: Database.Database): (row: number) => PaperId[] {
  const statement = database
    .prepare(
      `SELECT paper.id FROM embedding JOIN paper ON paper.text_hash = embedding.text_hash
       WHERE embedding.row = ? ORDER BY paper.id`,
    )
    .pluck();
  return (row) => statement.all(row) as PaperId[];
}
