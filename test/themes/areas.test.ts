import { expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import { rowsOf } from '../../src/maths/rows.js';
import { areasOf } from '../../src/themes/naming/areas.js';

/** Themes on a circle, told by their angles. */
const themesAt = (angles: readonly number[]) =>
  rowsOf(angles.map((angle) => toUnitLength([Math.cos(angle), Math.sin(angle)])));
const around = (angle: number, count: number) => Array.from({ length: count }, (_, i) => angle + 0.04 * i);

test('a few themes have no areas', () => {
  expect(areasOf(themesAt(around(0, 14)), Array<number>(14).fill(10))).toBeNull();
});

test('themes that lie together make an area', () => {
  const areas = areasOf(
    themesAt([...around(0, 4), ...around(1.5, 4), ...around(3, 4), ...around(4.5, 4)]),
    Array<number>(16).fill(10),
  );
  expect([...areas!]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
});

test('no area has more than two fifths of the papers, although most themes are in one corner', () => {
  const angles = [...around(0, 12), ...around(1.5, 2), ...around(3, 1), ...around(4.5, 1)];
  const areas = areasOf(themesAt(angles), Array<number>(16).fill(10))!;
  const sizes = new Map<number, number>();
  for (const area of areas) sizes.set(area, (sizes.get(area) ?? 0) + 1);
  expect(Math.max(...sizes.values())).toBeLessThanOrEqual(0.4 * 16);
  expect(sizes.size).toBeLessThanOrEqual(8);
  expect([...areas.slice(12)]).toEqual([areas[12], areas[12], areas[14], areas[15]]);
});
