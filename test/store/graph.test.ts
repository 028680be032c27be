/** The HNSW graph of an index: built on request, used where it fits. */
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Embedding } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { openStore, type Store } from '../../src/store/index.js';
import { nearestOf } from '../../src/store/neighbours/exact.js';
import { loadHnswlib } from '../../src/store/neighbours/hnsw.js';
import { newFolder } from '../support/folders.js';
import { aPaper } from '../support/papers.js';
import { clouds, DIMENSION } from './clouds.js';

const SIZES = { exactUpTo: 1_000 };
const GRAPH = 'neighbours.hnsw';

type Points = Map<PaperId, Embedding>;

async function write(store: Store, points: Points): Promise<void> {
  await store.write({
    papers: [...points.keys()].map((id) => ({
      paper: aPaper(id),
      given: true,
      keys: [`id:${id}`],
      textHash: `text of ${id}`,
      words: { title: '', abstract: '' },
    })),
    embeddings: new Map([...points].map(([id, embedding]) => [`text of ${id}`, embedding])),
    model: { name: 'clouds', dimension: DIMENSION, sha256: 'clouds' },
  });
  await store.updateNeighbours();
}

/** The share of the ten nearest that a store finds, over forty questions. */
async function recall(store: Store, points: Points): Promise<number> {
  let found = 0;
  const queries = [...clouds(40, 8).values()];
  for (const query of queries) {
    const truth = new Set(nearestOf(points, query, 10).map(({ id }) => id));
    const nearest = await store.read((view) => view.nearest(query, 10));
    found += nearest.filter(({ id }) => truth.has(id)).length;
  }
  return found / (10 * queries.length);
}

async function compacted(points: Points) {
  const folder = newFolder();
  const store = await openStore(folder, SIZES);
  await write(store, points);
  expect(existsSync(join(folder, GRAPH))).toBe(false); // adding papers never builds it
  await store.updateNeighbours({ rebuild: true });
  expect(existsSync(join(folder, GRAPH))).toBe(false); // nor does rebuilding what is always there
  const shares: number[] = [];
  await store.updateNeighbours({ rebuild: true, graph: true, onProgress: (share) => shares.push(share) });
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  return { folder, store };
}

/** npm leaves the package out where it cannot be compiled. */
function isMissing(): boolean {
  try {
    return loadHnswlib() === undefined;
  } catch {
    return true;
  }
}

describe.skipIf(isMissing())('an index with an HNSW graph (skipped without hnswlib-node)', () => {
  test('finds at least 99 of 100 nearest papers', async () => {
    const points = clouds(3_000, 7);
    const { folder, store } = await compacted(points);
    expect(existsSync(join(folder, GRAPH))).toBe(true);
    expect(await recall(store, points)).toBeGreaterThanOrEqual(0.99);
    await store.close();
  });

  test('finds what came since, misses what went, and keeps its filters', async () => {
    const points = clouds(2_000, 7);
    const { store } = await compacted(points);
    const later = clouds(300, 7, 2_000);
    await write(store, later);
    const gone = [...points.keys()].slice(0, 100);
    await store.write({ remove: gone });
    await store.updateNeighbours();
    for (const id of gone) points.delete(id);
    expect(await recall(store, new Map([...points, ...later]))).toBeGreaterThanOrEqual(0.99);
    const query = points.get('p00500' as PaperId)!;
    const ids = ['p00500', 'p00501', 'p02001'] as PaperId[];
    const filtered = await store.read((view) => view.nearest(query, 10, { where: { ids } }));
    expect(filtered.map(({ id }) => id).sort()).toEqual(ids);
    await store.close();
  });

  test('looks at every embedding where the graph is damaged, of another index, or too worn', async () => {
    const points = clouds(1_500, 7);
    const { folder, store } = await compacted(points);
    await store.close();
    const [path, whole] = [join(folder, GRAPH), readFileSync(join(folder, GRAPH))];
    const cut = Buffer.from(whole);
    cut[cut.length >> 1]! ^= 1;
    for (const damage of [() => truncateSync(path, 1_000), () => writeFileSync(path, cut)]) {
      damage();
      const opened = await openStore(folder, SIZES);
      expect(await recall(opened, points)).toBe(1);
      await opened.close();
    }
    writeFileSync(path, whole);
    const opened = await openStore(folder, SIZES);
    await opened.write({ remove: [...points.keys()].slice(0, 400) });
    await opened.updateNeighbours();
    expect(existsSync(path)).toBe(false);
    await opened.close();
  });

  test('has none while it is small', async () => {
    const { folder, store } = await compacted(clouds(900, 7));
    expect(existsSync(join(folder, GRAPH))).toBe(false);
    await store.close();
  });
});
