/**
 * The HNSW graph on disk: derived from the embeddings and never authoritative.
 *
 * `neighbours.hnsw` is what hnswlib writes; `neighbours.hnsw.json` says which embeddings are in it and what the
 * checksum of its bytes is. Where anything does not fit, there is no graph.
 */
import { renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, loadGraph } from './hnsw.js';
import { checksumOfFile, readSeal, type Seal, type SealedFile, writeSeal } from './seal.js';

export interface GraphSeal extends Seal {
  readonly sizeBytes: number;
}

const GRAPH: SealedFile<GraphSeal> = {
  file: 'neighbours.hnsw',
  seal: 'neighbours.hnsw.json',
  fits: (seal, sizeBytes) => sizeBytes === seal.sizeBytes,
};

/** What the file is said to hold; cheap. */
export function readGraphSeal(folder: string, identity: string, dimension: number): GraphSeal | undefined {
  return readSeal(folder, GRAPH, { identity, dimension });
}

/** @returns none where it is not what was written */
export function openGraph(folder: string, seal: GraphSeal): Graph | undefined {
  try {
    const path = join(folder, GRAPH.file);
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
  const path = join(folder, GRAPH.file);
  const unfinished = `${path}.unfinished`;
  graph.save(unfinished);
  const [sizeBytes, checksum] = [statSync(unfinished).size, checksumOfFile(unfinished)];
  renameSync(unfinished, path);
  writeSeal(folder, GRAPH, { ...seal, points: graph.size, sizeBytes, checksum });
}

export function removeGraph(folder: string): void {
  for (const name of [GRAPH.seal, GRAPH.file]) rmSync(join(folder, name), { force: true });
}
