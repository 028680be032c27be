import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaperId } from '../../src/paper.js';
import type { KnownTheme, ThemesState } from '../../src/themes/theme.js';
import { bestAssignment } from '../../src/themes/tracking/assignment.js';
import { pinnedTo, shownAs } from '../../src/themes/tracking/decisions.js';
import { identify, type NewGroup } from '../../src/themes/tracking/identity.js';

const ids = (text: string) => text.split(' ').filter((id) => id !== '') as PaperId[];
const known = (id: string, papers: string, centroid: number[]): KnownTheme => ({
  id,
  label: `label of ${id}`,
  shownAs: id,
  centroid,
  papers: ids(papers),
});
const group = (papers: string, centroid: number[]): NewGroup => ({ papers: ids(papers), centroid });
const state = (next: number, ...themes: KnownTheme[]): ThemesState => ({ next, outlierBelow: 0, themes });

describe('a theme', () => {
  const before = state(4, known('t1', 'a b c d', [1, 0]), known('t3', 'e f g', [0, 1]));

  test('keeps its id and its label when papers join it', () => {
    const { identities, next } = identify([group('e f g h i', [0.1, 0.99]), group('a b c d', [1, 0])], before);
    expect(identities).toEqual([
      { id: 't3', label: 'label of t3', settled: false },
      { id: 't1', label: 'label of t1', settled: true },
    ]);
    expect(next).toBe(4);
  });

  test('gets an id that no theme has had when it is new', () => {
    const { identities, next } = identify(
      [group('x y z', [0.7, 0.7]), group('a b c d', [1, 0]), group('u v w', [-1, 0])],
      before,
    );
    expect(identities.map(({ id }) => id)).toEqual(['t4', 't1', 't5']);
    expect(next).toBe(6);
  });

  test('is another one when most of its papers are another’s', () => {
    const { identities } = identify([group('a x y z', [1, 0])], before);
    expect(identities[0]!.id).toBe('t4');
  });

  test('keeps its id but is named anew when it has more than doubled', () => {
    const { identities } = identify([group('e f g h i j k', [0, 1])], before);
    expect(identities[0]).toEqual({ id: 't3', label: null, settled: false });
  });

  test('is known by its centroid when all its papers are gone', () => {
    const { identities } = identify([group('p q', [0, 1])], before);
    expect(identities[0]!.id).toBe('t3');
  });

  test('goes to the half that keeps most of it when it splits', () => {
    const { identities } = identify([group('a', [1, 0]), group('b c d', [1, 0])], before);
    expect(identities.map(({ id }) => id)).toEqual(['t4', 't1']);
  });

  test('is number one on the first run', () => {
    expect(identify([group('a', [1, 0]), group('b', [0, 1])], undefined)).toEqual({
      identities: [
        { id: 't1', label: null, settled: false },
        { id: 't2', label: null, settled: false },
      ],
      next: 3,
    });
  });
});

test('an assignment is worth as much as the best of all permutations', () => {
  const table = fc.integer({ min: 1, max: 5 }).chain((columns) =>
    fc.array(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 5,
    }),
  );
  fc.assert(
    fc.property(table, (values) => {
      const worth = (columns: readonly number[]) =>
        columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : values[row]![column]!), 0);
      const width = values[0]!.length;
      const whole = Math.min(values.length, width);
      const all = (row: number, used: readonly number[]): number[][] =>
        row === values.length
          ? [[]]
          : [...(values.length - row > whole - used.length ? [-1] : []), ...Array(width).keys()]
              .filter((column) => column < 0 || !used.includes(column))
              .flatMap((column) =>
                all(row + 1, column < 0 ? used : [...used, column]).map((rest) => [column, ...rest]),
              );
      const best = Math.max(
        ...all(0, [])
          .filter((columns) => columns.filter((column) => column >= 0).length === whole)
          .map(worth),
      );
      const ours = bestAssignment(values);
      expect(new Set(ours.filter((column) => column >= 0)).size).toBe(whole);
      expect(worth(ours)).toBe(best);
    }),
    { numRuns: 200 },
  );
});

describe('a person’s decisions', () => {
  test('follow a chain of merges, and leave alone what is not there', () => {
    const shown = shownAs(['t1', 't2', 't3'], {
      merges: [
        { from: 't1', into: 't2' },
        { from: 't2', into: 't3' },
        { from: 't3', into: 't9' },
      ],
    });
    expect([...shown]).toEqual([
      ['t1', 't3'],
      ['t2', 't3'],
      ['t3', 't3'],
    ]);
  });

  test('that merge in a circle end somewhere', () => {
    const shown = shownAs(['t1', 't2'], {
      merges: [
        { from: 't1', into: 't2' },
        { from: 't2', into: 't1' },
      ],
    });
    expect(new Set(shown.values()).size).toBeGreaterThan(0);
    for (const id of shown.values()) expect(['t1', 't2']).toContain(id);
  });

  test('pin a paper to the theme that its theme is shown as', () => {
    const shown = new Map([
      ['t1', 't2'],
      ['t2', 't2'],
    ]);
    const paper = 'a' as PaperId;
    expect([
      ...pinnedTo(
        {
          pins: [
            { paper, theme: 't1' },
            { paper: 'b' as PaperId, theme: 't7' },
          ],
        },
        shown,
      ),
    ]).toEqual([[paper, 't2']]);
  });
});
