import { expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import { rowsOf } from '../../src/maths/rows.js';
import { areasOf } from '../../src/themes/naming/names/areas.js';

/** Themes on a circle, told by their angles. */
const themesAt = (angles: readonly number[]) =>
  rowsOf(angles.map((angle) => toUnitLength([Math.cos(angle), Math.sin(angle)])));
const around = (angle: number, count: number) => Array.from({ length: count }, (_, i) => angle + 0.04 * i);

test('a few themes have no areas', () => {
  expect(areasOf(themesAt(around(0, 14)), Array<number>(14).fill(10))).toEqual([]);
});

test('themes that lie together make an area', () => {
  const areas = areasOf(
    themesAt([...around(0, 4), ...around(1.5, 4), ...around(3, 4), ...around(4.5, 4)]),
    Array<number>(16).fill(10),
  );
  expect(areas.sort(([a], [b]) => a! - b!)).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9, 10, 11],
    [12, 13, 14, 15],
  ]);
});

/** Themes on axes of their own, those of one group with a cosine. */
const themesOf = (groups: readonly (number | null)[], cosine = 0.45) =>
  rowsOf(
    groups.map((group, own) => {
      const theme = new Array<number>(2 * groups.length).fill(0);
      theme[groups.length + own] = Math.sqrt(group === null ? 1 : 1 - cosine);
      if (group !== null) theme[group] = Math.sqrt(cosine);
      return toUnitLength(theme);
    }),
  );

test('a theme that is unlike all others has no area', () => {
  const groups = [0, 0, 0, 1, 1, 1, null, 2, 2, 2, 3, 3, 3, 4, 4, 4];
  const areas = areasOf(themesOf(groups), Array<number>(16).fill(10));
  expect(areas.sort(([a], [b]) => a! - b!)).toEqual([
    [0, 1, 2],
    [3, 4, 5],
    [7, 8, 9],
    [10, 11, 12],
    [13, 14, 15],
  ]);
});

test('themes with little in common make no area', () => {
  expect(areasOf(themesOf(Array<null>(16).fill(null)), Array<number>(16).fill(10))).toEqual([]);
});

test('no area has more than two fifths of the papers, although most themes are in one corner', () => {
  const angles = [...around(0, 12), ...around(1.5, 2), ...around(3, 1), ...around(4.5, 1)];
  const areas = areasOf(themesAt(angles), Array<number>(16).fill(10));
  expect(Math.max(...areas.map((themes) => themes.length))).toBeLessThanOrEqual(0.4 * 16);
  expect(areas).toContainEqual([12, 13]);
  expect(areas.flat()).not.toContain(14);
});

test.each([
  [12, 0.18, 0],
  [15, 0.18, 15],
  [15, 0.22, 15],
  [15, 0.12, 0],
])(
  'of %i groups of three themes with a cosine of %f, %i are areas: less similar ones if there are many',
  (...given) => {
    const [groups, cosine, areas] = given;
    const themes = themesOf(
      Array.from({ length: 3 * groups }, (_, i) => Math.floor(i / 3)),
      cosine,
    );
    expect(areasOf(themes, Array<number>(themes.count).fill(10))).toHaveLength(areas);
  },
);
