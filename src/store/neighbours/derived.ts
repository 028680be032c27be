/**
 * The neighbour index as it stands on disk: derived from SQLite, never the truth.
 *
 * `neighbours.hnsw` is the graph; the row `neighbours` in `meta` carries the sha256 of its bytes, the generation it
 * was built from and the number of its points. Where any of them does not fit, the graph is built anew and saved by
 * rename; where it cannot be saved (a read-only folder), it is used all the same.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { cosineSimilarity, type Embedding, embeddingFromBytes } from '../../embedding.js';
import type { PaperId } from '../../paper.js';
import type { NeighbourIndex, PaperStore, StoredModel } from '../index.js';
import { byNearness } from './exact.js';
import { buildGraph, type Graph, loadGraph } from './hnsw.js';

export const GRAPH_FILE = 'neighbours.hnsw';
/** Points asked for beyond `k`, so that ties at the edge fall by id and papers of one text all have their place. */
const SPARE = 16;

interface Seal {
  readonly sha256: string;
  readonly generation: number;
  readonly points: number;
}

/**
 * @param database where the papers are read, perhaps at a state that is no longer the newest
 * @param live where the seal is read and written
 */
export async function derivedNeighbours(
  store: PaperStore & { readonly folder: string },
  database: Database.Database,
  live: Database.Database,
): Promise<NeighbourIndex> {
  const { generation, model } = await store.status();
  const texts = textsOf(database);
  const path = join(store.folder, GRAPH_FILE);
  const graph =
    texts.length === 0 || model === null
      ? undefined
      : ((await savedGraph(live, path, generation, model, texts.length)) ??
        (await newGraph(database, live, path, generation, model, texts.length)));
  return indexOver(database, graph, texts, model?.dimension ?? 0);
}

/** Papers of each distinct embedded text, in order of text hash: label → papers. */
function textsOf(database: Database.Database): { hash: string; ids: PaperId[] }[] {
  const texts: { hash: string; ids: PaperId[] }[] = [];
  const rows = database.prepare(
    'SELECT text_hash AS hash, id FROM embedding JOIN paper USING (text_hash) ORDER BY text_hash, id',
  );
  for (const { hash, id } of rows.iterate() as Iterable<{ hash: string; id: PaperId }>) {
    const last = texts.at(-1);
    if (last?.hash === hash) last.ids.push(id);
    else texts.push({ hash, ids: [id] });
  }
  return texts;
}

async function savedGraph(
  live: Database.Database,
  path: string,
  generation: number,
  model: StoredModel,
  points: number,
): Promise<Graph | undefined> {
  const sealed = live.prepare("SELECT value FROM meta WHERE name = 'neighbours'").pluck().get() as string | undefined;
  if (sealed === undefined) return undefined;
  const seal = JSON.parse(sealed) as Seal;
  if (seal.generation !== generation || seal.points !== points) return undefined;
  try {
    if (sha256Of(path) !== seal.sha256) return undefined;
    const graph = await loadGraph(path, model.dimension);
    return graph.size === points ? graph : undefined;
  } catch {
    return undefined; // unreadable is as good as missing: it is derived
  }
}

async function newGraph(
  database: Database.Database,
  live: Database.Database,
  path: string,
  generation: number,
  model: StoredModel,
  points: number,
): Promise<Graph> {
  const numbers = database.prepare('SELECT numbers FROM embedding ORDER BY text_hash').pluck().all() as Uint8Array[];
  const graph = await buildGraph(
    (function* () {
      for (const bytes of numbers) yield embeddingFromBytes(bytes, model.dimension);
    })(),
    points,
    model.dimension,
  );
  const newest = live.prepare("SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'generation'").pluck().get();
  if (newest !== generation) return graph; // of use to this reader alone
  const unfinished = `${path}.${process.pid}.${threadId}`;
  try {
    graph.save(unfinished);
    const seal: Seal = { sha256: sha256Of(unfinished), generation, points };
    renameSync(unfinished, path);
    live.prepare("INSERT OR REPLACE INTO meta VALUES ('neighbours', ?)").run(JSON.stringify(seal));
  } catch {
    rmSync(unfinished, { force: true }); // not saved: the next command builds it again
  }
  return graph;
}

function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function indexOver(
  database: Database.Database,
  graph: Graph | undefined,
  texts: readonly { hash: string; ids: PaperId[] }[],
  dimension: number,
): NeighbourIndex {
  const numbersOf = database.prepare('SELECT numbers FROM embedding WHERE text_hash = ?').pluck();
  const read: Embedding[] = []; // by label, as they are asked for: one command reads few, a server soon has most
  const embeddingAt = (label: number): Embedding | undefined => {
    const bytes = read[label] === undefined ? (numbersOf.get(texts[label]!.hash) as Uint8Array | undefined) : undefined;
    if (bytes !== undefined) read[label] = embeddingFromBytes(bytes, dimension);
    return read[label]; // none where the text has gone since
  };
  return {
    size: texts.reduce((sum, { ids }) => sum + ids.length, 0),
    nearest: (query: Embedding, k) =>
      (graph?.nearestLabels(query, k + SPARE) ?? [])
        .flatMap((label) => {
          const embedding = embeddingAt(label);
          if (embedding === undefined) return [];
          const similarity = cosineSimilarity(query, embedding);
          return texts[label]!.ids.map((id) => ({ id, similarity }));
        })
        .sort(byNearness)
        .slice(0, Math.max(0, k)),
  };
}
