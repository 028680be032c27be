import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/maths/random.js';
import {
  dotProducts,
  normaliseRows,
  pickRows,
  type Rows,
  rowAt,
  rowsFrom,
  rowsOf,
  sumsByLabel,
  unitMeans,
} from '../../src/maths/rows.js';
import { chooseK, meanSilhouette, rangeOfK } from '../../src/themes/clustering/choose-k.js';
import { sphericalKmeans } from '../../src/themes/clustering/kmeans.js';
import { lloyd, plusPlusStarts } from '../../src/themes/clustering/lloyd.js';
import { sampleTrees } from '../../src/themes/clustering/sample-trees.js';
import { rowKeys, sampleByKey, subsetsByKey } from '../../src/themes/clustering/subsets.js';
import { labelsAfter, wardMerges } from '../../src/themes/clustering/ward.js';
import { bundlesOf, dot, scatteredRows } from './rows-of-points.js';

/** Lloyd's algorithm with nothing saved: every row against every centroid in every pass. */
function plainLloyd(rows: Rows, start: Rows): number[] {
  let centroids = start;
  let labels: number[] = [];
  for (;;) {
    const next = Array.from({ length: rows.count }, (_, i) => {
      const cosines = Array.from({ length: centroids.count }, (_, c) =>
        Math.fround(dot(rowAt(rows, i), rowAt(centroids, c))),
      );
      return cosines.indexOf(Math.max(...cosines));
    });
    if (next.join() === labels.join()) return labels;
    labels = next;
    centroids = unitMeans(sumsByLabel(rows, Int32Array.from(labels), start.count).sums, start.count);
  }
}

const piles = fc.record({
  count: fc.integer({ min: 6, max: 60 }),
  k: fc.integer({ min: 1, max: 6 }),
  seed: fc.nat(10_000),
});

describe('spherical k-means', () => {
  test('gives what Lloyd’s algorithm gives when nothing is skipped', () => {
    fc.assert(
      fc.property(piles, ({ count, k, seed }) => {
        const rows = scatteredRows(count, 5, seed);
        const start = plusPlusStarts(rows, k, seededRandom(seed));
        const plain = plainLloyd(rows, start);
        fc.pre(new Set(plain).size === k);
        expect(Array.from(lloyd(rows, start).labels)).toEqual(plain);
      }),
      { numRuns: 200 },
    );
  });

  test('gives the same by ml-kmeans from the same start', async () => {
    await fc.assert(
      fc.asyncProperty(piles, async ({ count, k, seed }) => {
        const rows = scatteredRows(count, 5, seed);
        const ours = lloyd(rows, plusPlusStarts(rows, k, seededRandom(seed)));
        const theirs = await sphericalKmeans(rows, ours.centroids);
        expect(theirs.cohesion).toBeGreaterThanOrEqual(ours.cohesion - 1e-6);
        expect(Array.from(theirs.labels)).toEqual(Array.from(ours.labels));
      }),
      { numRuns: 50 },
    );
  });

  test('leaves no cluster empty, whatever repeats itself', async () => {
    const one = rowsOf(Array.from({ length: 12 }, () => [0.6, 0.8]));
    const start = pickRows(one, [0, 1, 2, 3]);
    for (const clusters of [lloyd(one, start), await sphericalKmeans(one, start)]) {
      expect([...new Set(clusters.labels)].sort()).toEqual([0, 1, 2, 3]);
    }
  });

  test('finds bundles that lie apart', async () => {
    const { rows, bundle } = bundlesOf(5, 20, 8, 0.4);
    const found = await sphericalKmeans(rows, lloyd(rows, plusPlusStarts(rows, 5, seededRandom(3))).centroids);
    const pairs = new Set(bundle.map((axis, i) => `${axis} ${found.labels[i]}`));
    expect(pairs.size).toBe(5);
  });
});

test('dot products come out the same in blocks as one by one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 11 }), fc.nat(1000), (count, k, seed) => {
      const [rows, others] = [scatteredRows(count, 7, seed), scatteredRows(k, 7, seed + 1)];
      const out = new Float32Array(count * k);
      dotProducts(rowsFrom(rows, 0, count), others, out);
      const plain = Array.from({ length: count * k }, (_, at) =>
        Math.fround(dot(rowAt(rows, Math.floor(at / k)), rowAt(others, at % k))),
      );
      expect(Array.from(out)).toEqual(plain);
    }),
  );
});

describe('the number of themes', () => {
  test('is where papers lie best within their theme: five bundles make five', () => {
    const { rows } = bundlesOf(5, 12, 10, 0.8);
    const { k, curve } = chooseK(sampleTrees(rows, rowKeys(rows), 9), { least: 2, greatest: 9 });
    expect(k).toBe(5);
    expect(curve.map((point) => point.k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('is found, with figures, for copies of one embedding, of which a sample has all or none', () => {
    const rows = normaliseRows(rowsOf(Array.from({ length: 60 }, () => [0, 1])));
    const { curve } = chooseK(sampleTrees(rows, rowKeys(rows), 7), { least: 5, greatest: 7 });
    expect(curve.map(({ k }) => k)).toEqual([5, 6, 7]);
    for (const { silhouette, cohesion } of curve) {
      expect(Math.abs(silhouette)).toBeLessThanOrEqual(1);
      expect(cohesion).toBeLessThanOrEqual(1);
    }
  });

  test('has a silhouette of about 0 for copies, although their products are not exactly 1', () => {
    for (const length of [1 - 2 ** -23, 1, 1 + 2 ** -23]) {
      const copies = rowsOf(Array.from({ length: 60 }, () => [length, 0]));
      const labels = Int32Array.from({ length: 60 }, (_, i) => Math.max(0, i - 55));
      expect(Math.abs(meanSilhouette(copies, labels, 5))).toBeLessThan(0.2);
    }
  });

  test('is the least of those that the samples cannot tell apart', () => {
    // Bundles apart in pairs: two samples prefer four groups, two prefer two.
    const tree = (count: number) => {
      const { rows } = bundlesOf(count, 12, 10, 0.3);
      return { rows, merges: wardMerges(rows) };
    };
    expect(chooseK([tree(4)], { least: 2, greatest: 6 }).k).toBe(4);
    expect(chooseK([tree(4), tree(2)], { least: 2, greatest: 6 }).k).toBe(2);
  });

  test.each([
    [1, 1, 1],
    [23, 1, 2],
    [60, 5, 7],
    [144, 12, 18],
    [167, 12, 20],
    [320, 12, 40],
    [624, 12, 45],
    [2000, 12, 55],
    [5000, 18, 63],
    [40_000, 33, 81],
    [1_000_000, 56, 109],
  ])('lies for %i papers between %i and %i', (papers, least, greatest) => {
    expect(rangeOfK(papers)).toEqual({ least, greatest });
  });

  test('goes by the silhouette as Rousseeuw wrote it: every pair of papers compared', () => {
    const rows = scatteredRows(30, 4, 5);
    const labels = Int32Array.from({ length: 30 }, (_, i) => (i === 29 ? 3 : i % 3));
    const distance = (i: number, j: number) => 1 - dot(rowAt(rows, i), rowAt(rows, j));
    const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    const others = (i: number, c: number) => Array.from(labels.keys()).filter((j) => labels[j] === c && j !== i);
    const silhouettes = Array.from(labels, (own, i) => {
      if (others(i, own).length === 0) return 0;
      const a = mean(others(i, own).map((j) => distance(i, j)));
      const b = Math.min(
        ...[0, 1, 2, 3].filter((c) => c !== own).map((c) => mean(others(i, c).map((j) => distance(i, j)))),
      );
      return (b - a) / Math.max(a, b);
    });
    expect(meanSilhouette(rows, labels, 4)).toBeCloseTo(mean(silhouettes), 5);
  });
});

describe('merging by Ward', () => {
  /** The cheapest pair by the definition, found anew each time: what a union adds to the squared distances. */
  function plainWard(rows: Rows): string[] {
    let clusters = Array.from({ length: rows.count }, (_, i) => [i]);
    const scatter = (members: number[]) => {
      const centre = Array.from(
        { length: rows.dimension },
        (_, d) => members.reduce((sum, i) => sum + rowAt(rows, i)[d]!, 0) / members.length,
      );
      return members.reduce(
        (sum, i) => sum + centre.reduce((squares, x, d) => squares + (rowAt(rows, i)[d]! - x) ** 2, 0),
        0,
      );
    };
    const steps: string[] = [];
    while (clusters.length > 1) {
      let best = { cost: Infinity, a: 0, b: 0 };
      clusters.forEach((one, a) =>
        clusters.slice(a + 1).forEach((other, past) => {
          const cost = scatter([...one, ...other]) - scatter(one) - scatter(other);
          if (cost < best.cost) best = { cost, a, b: a + 1 + past };
        }),
      );
      steps.push(`${clusters[best.a]![0]}<${clusters[best.b]![0]}`);
      const merged = clusters[best.b]!;
      clusters = clusters
        .map((members, c) => (c === best.a ? [...members, ...merged] : members))
        .filter((_, c) => c !== best.b);
    }
    return steps;
  }

  test('takes the pair that adds least to the squared distances, every time', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 2, max: 14 }), (seed, count) => {
        const rows = scatteredRows(count, 3, seed);
        expect(wardMerges(rows).map(({ into, from }) => `${into}<${from}`)).toEqual(plainWard(rows));
      }),
      { numRuns: 100 },
    );
  });

  test('gives k clusters when all but the last k − 1 merges are done', () => {
    const merges = wardMerges(scatteredRows(17, 3, 2));
    for (let k = 1; k <= 17; k++) expect(new Set(labelsAfter(merges, k)).size).toBe(k);
  });
});

test('a sample has each index once, in order, and is all there is when all is asked for', () => {
  const sample = sampleByKey(rowKeys(scatteredRows(100, 5, 4)), 30);
  expect([...new Set(sample)]).toHaveLength(30);
  expect([...sample]).toEqual([...sample].sort((a, b) => a - b));
  expect([...sampleByKey(rowKeys(scatteredRows(5, 5, 4)), 9)]).toEqual([0, 1, 2, 3, 4]);
});

describe('subsets of papers', () => {
  const rows = scatteredRows(60, 5, 4);
  const keys = rowKeys(rows);

  test('hold a row or not by its values alone: without one row they are the same, less that row', () => {
    const others = Int32Array.from({ length: rows.count - 1 }, (_, i) => i + 1);
    const options = { count: 5, share: 0.6, most: 100 };
    const all = subsetsByKey(keys, options);
    const fewer = subsetsByKey(rowKeys(pickRows(rows, others)), options);
    expect(fewer.map((subset) => [...subset].map((i) => i + 1))).toEqual(
      all.map((subset) => [...subset].filter((i) => i > 0)),
    );
  });

  test('are of about the share that is asked for, and of no more than the most', () => {
    for (const subset of subsetsByKey(keys, { count: 5, share: 0.6, most: 100 })) {
      expect(subset.length).toBeGreaterThan(20);
      expect(subset.length).toBeLessThan(52);
    }
    expect(subsetsByKey(keys, { count: 1, share: 0.6, most: 7 })[0]).toHaveLength(7);
    expect(sampleByKey(keys, 9)).toHaveLength(9);
    expect([...sampleByKey(keys, 100)]).toEqual([...keys.keys()]);
  });
});
