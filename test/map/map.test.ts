import { describe, expect, test } from 'vitest';
import { type Embedding, toUnitLength } from '../../src/embedding.js';
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

  test('sets papers of one kind nearer to one another than to the others', async () => {
    const points = await mapOf(embeddings);
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
    expect(await mapOf(new Map(shuffled([...embeddings], 5)))).toEqual(await mapOf(embeddings));
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

  test('stands papers of one text without falling over', async () => {
    const one = toUnitLength([1, 0, 0]);
    const points = await mapOf(new Map(Array.from({ length: 12 }, (_, i) => [`p${i}` as PaperId, one])));
    expect(points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  test('stops when it is told to', async () => {
    await expect(mapOf(embeddings, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
