/**
 * The HNSW graph as it stands on disk: derived from the embeddings, never the truth.
 *
 * `neighbours.hnsw` is what hnswlib writes; `neighbours.hnsw.json` says which embeddings are in it and what the checksum
 * of its bytes is. Where anything does not fit, there is no graph.
 */
import { closeSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Graph, loadGraph } from './hnsw.js';

const GRAPH_FILE = 'neighbours.hnsw';
const SEAL_FILE = 'neighbours.hnsw.json';
const PIECE_BYTES = 1 << 22;

export interface GraphSeal {
  /** Names the index whose embeddings are in the graph. */
  readonly identity: string;
  readonly dimension: number;
  /** The graph has the embeddings with a row up to this one, as far as they were there when it was built. */
  readonly upToRow: number;
  readonly points: number;
  readonly sizeBytes: number;
  readonly checksum: number;
}

/** What the file is said to hold; cheap. */
export function readGraphSeal(folder: string, identity: string, dimension: number): GraphSeal | undefined {
  try {
    const seal = JSON.parse(readFileSync(join(folder, SEAL_FILE), 'utf8')) as GraphSeal;
    const whole = [seal.upToRow, seal.points, seal.checksum].every(Number.isSafeInteger);
    const fits = seal.identity === identity && seal.dimension === dimension;
    return whole && fits && statSync(join(folder, GRAPH_FILE)).size === seal.sizeBytes ? seal : undefined;
  } catch {
    return undefined;
  }
}

/** @returns none where it is not what was written */
export function openGraph(folder: string, seal: GraphSeal): Graph | undefined {
  try {
    const path = join(folder, GRAPH_FILE);
    if (checksumOfFile(path) !== seal.checksum) return undefined;
    const graph = loadGraph(path, seal.dimension);
    return graph.size === seal.points ? graph : undefined;
  } catch {
    return undefined; // unreadable is as good as missing: every embedding is looked at
  }
}

/** Replaces what is there, the graph before its seal: a stop in between leaves a graph that does not fit. */
export function saveGraph(
  folder: string,
  graph: Graph,
  seal: Pick<GraphSeal, 'identity' | 'dimension' | 'upToRow'>,
): void {
  const path = join(folder, GRAPH_FILE);
  const unfinished = `${path}.unfinished`;
  graph.save(unfinished);
  const [sizeBytes, checksum] = [statSync(unfinished).size, checksumOfFile(unfinished)];
  renameSync(unfinished, path);
  writeFileSync(unfinished, JSON.stringify({ ...seal, points: graph.size, sizeBytes, checksum } satisfies GraphSeal));
  renameSync(unfinished, join(folder, SEAL_FILE));
}

export function removeGraph(folder: string): void {
  for (const name of [SEAL_FILE, GRAPH_FILE]) rmSync(join(folder, name), { force: true });
}

function checksumOfFile(path: string): number {
  const piece = Buffer.alloc(PIECE_BYTES);
  const file = openSync(path, 'r');
  try {
    let sum = 0;
    for (;;) {
      const count = readSync(file, piece);
      if (count === 0) return sum;
      sum = crc32(piece.subarray(0, count), sum);
    }
  } finally {
    closeSync(file);
  }
}
