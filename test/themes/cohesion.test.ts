import { describe, expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import { rowsOf } from '../../src/maths/rows.js';
import { relativeCohesions, similaritiesWithout } from '../../src/themes/clustering/cohesion.js';
import { centroidsOf, similaritiesTo } from '../../src/themes/clustering/membership.js';
import { labelThemes } from '../../src/themes/naming/label.js';
import { phrasesOf } from '../../src/themes/naming/phrases/phrases.js';
import { paperTextOf } from '../../src/themes/paper-words.js';

/** Three rows at these angles round each of some axes, a plane for each. */
function groupsAt(angles: readonly number[]) {
  const rows = angles.flatMap((angle, group) =>
    [-angle, 0, angle].map((one) => {
      const row = new Array<number>(2 * angles.length).fill(0);
      row[2 * group] = Math.cos(one);
      row[2 * group + 1] = Math.sin(one);
      return toUnitLength(row);
    }),
  );
  return { rows: rowsOf(rows), labels: Int32Array.from(rows, (_, i) => Math.floor(i / 3)) };
}

test('a row is compared with the mean of the others of its group', () => {
  const rows = rowsOf([toUnitLength([1, 0]), toUnitLength([0, 1]), toUnitLength([0, 1]), toUnitLength([1, 0])]);
  const similarities = similaritiesWithout(rows, Int32Array.from([0, 0, 0, 1]), 2);
  expect(Array.from(similarities, (x) => Math.round(x * 1000) / 1000)).toEqual([0, 0.707, 0.707, -1]);
});

describe('the cohesion of a group', () => {
  test('is relative to the median group', () => {
    const { rows, labels } = groupsAt([0.2, 0.2, 0.2, 0.2, 1]);
    const cohesions = relativeCohesions(rows, labels, 5);
    expect(cohesions.slice(0, 4)).toEqual([1, 1, 1, 1]);
    expect(cohesions[4]).toBeCloseTo((1 + 2 * Math.cos(1.5)) / (1 + 2 * Math.cos(0.3)), 4);
  });

  test('is not compared where there are few groups, or few rows in the group', () => {
    const { rows, labels } = groupsAt([0.2, 0.2, 0.2, 1]);
    expect(relativeCohesions(rows, labels, 4)).toEqual([1, 1, 1, 1]);
    const more = groupsAt([0.2, 0.2, 0.2, 0.2, 0.2, 1]);
    more.labels[15] = -1;
    expect(relativeCohesions(more.rows, more.labels, 6)[5]).toBe(1);
  });
});

test.each([
  [1, true],
  [0.45, true],
  [0.3, false],
])(
  'a group is mixed if its papers are less similar than those of the others: at angles of %d',
  async (angle, mixed) => {
    const { rows, labels } = groupsAt([0.2, 0.2, 0.2, 0.2, 0.2, angle]);
    const words = ['glaciers', 'volcanoes', 'corals', 'storms', 'tides', 'deserts'];
    const papers = Array.from(labels, (label, i) => ({
      title: `Old ${words[label]} ${i}`,
      abstract: `Of ${words[label]}.`,
    }));
    const centroids = centroidsOf(rows, labels, words.length);
    const groups = { ids: words, labels, centroids, similarities: similaritiesTo(centroids, rows, labels) };
    const embedPhrases = async (texts: readonly string[]) =>
      texts.map(() => toUnitLength(new Array<number>(12).fill(1)));
    const places = Int32Array.from(labels.keys());
    const library = { places, rows, phrases: phrasesOf(papers.map(paperTextOf), 2), space: { embedPhrases } };
    const decided = { previous: new Map(), ownNames: new Map() };
    const names = await labelThemes(papers as never, library, groups, decided);
    expect(names.map(({ mixed }) => mixed)).toEqual([false, false, false, false, false, mixed]);
  },
);
