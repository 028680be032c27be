/**
 * The HNSW graph on disk: derived from the embeddings and never authoritative.
 *
 * `neighbours.hnsw` is written by hnswlib; `neighbours.hnsw.json` says which embeddings are in it, and its checksum. If
 * anything does not match, the graph is ignored.
 */
import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, loadGraph } from './hnsw.js';
import { checksumOfFile, readSeal, removeSealed, type Seal, type SealedFile, writeSeal } from './seal.js';

export interface GraphSeal extends Seal {
  readonly sizeBytes: number;
}

const GRAPH: SealedFile<GraphSeal> = {
  file: 'neighbours.hnsw',
  seal: 'neighbours.hnsw.json',
  fits: (seal, sizeBytes) => sizeBytes === seal.sizeBytes,
};

/** What the file contains, by its seal; cheap. */
export function readGraphSeal(folder: string, identity: string, dimension: number): GraphSeal | undefined {
  return readSeal(folder, GRAPH, { identity, dimension });
}

/** @returns undefined if the file is not as it was written */
export function openGraph(folder: string, seal: GraphSeal): Graph | undefined {
  try {
    const path = join(folder, GRAPH.file);
    if (checksumOfFile(path) !== seal.checksum) return undefined;
    const graph = loadGraph(path, seal.dimension);
    return graph.size === seal.points ? graph : undefined;
  } catch {
    return undefined; // an unreadable file counts as missing: every embedding is compared
  }
}

/** Replaces the graph, then its seal: after an interruption in between, they do not match. */
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
  removeSealed(folder, GRAPH);
}
