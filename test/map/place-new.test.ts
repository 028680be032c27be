import { describe, expect, test } from 'vitest';
import { cosineSimilarity, type Embedding, toUnitLength } from '../../src/embedding.js';
import { mapOf, placeNew } from '../../src/map/index.js';
import type { Position } from '../../src/map/points.js';
import type { PaperId } from '../../src/paper.js';
import { seededRandom, shuffled } from '../support/random.js';

const random = seededRandom(11);
/** A paper of some groups; the id begins with the first. */
const paperOf = (groups: readonly number[], name: string): readonly [PaperId, Embedding] => [
  `g${groups[0]}-${name}` as PaperId,
  toUnitLength(Array.from({ length: 16 }, (_, d) => (groups.includes(d) ? 2 : 0) + (random() - 0.5) * 0.5)),
];
const groupOf = (group: number, count: number, name: string) =>
  Array.from({ length: count }, (_, i) => paperOf([group], `${name}${i}`));

const old = new Map([0, 1, 2, 3].flatMap((group) => groupOf(group, 30, 'old')));
const start = new Map((await mapOf(old)).map((point) => [point.id, point]));

async function placed(
  newcomers: readonly (readonly [PaperId, Embedding])[],
  from: ReadonlyMap<PaperId, Position> = start,
) {
  const all = new Map([...old, ...newcomers]);
  return placeNew({
    start: from,
    newcomers: newcomers.map(([id]) => id),
    nearestOf: async (id, count) =>
      [...all]
        .flatMap(([other, embedding]) =>
          other === id ? [] : [{ id: other, similarity: cosineSimilarity(all.get(id)!, embedding) }],
        )
        .sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1))
        .slice(0, count),
  });
}

const distance = (a: Position, b: Position) => Math.hypot(a.x - b.x, a.y - b.y);
/** The group of the old paper that is next to the position. */
const groupAt = (position: Position) =>
  [...start.values()]
    .reduce((best, one) => (distance(one, position) < distance(best, position) ? one : best))
    .id.slice(0, 2);

describe('new papers on a map', () => {
  test('are next to papers of their kind', async () => {
    const newcomers = [0, 1, 2, 3].flatMap((group) => groupOf(group, 5, 'new'));
    const places = await placed(newcomers);
    expect([...places.keys()]).toEqual(newcomers.map(([id]) => id));
    for (const [id, position] of places) expect(groupAt(position)).toBe(id.slice(0, 2));
  });

  test('are in the same places in any order', async () => {
    const newcomers = groupOf(1, 12, 'new');
    const places = await placed(newcomers);
    expect(new Map([...(await placed(shuffled(newcomers, 3)))].sort())).toEqual(new Map([...places].sort()));
  });

  test('are in the group of most of their nearest papers, not between two', async () => {
    const near = Array.from({ length: 15 }, (_, i) => ({ id: `old${i}` as PaperId, similarity: 0.5 }));
    const start = new Map(near.map(({ id }, i) => [id, { x: i < 8 ? -0.5 : 0.5, y: i / 100 }]));
    const [position] = (await placeNew({ start, newcomers: ['new' as PaperId], nearestOf: async () => near })).values();
    expect(position!.x).toBeLessThan(-0.25);
  });

  test('of a kind of their own are together, each in its own place, at the kind most similar to theirs', async () => {
    const ofTheirOwn = groupOf(5, 40, 'new').map(([id, embedding], i) => {
      const similar = paperOf([2], `${i}`)[1];
      return [id, toUnitLength(embedding.map((x, d) => x + 0.3 * similar[d]!))] as const;
    });
    const places = [...(await placed(ofTheirOwn)).values()];
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(40);
    for (const place of places) expect(groupAt(place)).toBe('g2');
  });

  test('are within the square, also where there is only one other paper', async () => {
    const corner = new Map([['g0-old0' as PaperId, { x: 1, y: -1 }]]);
    const places = [...(await placed(groupOf(0, 20, 'new'), corner)).values()];
    expect(Math.max(...places.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))).toBeLessThanOrEqual(1);
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(20);
  });

  test('are looked at a few times each, though one after the other gets its place', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => `new${String(i).padStart(3, '0')}` as PaperId);
    let reads = 0;
    const neighbour = (id: PaperId) => ({
      get id() {
        reads++;
        return id;
      },
      similarity: 0.5,
    });
    // Each is near the one before and to those that come after it.
    const nearestOf = async (id: PaperId) => {
      const place = ids.indexOf(id);
      return [ids[place - 1] ?? ('old' as PaperId), ...ids.slice(place + 1, place + 15)].map(neighbour);
    };
    const places = await placeNew({ start: new Map([['old' as PaperId, { x: 0, y: 0 }]]), newcomers: ids, nearestOf });
    expect(places.size).toBe(ids.length);
    expect(reads).toBeLessThan(5 * 15 * ids.length);
  });

  test('can be stopped', async () => {
    const nearestOf = async () => [];
    await expect(
      placeNew({ start, newcomers: ['new' as PaperId], nearestOf }, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });

  test('can be stopped while they are placed', async () => {
    const stop = new AbortController();
    const nearestOf = async (_: PaperId, count: number) => {
      if (count > 15) stop.abort();
      return [];
    };
    await expect(
      placeNew({ start, newcomers: ['new', 'other'] as PaperId[], nearestOf }, { signal: stop.signal }),
    ).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
