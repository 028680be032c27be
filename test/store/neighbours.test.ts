import { describe, expect, test } from 'vitest';
import {
  cosineSimilarity,
  type Embedding,
  quantize,
  similaritiesToQuantized,
  toUnitLength,
} from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { type NeighbourIndex, openStore } from '../../src/store/index.js';
import { nearestOf } from '../../src/store/neighbours/exact.js';
import { QuantizedMatrix, recordsOf } from '../../src/store/neighbours/quantized.js';
import { hashOfText } from '../../src/text/hash-of-text.js';
import { asking } from '../support/asking.js';
import { newFolder } from '../support/folders.js';
import { aPaper } from '../support/papers.js';
import { seededRandom } from '../support/random.js';
import { clouds, DIMENSION } from './clouds.js';

async function storeOver(embeddings: ReadonlyMap<PaperId, Embedding>, exactUpTo: number): Promise<NeighbourIndex> {
  const store = await openStore(newFolder(), { exactUpTo });
  const papers = [...embeddings.keys()].map((id) => ({
    paper: aPaper(id),
    given: true,
    keys: [`id:${id}`],
    textHash: hashOfText(Buffer.from(embeddings.get(id)!.buffer).toString('hex')),
    words: { title: '', abstract: '' },
  }));
  await store.write({
    papers,
    embeddings: new Map(papers.map(({ paper, textHash }) => [textHash, embeddings.get(paper.id)!])),
    model: { name: 'clouds', dimension: DIMENSION, sha256: 'clouds' },
  });
  await store.updateNeighbours();
  return asking(store); // the store stays open; the folder goes when the tests end
}

const exactOver = (embeddings: ReadonlyMap<PaperId, Embedding>): NeighbourIndex => ({
  nearest: async (query, k) => nearestOf(embeddings, query, k),
});
const quantizedOver = (embeddings: ReadonlyMap<PaperId, Embedding>) => storeOver(embeddings, 0);
const scanOver = (embeddings: ReadonlyMap<PaperId, Embedding>) => storeOver(embeddings, 20_000);

describe.each([
  ['exact', async (embeddings: ReadonlyMap<PaperId, Embedding>) => exactOver(embeddings)],
  ['quantized', quantizedOver],
  ['scanned', scanOver],
])('the %s neighbour index', (_name, over) => {
  test('puts the nearest first and says how near', async () => {
    const index = await over(
      new Map([
        ['east' as PaperId, toUnitLength([1, 0, ...new Array<number>(DIMENSION - 2).fill(0)])],
        ['north' as PaperId, toUnitLength([0, 1, ...new Array<number>(DIMENSION - 2).fill(0)])],
        ['north-east' as PaperId, toUnitLength([1, 1, ...new Array<number>(DIMENSION - 2).fill(0)])],
      ]),
    );
    const found = await index.nearest(toUnitLength([2, 1, ...new Array<number>(DIMENSION - 2).fill(0)]), 3);
    expect(found.map(({ id, similarity }) => [id, similarity.toFixed(3)])).toEqual([
      ['north-east', '0.949'],
      ['east', '0.894'],
      ['north', '0.447'],
    ]);
  });

  test('gives all papers where more are asked for than there are', async () => {
    const index = await over(clouds(5, 1));
    expect(await index.nearest(clouds(1, 2).values().next().value!, 50)).toHaveLength(5);
  });

  test('puts papers of one text in order of id', async () => {
    const same = clouds(1, 3).values().next().value!;
    const index = await over(new Map(['c', 'a', 'b'].map((id) => [id as PaperId, same])));
    expect((await index.nearest(same, 2)).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('answers nothing when it is empty', async () => {
    expect(await (await over(new Map())).nearest(clouds(1, 4).values().next().value!, 3)).toEqual([]);
  });
});

test('quantized embeddings answer as the exact scan does on a corpus of 1,500 papers', async () => {
  const embeddings = clouds(1_500, 5);
  const [exact, quantized] = [exactOver(embeddings), await quantizedOver(embeddings)];
  for (const query of clouds(60, 6).values())
    expect(await quantized.nearest(query, 10)).toEqual(await exact.nearest(query, 10));
});

test('the scan of a store answers as the exact one does, to the byte', async () => {
  const embeddings = clouds(9_001, 9);
  const [exact, scanned] = [exactOver(embeddings), await scanOver(embeddings)];
  for (const query of clouds(10, 10).values())
    expect(await scanned.nearest(query, 50)).toEqual(await exact.nearest(query, 50));
});

test('quantized embeddings find at least 99 of 100 nearest papers on a corpus of 6,000', async () => {
  const embeddings = clouds(6_000, 7);
  const [exact, quantized] = [exactOver(embeddings), await quantizedOver(embeddings)];
  let found = 0;
  for (const query of clouds(50, 8).values()) {
    const truth = new Set((await exact.nearest(query, 10)).map(({ id }) => id));
    found += (await quantized.nearest(query, 10)).filter(({ id }) => truth.has(id)).length;
  }
  expect(found / 500).toBeGreaterThanOrEqual(0.99);
});

test.each([16, 32, 27, 384, 1_024])(
  'dot products of bytes are those of a double loop, in %i dimensions',
  (dimension) => {
    const random = seededRandom(11);
    const some = () => toUnitLength(Array.from({ length: dimension }, () => random() - 0.5));
    const points = Array.from({ length: 50 }, (_, i) => [3 * i + 1, some()] as const);
    const matrix = new QuantizedMatrix(dimension);
    for (const [from, to] of [
      [0, 7],
      [7, points.length],
    ] as const) {
      matrix.records(from, to).set(recordsOf(points.slice(from, to)));
      matrix.size = to;
    }
    const query = some();
    const found = new Map(matrix.nearest(query, 50).map(({ row, similarity }) => [row, similarity]));
    for (const [row, embedding] of points) expect(found.get(row)).toBeCloseTo(cosineSimilarity(query, embedding), 2);
    const truth = points.map(([row, one]) => [row, similaritiesToQuantized(query, quantize([one]))[0]!] as const);
    const order = [...truth].sort((a, b) => b[1] - a[1]).map(([row]) => row);
    const nearest = matrix.nearest(query, 10).sort((a, b) => b.similarity - a.similarity);
    expect(nearest.filter(({ row }) => order.slice(0, 14).includes(row)).length).toBe(nearest.length);
    expect(matrix.nearest(query, 50, (row) => row === 4).map(({ row }) => row)).toEqual([4]);
  },
);

test.each([0, 20_000])(
  'a filtered question answers from the papers of now, scanned in full up to %i texts',
  async (exactUpTo) => {
    const all = clouds(1_200, 5);
    const ids = [...all.keys()];
    const store = await openStore(newFolder(), { exactUpTo });
    const add = (some: readonly PaperId[]) => {
      const papers = some.map((id) => ({
        paper: aPaper(id),
        given: true,
        keys: [`id:${id}`],
        textHash: hashOfText(id),
        words: { title: '', abstract: '' },
      }));
      const embeddings = new Map(papers.map(({ paper, textHash }) => [textHash, all.get(paper.id)!]));
      return store.write({ papers, embeddings, model: { name: 'clouds', dimension: DIMENSION, sha256: 'clouds' } });
    };
    const asked = async (query: Embedding, where: { readonly ids?: PaperId[]; readonly notIds?: PaperId[] }) =>
      (await asking(store).nearest(query, 5, { where })).map(({ id }) => id);
    const exact = (query: Embedding, some: readonly PaperId[]) =>
      nearestOf(
        some.map((id) => [id, all.get(id)!] as const),
        query,
        5,
      ).map(({ id }) => id);
    await add(ids.slice(0, 1_000));
    await store.updateNeighbours?.();
    const query = all.get(ids[1_100]!)!;
    const without = { notIds: [ids[3]!] };
    const few = { ids: ids.slice(500) };
    await asking(store).nearest(query, 5); // a question without a filter has loaded what a scan needs
    expect(await asked(query, without)).toEqual(
      exact(
        query,
        ids.slice(0, 1_000).filter((id) => id !== ids[3]),
      ),
    );
    expect(await asked(query, few)).toEqual(exact(query, ids.slice(500, 1_000)));
    await add(ids.slice(1_000));
    expect(await asked(query, without)).toEqual(
      exact(
        query,
        ids.filter((id) => id !== ids[3]),
      ),
    );
    expect(await asked(query, few)).toEqual(exact(query, ids.slice(500)));
    expect((await asked(query, few))[0]).toBe(ids[1_100]);
    await store.close();
  },
);
