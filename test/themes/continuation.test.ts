import { describe, expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import { rowsOf } from '../../src/maths/rows.js';
import type { PaperId } from '../../src/paper.js';
import { groupingOf } from '../../src/themes/grouping.js';
import { paperTextOf } from '../../src/themes/paper-words.js';
import type { ThemesState } from '../../src/themes/theme.js';
import { continueThemes } from '../../src/themes/tracking/continuation.js';

/** A paper lies at an angle, in degrees, on a circle: near angles are near papers. */
type At = readonly [id: string, degrees: number];
const point = (degrees: number) =>
  toUnitLength([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);
const idsOf = (papers: readonly At[]) => papers.map(([id]) => ({ id: id as PaperId }));
const rows = (papers: readonly At[]) => rowsOf(papers.map(([, degrees]) => point(degrees)));

const EAST: readonly At[] = ['a', 'b', 'c', 'd'].map((id, i) => [id, i * 4]);
const NORTH: readonly At[] = ['e', 'f', 'g', 'h'].map((id, i) => [id, 84 + i * 4]);
const state: ThemesState = {
  next: 3,
  outlierBelow: 0.5,
  themes: [
    {
      id: 't1',
      label: 'East',
      shownAs: 't1',
      centroid: Array.from(point(6)),
      papers: EAST.map(([id]) => id as PaperId),
    },
    {
      id: 't2',
      label: 'North',
      shownAs: 't2',
      centroid: Array.from(point(90)),
      papers: NORTH.map(([id]) => id as PaperId),
    },
  ],
  basis: { criterion: 'a test', curve: [], dissolved: 0, papers: 8, arrived: [], unassigned: [] },
};
const carried = (papers: readonly At[], from = state) => continueThemes(idsOf(papers), rows(papers), from);

describe('themes that are carried on', () => {
  test('keep their papers even where another theme has come nearer', () => {
    const moved: At[] = [...EAST.slice(0, 3), ['d', 80], ...NORTH];
    expect([...carried(moved)!.labels]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });

  test('take a new paper into the nearest theme, and leave it unassigned where none is near', () => {
    const { labels, basis } = carried([...EAST, ...NORTH, ['i', 70], ['j', 200]])!;
    expect([...labels]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, -1]);
    expect(basis.arrived).toEqual(['i', 'j']);
    expect(basis.unassigned).toEqual(['j']);
  });

  test('leave a paper unassigned when only a decision changed, and look at it again when papers come', () => {
    const from = { ...state, basis: { ...state.basis!, arrived: ['i' as PaperId], unassigned: ['i' as PaperId] } };
    const papers: At[] = [...EAST, ...NORTH, ['i', 70]];
    expect(carried(papers, from)!.labels[8]).toBe(-1);
    expect(carried([...papers, ['j', 200]], from)!.labels[8]).toBe(1);
  });

  test('end when fewer than two of their papers are left, with the reason', () => {
    const { k, labels, changes } = carried([...EAST, ['e', 84]])!;
    expect(k).toBe(1);
    expect([...labels]).toEqual([0, 0, 0, 0, -1]);
    expect(changes).toEqual(['t2 ended: 1 of its 4 papers are left']);
  });

  test('are joined by a new one where new papers form a group that fits none', () => {
    const west = ['p', 'q', 'r', 's', 'u', 'v'].map((id, i): At => [id, 180 + i]);
    const { k, labels, changes, basis } = carried([...EAST, ...NORTH, ...west])!;
    expect(k).toBe(3);
    expect([...labels].slice(8)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(changes).toEqual([expect.stringContaining('a theme of 6 papers began')]);
    expect(basis.arrived).toEqual([]);
  });

  test('are joined by the same new one when its papers come one by one', () => {
    const west = ['p', 'q', 'r', 's', 'u', 'v'].map((id, i): At => [id, 180 + i]);
    let last = state;
    let born = 0;
    west.forEach((_, n) => {
      const papers = [...EAST, ...NORTH, ...west.slice(0, n + 1)];
      const next = carried(papers, last)!;
      born += next.k - 2;
      last = { ...last, basis: next.basis };
    });
    expect(born).toBe(1);
  });

  test('are found anew where most papers are new', () => {
    const many = Array.from({ length: 20 }, (_, i): At => [`z${String(i).padStart(2, '0')}`, i * 5]);
    expect(carried([...EAST, ...NORTH, ...many])).toBeUndefined();
  });

  test('are joined by one theme for a large new subject that was first put into a theme near it', () => {
    // Thirty papers at 50 to 62 degrees: nearest to North, and enough of them to move its centroid.
    const northeast = Array.from({ length: 30 }, (_, i): At => [`n${String(i).padStart(2, '0')}`, 50 + (i % 13)]);
    const all = [...EAST, ...NORTH, ...northeast];
    const arrived = northeast.map(([id]) => id as PaperId);
    const from = {
      ...state,
      themes: state.themes.map((theme) =>
        theme.id === 't2' ? { ...theme, papers: [...theme.papers, ...arrived] } : theme,
      ),
      basis: { ...state.basis!, papers: all.length, arrived },
    };
    const { k, labels } = carried([...all, ['o', 6]], from)!;
    expect(k).toBe(3);
    expect([...labels].slice(8)).toEqual([...northeast.map(() => 2), 0]);
    expect(carried(all, from)!.k).toBe(2); // no paper came
  });

  test('are found anew where the collection has doubled since, in however many steps', () => {
    const few: At[] = [...EAST, ...NORTH, ['i', 70]];
    const found = (papers: number) => ({ ...state, basis: { ...state.basis!, papers } });
    expect(carried(few, found(5))).toBeDefined();
    expect(carried(few, found(4))).toBeUndefined();
    expect(carried([...few, ['j', 71]], found(5))).toBeUndefined();
  });

  test('are found anew from a state that does not say how they were found', () => {
    const { basis: _, ...older } = state;
    expect(carried([...EAST, ...NORTH], older)).toBeUndefined();
  });

  test('are found anew on request', async () => {
    const papers = [...EAST, ...NORTH];
    const text = paperTextOf({ title: 'A title', abstract: 'An abstract.' });
    const texts = async (places: ArrayLike<number>) => Array.from(places, () => text);
    const options = { previous: state, afterPass: async () => {} };
    const whole = idsOf(papers) as never;
    expect((await groupingOf(whole, rows(papers), texts, options)).criterion).toContain('carried on');
    expect((await groupingOf(whole, rows(papers), texts, { ...options, fresh: true })).criterion).not.toContain(
      'carried',
    );
  });
});
