/**
 * Nearest papers of a store. Up to `EXACT_UP_TO` texts, every embedding is compared in full; above, every embedding is
 * compared with 8 bits a number, and the best of them in full. On request the index also has an HNSW graph, for queries
 * without a filter. Papers added since the file or the graph was written are compared separately, so one more paper
 * costs one more row. Without a graph, the same papers give the same answers after any history.
 */
import type Database from 'better-sqlite3';
import { cosineSimilarity, type Embedding } from '../../../embedding.js';
import { bySimilarity } from '../../../maths/order.js';
import type { PaperId } from '../../../paper.js';
import type { NeighbourUpdate } from '../../contract.js';
import { type GraphSeal, openGraph, readGraphSeal, removeGraph, saveGraph } from '../../neighbours/graph-file.js';
import { buildGraph, type Graph } from '../../neighbours/hnsw.js';
import { EmbeddingMatrix, type ScoredRow } from '../../neighbours/matrix.js';
import { type QuantizedMatrix, recordsOf } from '../../neighbours/quantized.js';
import { loadQuantized, readQuantizedSeal, removeQuantized, writeQuantized } from '../../neighbours/quantized-file.js';
import type { Seal } from '../../neighbours/seal.js';
import type { Neighbour } from '../../shapes.js';
import { counterOf, metaOf, modelOf } from '../database/meta.js';
import { batchesInOrder } from '../database/whole-scan.js';
import { readEmbeddings, readIds } from '../papers/embedding-rows.js';
import type { PaperIds } from '../papers/paper-ids.js';
import type { Recent } from '../papers/recent.js';
import { type EmbeddingRow, embeddingOfRow, type StoredEmbedding } from '../papers/vectors.js';

/**
 * A scan of 20,000 whole embeddings of 384 dimensions takes 4 ms, a small part of a question: `test/bench/growth.md`.
 */
export const EXACT_UP_TO = 20_000;
/** For more neighbours than this, a scan is as fast as the graph. */
const GRAPH_UP_TO = 1_000;
/** Maximum number of embeddings outside the file: each process reads them in about 10 ms. */
const MOST_WAITING = 1_000;
/** If this share of the papers has been removed, the file is rewritten and the graph dropped. */
const GONE_SHARE = 0.2;
/**
 * Embeddings compared again in full, for `k` results. Quantizing changes a cosine by about 0.0005, and of the nearest
 * 100 of 100,000 none is missed (`test/bench/growth.md`).
 */
const shortlist = (k: number) => 2 * k + 200;
/** Ten times the change of a cosine by bytes: what is farther below the last of the nearest is not read whole. */
const REACH = 0.005;
/** Embeddings quantized and written at once. */
const BATCH = 2_000;

/** Which rows of embeddings may be in the answer. */
export type Passes = (row: number) => boolean;
interface SavedGraph extends GraphSeal {
  readonly graph: Graph;
}

type Find = (database: Database.Database, query: Embedding, k: number, among?: Passes) => Neighbour[];

/** Keeps what it has loaded, so that a new version of the papers costs only what has changed. */
export class NeighbourFinder {
  #quantized: QuantizedMatrix | undefined;
  #seal: Seal | undefined;
  #graph: SavedGraph | undefined;
  #matrix: EmbeddingMatrix | undefined;
  #state: { readonly generation: number; readonly find: Find } | undefined;

  constructor(
    readonly folder: string,
    readonly exactUpTo: number,
    /** Get what was read of the nearest: a question reads their embeddings next. */
    readonly recent: { readonly embeddings: Recent<StoredEmbedding>; readonly ids: PaperIds },
  ) {}

  /**
   * All papers of the `k` nearest texts in the snapshot of `database`, nearest first, ties by id.
   * @param among the embeddings to compare; default: all
   */
  nearest(database: Database.Database, query: Embedding, k: number, among?: Passes): Neighbour[] {
    const generation = counterOf(database, 'generation');
    if (this.#state?.generation !== generation) this.#state = { generation, find: this.#prepare(database) };
    return this.#state.find(database, query, k, among);
  }

  /** Whether a question has loaded what it needs. */
  get isLoaded(): boolean {
    return this.#state !== undefined;
  }

  /** Discards what is loaded, as after an update. */
  forget(): void {
    this.#state = undefined;
  }

  #prepare(database: Database.Database): Find {
    const dimension = modelOf(database)?.dimension ?? 0;
    this.#load(database, dimension);
    const [quantized, base, graph] = [this.#quantized, this.#seal?.upToRow ?? 0, this.#graph];
    if (this.#matrix === undefined || this.#matrix.dimension !== dimension)
      this.#matrix = new EmbeddingMatrix(dimension);
    const matrix = this.#matrix;
    for (const [row, embedding] of pointsOf(database, dimension, Math.max(base, matrix.lastRow)))
      matrix.add(row, embedding);
    const gone = graph === undefined ? 0 : graph.points - count(database, graph.upToRow);
    const whole = gone === 0 && matrix.size + (quantized?.size ?? 0) === count(database);
    const alive = whole ? undefined : rowsOf(database);
    const known = new Map<number, Embedding>(); // a command reads few; a server soon has most of those it needs
    const ids = new Map<number, PaperId[]>();
    return (snapshot, vector, k, among) => {
      const passes = among ?? (alive === undefined ? undefined : (row: number) => alive.has(row));
      const scored = matrix.nearest(vector, k, passes);
      const byGraph = among === undefined && k <= GRAPH_UP_TO ? graph : undefined;
      const candidates = [
        ...(byGraph?.graph.nearestLabels(vector, shortlist(k) + gone) ?? []).filter((row) => passes?.(row) !== false),
        ...withinReach(quantized?.nearest(vector, shortlist(k), passes, byGraph?.upToRow) ?? [], k),
      ];
      readEmbeddings(snapshot, dimension, { rows: candidates, known });
      for (const row of candidates) scored.push({ row, similarity: cosineSimilarity(vector, known.get(row)!) });
      const nearest = nearestFirst(scored, k);
      const papers = readIds(
        snapshot,
        nearest.map(({ row }) => row),
        ids,
      );
      this.recent.ids.add(snapshot, papers);
      this.recent.embeddings.add(snapshot, storedIn(nearest, known, ids));
      return nearest
        .flatMap(({ row, similarity }) => ids.get(row)!.map((id) => ({ id, similarity })))
        .sort(bySimilarity);
    };
  }

  #load(database: Database.Database, dimension: number): void {
    const identity = metaOf(database, 'identity') ?? '';
    const texts = count(database);
    const few = texts <= this.exactUpTo;
    const seal = few ? undefined : readQuantizedSeal(this.folder, identity, dimension);
    const newest = newestRow(database);
    this.#loadGraph(few ? undefined : readGraphSeal(this.folder, identity, dimension), newest);
    // this snapshot does not have later rows yet
    if (seal?.checksum === this.#seal?.checksum || (seal !== undefined && seal.upToRow > newest)) return;
    this.#quantized = seal === undefined ? undefined : loadQuantized(this.folder, seal, this.#quantized);
    this.#seal = this.#quantized === undefined ? undefined : seal;
    this.#matrix = undefined;
  }

  #loadGraph(seal: GraphSeal | undefined, newestRow: number): void {
    const usable = seal !== undefined && seal.upToRow <= newestRow ? seal : undefined;
    if (usable?.checksum === this.#graph?.checksum) return;
    const graph = usable === undefined ? undefined : openGraph(this.folder, usable);
    this.#graph = usable === undefined || graph === undefined ? undefined : { ...usable, graph };
  }
}

/** By paper, the embeddings that were read in full. */
function* storedIn(
  nearest: readonly ScoredRow[],
  known: ReadonlyMap<number, Embedding>,
  ids: ReadonlyMap<number, readonly PaperId[]>,
): Generator<readonly [PaperId, StoredEmbedding]> {
  for (const { row } of nearest) {
    const embedding = known.get(row);
    if (embedding !== undefined) for (const id of ids.get(row)!) yield [id, { row, embedding }];
  }
}

/** Rows whose similarity by bytes does not rule out that they are among the `k` nearest. */
function withinReach(near: ScoredRow[], k: number): number[] {
  near.sort((a, b) => b.similarity - a.similarity);
  const least = (near[k - 1]?.similarity ?? -Infinity) - REACH;
  return near.filter(({ similarity }) => similarity >= least).map(({ row }) => row);
}

/** The `k` nearest, and all that are as near as the last of them. */
function nearestFirst(scored: ScoredRow[], k: number): ScoredRow[] {
  scored.sort((a, b) => b.similarity - a.similarity);
  const least = scored[k - 1]?.similarity ?? -Infinity;
  return scored.filter(({ similarity }) => similarity >= least);
}

/**
 * Updates derived files where that pays, or rebuilds them if `rebuild`; a graph is never updated. The caller holds the
 * write lock.
 */
export async function updateNeighbours(
  folder: string,
  database: Database.Database,
  exactUpTo: number,
  { rebuild = false, graph = false, ...options }: NeighbourUpdate,
): Promise<void> {
  const texts = count(database);
  const index = { identity: metaOf(database, 'identity') ?? '', dimension: modelOf(database)?.dimension ?? 0, texts };
  updateQuantized(folder, database, { ...index, exactUpTo }, rebuild);
  const seal = readGraphSeal(folder, index.identity, index.dimension);
  const worn = seal === undefined || seal.points - count(database, seal.upToRow) > seal.points * GONE_SHARE;
  if (rebuild || worn || texts <= exactUpTo) removeGraph(folder);
  if (!graph || texts <= exactUpTo || index.dimension === 0) return;
  const upToRow = newestRow(database);
  const { identity, dimension } = index;
  const built = await buildGraph(pointsOf(database, dimension, 0), texts, { dimension, ...options });
  saveGraph(folder, built, { identity, dimension, upToRow });
}

/** Deletes all derived files; they are derived again. */
export function removeNeighbours(folder: string): void {
  removeQuantized(folder);
  removeGraph(folder);
}

interface IndexSize {
  readonly identity: string;
  readonly dimension: number;
  readonly texts: number;
}

function updateQuantized(
  folder: string,
  database: Database.Database,
  { identity, dimension, texts, exactUpTo }: IndexSize & { readonly exactUpTo: number },
  rebuild: boolean,
): void {
  if (texts <= exactUpTo || dimension === 0) {
    removeQuantized(folder);
    return;
  }
  const seal = rebuild ? undefined : readQuantizedSeal(folder, identity, dimension);
  const joined = seal === undefined ? 0 : count(database, seal.upToRow);
  const worn = seal === undefined || seal.points - joined > seal.points * GONE_SHARE;
  if (!worn && texts - joined <= Math.min(MOST_WAITING, exactUpTo)) return;
  const upToRow = newestRow(database);
  const sealed = worn ? undefined : seal;
  const points = pointsOf(database, dimension, sealed?.upToRow ?? 0);
  writeQuantized(folder, sealed, { identity, dimension, upToRow }, batchesOf(points));
}

function* batchesOf(points: Iterable<readonly [number, Embedding]>): Generator<Uint8Array> {
  let batch: (readonly [number, Embedding])[] = [];
  for (const point of points) {
    batch.push(point);
    if (batch.length < BATCH) continue;
    yield recordsOf(batch);
    batch = [];
  }
  if (batch.length > 0) yield recordsOf(batch);
}

/**
 * The plus makes SQLite count in the index of hashes, which has the rows too: the table itself, with all embeddings, is
 * a hundred times larger.
 * @param upToRow counts the rows up to it; default: all
 */
function count(database: Database.Database, upToRow?: number): number {
  return upToRow === undefined
    ? (database.prepare('SELECT count(*) FROM embedding').pluck().get() as number)
    : (database.prepare('SELECT count(*) FROM embedding WHERE +row <= ?').pluck().get(upToRow) as number);
}

/** 0 where there is none. */
function newestRow(database: Database.Database): number {
  return (database.prepare('SELECT max(row) FROM embedding').pluck().get() as number | null) ?? 0;
}

function rowsOf(database: Database.Database): Set<number> {
  return new Set(database.prepare('SELECT row FROM embedding').pluck().all() as number[]);
}

/** In ascending order of row. */
function* pointsOf(
  database: Database.Database,
  dimension: number,
  afterRow: number,
): Generator<readonly [row: number, embedding: Embedding]> {
  const next = database.prepare('SELECT * FROM embedding WHERE row > ? ORDER BY row LIMIT ?');
  const rowsAfter = (row: number) => next.all(row, BATCH) as EmbeddingRow[];
  for (const rows of batchesInOrder('embedding', afterRow, rowsAfter, ({ row }) => row))
    for (const row of rows) yield [row.row, embeddingOfRow(row, dimension)];
}
