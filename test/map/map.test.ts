import { describe, expect, test, vi } from 'vitest';
import { type Embedding, toUnitLength } from '../../src/embedding.js';
import { fitTo } from '../../src/map/fit-to.js';
import { mapOf } from '../../src/map/index.js';
import type { PaperId } from '../../src/paper.js';
import { seededRandom, shuffled } from '../support/random.js';

/** Papers around `groups` far-apart directions; the id begins with the group. */
function papersAround(groups: number, each: number): Map<PaperId, Embedding> {
  const random = seededRandom(3);
  return new Map(
    Array.from({ length: groups * each }, (_, i) => {
      const group = i % groups;
      return [
        `g${group}-${i}` as PaperId,
        toUnitLength(Array.from({ length: 16 }, (_, d) => (d === group ? 2 : 0) + (random() - 0.5) * 0.5)),
      ];
    }),
  );
}

describe('the map', () => {
  const embeddings = papersAround(4, 20);

  test.each([80, 40])('sets papers of one kind nearer to one another than to the others: %i laid out', async (most) => {
    const points = await mapOf(embeddings, { most });
    expect(points.map(({ id }) => id)).toEqual([...embeddings.keys()].sort());
    const centre = (group: string) => {
      const own = points.filter(({ id }) => id.startsWith(group));
      return [
        own.reduce((sum, { x }) => sum + x, 0) / own.length,
        own.reduce((sum, { y }) => sum + y, 0) / own.length,
      ] as const;
    };
    const centres = [0, 1, 2, 3].map((group) => ({ group: `g${group}`, at: centre(`g${group}`) }));
    for (const { id, x, y } of points) {
      const [nearest] = [...centres].sort(
        (a, b) => Math.hypot(x - a.at[0], y - a.at[1]) - Math.hypot(x - b.at[0], y - b.at[1]),
      );
      expect(id.startsWith(nearest!.group)).toBe(true);
    }
  });

  test('is the same on every run and in any order of papers', async () => {
    for (const options of [{}, { most: 30 }])
      expect(await mapOf(new Map(shuffled([...embeddings], 5)), options)).toEqual(await mapOf(embeddings, options));
  });

  test('is the same where powers differ in their last bit, as between versions of Node', async () => {
    const points = await mapOf(embeddings);
    const { pow } = Math;
    const power = vi.spyOn(Math, 'pow').mockImplementation((x, y) => pow(x, y) * (1 + Number.EPSILON));
    try {
      expect(await mapOf(embeddings)).toEqual(points);
      expect(Math.pow).toBe(power);
    } finally {
      power.mockRestore();
    }
  });

  test('fills the square from −1 to 1 and no more', async () => {
    const values = (await mapOf(embeddings)).flatMap(({ x, y }) => [x, y]);
    expect(Math.max(...values.map(Math.abs))).toBe(1);
  });

  test.each([0, 1, 2, 4, 5, 6, 16])('has a point for each of %i papers', async (count) => {
    const few = new Map([...embeddings].slice(0, count));
    const points = await mapOf(few);
    expect(points.map(({ id }) => id)).toEqual([...few.keys()].sort());
    expect(points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  test('handles papers with equal texts', async () => {
    const one = toUnitLength([1, 0, 0]);
    const points = await mapOf(new Map(Array.from({ length: 12 }, (_, i) => [`p${i}` as PaperId, one])));
    expect(points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  test('keeps existing papers in place and puts new ones near similar papers', async () => {
    const few = new Map([...embeddings].filter(([id]) => !id.endsWith('7')));
    const before = new Map((await mapOf(few)).map((point) => [point.id, point]));
    const after = await mapOf(embeddings, { start: before });
    const moved = after.flatMap(({ id, x, y }) => {
      const was = before.get(id);
      return was === undefined ? [] : [Math.hypot(x - was.x, y - was.y)];
    });
    const sorted = [...moved].sort((a, b) => a - b);
    expect(sorted[sorted.length >> 1]).toBeLessThan(0.1);
    const anew = await mapOf(embeddings);
    const movedAnew = anew.flatMap(({ id, x, y }) => {
      const was = before.get(id);
      return was === undefined ? [] : [Math.hypot(x - was.x, y - was.y)];
    });
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(moved)).toBeLessThan(mean(movedAnew) / 2);
    for (const { id, x, y } of after.filter((one) => !before.has(one.id))) {
      const near = [...before.values()].sort((a, b) => Math.hypot(x - a.x, y - a.y) - Math.hypot(x - b.x, y - b.y));
      expect(near[0]!.id.slice(0, 2)).toBe(id.slice(0, 2));
    }
    expect(await mapOf(embeddings, { start: before })).toEqual(after);
    expect(Math.max(...after.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))).toBeLessThanOrEqual(1);
  });

  test('is computed from scratch if most papers are new', async () => {
    const few = new Map([...embeddings].slice(0, 20));
    const start = new Map((await mapOf(few)).map((point) => [point.id, point]));
    expect(await mapOf(embeddings, { start })).toEqual(await mapOf(embeddings));
  });

  test('finds the turn, mirror, scale and shift between two pictures', () => {
    const from = [
      [0, 0],
      [1, 0],
      [0, 2],
      [3, 1],
    ] as const;
    const to = from.map(([x, y]) => [5 - 2 * y, 1 - 2 * x] as const); // turned, mirrored, twice as large, moved
    const place = fitTo(from, to);
    from.forEach((point, i) => {
      const [x, y] = place(point);
      expect(x).toBeCloseTo(to[i]![0], 10);
      expect(y).toBeCloseTo(to[i]![1], 10);
    });
  });

  test('stops when aborted', async () => {
    await expect(mapOf(embeddings, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
