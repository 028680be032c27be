/**
 * The HNSW graph as it stands on disk: derived from the embeddings, never the truth.
 *
 * `neighbours.hnsw` is what hnswlib writes; `neighbours.json` says which of the index's embeddings are in it and what
 * the checksum of its bytes is. Where anything does not fit, there is no graph.
 */
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { type Graph, loadGraph } from './hnsw.js';

export const GRAPH_FILE = 'neighbours.hnsw';
const SEAL_FILE = 'neighbours.json';
const UNFINISHED = '.unfinished';
const PIECE_BYTES = 1 << 22;

export interface Seal {
  /** Names the index whose embeddings are in the graph. */
  readonly identity: string;
  /** The graph holds the embeddings with a row up to this one, as far as they were there when it was made. */
  readonly upToRow: number;
  readonly points: number;
  readonly sizeBytes: number;
  readonly checksum: number;
}

export interface SavedGraph {
  readonly graph: Graph;
  readonly upToRow: number;
  readonly points: number;
}

/** What the file is said to hold; cheap. */
export function readSeal(folder: string, identity: string): Seal | undefined {
  try {
    const seal = JSON.parse(readFileSync(join(folder, SEAL_FILE), 'utf8')) as Seal;
    const whole = [seal.upToRow, seal.points, seal.checksum].every(Number.isSafeInteger);
    const sizeBytes = statSync(join(folder, GRAPH_FILE)).size;
    return whole && seal.identity === identity && seal.sizeBytes === sizeBytes ? seal : undefined;
  } catch {
    return undefined;
  }
}

export async function openGraph(folder: string, identity: string, dimension: number): Promise<SavedGraph | undefined> {
  const seal = readSeal(folder, identity);
  if (seal === undefined) return undefined;
  const saved = await verifiedGraph(join(folder, GRAPH_FILE), seal, dimension);
  if (saved === undefined) dropSeal(folder);
  return saved;
}

async function verifiedGraph(path: string, seal: Seal, dimension: number): Promise<SavedGraph | undefined> {
  try {
    if (checksumOfFile(path) !== seal.checksum) return undefined;
    const graph = await loadGraph(path, dimension);
    return graph.size === seal.points ? { graph, upToRow: seal.upToRow, points: seal.points } : undefined;
  } catch {
    return undefined; // unreadable is as good as missing: it is derived
  }
}

/** The next update then builds the graph anew. */
function dropSeal(folder: string): void {
  try {
    rmSync(join(folder, SEAL_FILE), { force: true });
  } catch {
    // a folder that can only be read keeps it, and nobody uses it
  }
}

/** Replaces what is there, the graph before its seal: a stop in between leaves a graph that does not fit. */
export function saveGraph(folder: string, graph: Graph, seal: Pick<Seal, 'identity' | 'upToRow'>): void {
  removeUnfinished(folder);
  const path = join(folder, GRAPH_FILE);
  const unfinished = `${path}.${process.pid}.${threadId}${UNFINISHED}`;
  try {
    graph.save(unfinished);
    const [sizeBytes, checksum] = [statSync(unfinished).size, checksumOfFile(unfinished)];
    const whole: Seal = { ...seal, points: graph.size, sizeBytes, checksum };
    renameSync(unfinished, path);
    writeFileSync(unfinished, JSON.stringify(whole));
    renameSync(unfinished, join(folder, SEAL_FILE));
  } finally {
    rmSync(unfinished, { force: true });
  }
}

export function removeGraph(folder: string): void {
  for (const name of [SEAL_FILE, GRAPH_FILE]) rmSync(join(folder, name), { force: true });
  removeUnfinished(folder);
}

/** Files of a process that was killed while it saved, of earlier versions too. The caller holds the writer's lock. */
export function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder))
    if (/^neighbours\.hnsw\.\d+\.\d+/.test(name)) rmSync(join(folder, name), { force: true });
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
