import { describe, expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import { type Rows, rowAt, rowsOf } from '../../src/maths/rows.js';
import { groupPapers } from '../../src/themes/clustering/cluster.js';
import { warmStart } from '../../src/themes/clustering/warm-start.js';
import { paperTextOf } from '../../src/themes/paper-words.js';

/** Points on a circle, in degrees. */
const at = (degrees: readonly number[]) =>
  rowsOf(degrees.map((one) => toUnitLength([Math.cos((one * Math.PI) / 180), Math.sin((one * Math.PI) / 180)])));
const degreesOf = (rows: Rows) =>
  Array.from({ length: rows.count }, (_, i) => {
    const [x, y] = rowAt(rows, i);
    return (Math.round((Math.atan2(y!, x!) * 180) / Math.PI) + 360) % 360;
  });

const text = paperTextOf({ title: 'A title', abstract: 'An abstract.' });
const group = (rows: Rows, k: number, last?: readonly number[]) =>
  groupPapers(rows, async (places) => Array.from(places, () => text), {
    k,
    afterPass: async () => {},
    ...(last === undefined ? {} : { last: Int32Array.from(last) }),
  });
/** Labels by first appearance, so that equal partitions are equal lists. */
const partition = (labels: ArrayLike<number>) => {
  const seen: number[] = [];
  return Array.from(labels, (label) => (seen.includes(label) ? seen.indexOf(label) : seen.push(label) - 1));
};

describe('a start from the last groups', () => {
  const rows = at([0, 10, 90, 100, 200, 300]);

  test('has their centroids instead of the nearest ones of a run from scratch', () => {
    const start = warmStart(rows, Int32Array.of(0, 0, 1, 1, -1, -1), at([80, 20]));
    expect(degreesOf(start)).toEqual([95, 5]);
  });

  test('has a new group where no last one is near', () => {
    const start = warmStart(rows, Int32Array.of(0, 0, 1, 1, -1, -1), at([80, 20, 230]));
    expect(degreesOf(start)).toEqual([95, 5, 230]);
  });

  test('leaves out a last group without a counterpart', () => {
    expect(degreesOf(warmStart(rows, Int32Array.of(0, 0, 1, 1, 2, 2), at([20])))).toEqual([5]);
  });

  test('is the run from scratch if no paper of the last groups is left', () => {
    expect(degreesOf(warmStart(rows, new Int32Array(6).fill(-1), at([80, 20])))).toEqual([80, 20]);
  });
});

describe('papers that are grouped again', () => {
  const corners = [0, 60, 120, 180, 240, 300].flatMap((corner) =>
    Array.from({ length: 10 }, (_, i) => corner - 4.5 + i),
  );
  const inHalves = (turn: number) => corners.map((_, i) => Math.floor(((Math.floor(i / 10) + turn) % 6) / 3));

  test.each([0, 1, 2])('stay in the last groups where other groups are as good', async (turn) => {
    const { labels } = await group(at(corners), 2, inHalves(turn));
    expect(partition(labels)).toEqual(partition(inHalves(turn)));
  });

  test('leave the last groups where a run from scratch is better', async () => {
    // Two corners in one group of last time, and the third in two: k-means does not leave that by itself.
    const last = corners.map((_, i) => [0, 0, 1 + (i % 2), 3, 4, 5][Math.floor(i / 10)]!);
    const [again, scratch] = await Promise.all([group(at(corners), 6, last), group(at(corners), 6)]);
    expect(partition(again.labels)).toEqual(partition(scratch.labels));
    expect(partition(again.labels)).toEqual(corners.map((_, i) => Math.floor(i / 10)));
  });
});
