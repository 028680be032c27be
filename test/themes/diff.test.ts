import { expect, test } from 'vitest';
import type { PaperId } from '../../src/paper.js';
import type { Theme, Themes } from '../../src/themes/index.js';
import { diffThemes, idleDecisions } from '../../src/themes/index.js';

/** Themes by id: label, then papers as letters. */
function run(themes: Record<string, readonly [string, string]>): Pick<Themes, 'themes'> {
  return {
    themes: Object.entries(themes).map(
      ([id, [label, papers]]): Theme => ({
        id,
        label,
        renamed: false,
        mixed: false,
        terms: [],
        size: papers.length,
        cohesion: 1,
        sentence: { paper: 'a' as PaperId, text: '' },
        area: null,
        near: [],
        periods: [],
        rising: false,
        papers: [...papers].map((paper) => ({ id: paper as PaperId, similarity: 1 })),
      }),
    ),
  };
}

test('a run beside itself shows no change', () => {
  const same = run({ t1: ['A', 'abc'], t2: ['B', 'de'] });
  expect(diffThemes(same, same)).toEqual({
    new: [],
    gone: [],
    grown: [],
    shrunk: [],
    renamed: [],
    split: [],
    merged: [],
    unchanged: 2,
    labels: { before: {}, after: {} },
    idle: [],
  });
});

test('themes that came, went, grew, shrank and changed their label are told apart', () => {
  const diff = diffThemes(
    run({ t1: ['A', 'abcd'], t2: ['B', 'efgh'], t3: ['C', 'ij'] }),
    run({ t1: ['A', 'abcdxy'], t2: ['Z', 'efg'], t4: ['D', 'uvw'] }),
  );
  expect(diff.new).toEqual([{ theme: 't4', label: 'D', before: 0, after: 3 }]);
  expect(diff.gone).toEqual([{ theme: 't3', label: 'C', before: 2, after: 0 }]);
  expect(diff.grown).toEqual([{ theme: 't1', label: 'A', before: 4, after: 6 }]);
  expect(diff.shrunk).toEqual([{ theme: 't2', label: 'Z', before: 4, after: 3 }]);
  expect(diff.renamed).toEqual([{ theme: 't2', before: 'B', after: 'Z' }]);
});

test('a theme whose papers went two ways has split', () => {
  const diff = diffThemes(run({ t1: ['A', 'abcdefg'] }), run({ t1: ['Z', 'abcd'], t2: ['B', 'efgxy'] }));
  expect(diff.split).toEqual([{ theme: 't1', label: 'A', into: ['t1', 't2'] }]);
  expect(diff.labels.after).toEqual({ t1: 'Z', t2: 'B' });
  expect(diff.merged).toEqual([]);
});

test('a theme with most papers of two has merged them', () => {
  const diff = diffThemes(
    run({ t1: ['A', 'abc'], t2: ['B', 'def'], t3: ['C', 'gh'] }),
    run({ t1: ['A', 'abcde'], t3: ['C', 'ghf'] }),
  );
  expect(diff.merged).toEqual([{ theme: 't1', label: 'A', from: ['t1', 't2'] }]);
  expect(diff.labels.before).toEqual({ t1: 'A', t2: 'B' });
});

test('one paper that moves is neither a split nor a merger', () => {
  const diff = diffThemes(run({ t1: ['A', 'abcde'], t2: ['B', 'fgh'] }), run({ t1: ['A', 'abcd'], t2: ['B', 'fghe'] }));
  expect([diff.split, diff.merged]).toEqual([[], []]);
});

test('two papers that went another way are no half of a theme', () => {
  expect(diffThemes(run({ t1: ['A', 'abcd'] }), run({ t1: ['A', 'ab'], t2: ['B', 'cdxyz'] })).split).toEqual([]);
  expect(
    diffThemes(run({ t1: ['A', 'abcdefghijklmnopqrst'] }), run({ t1: ['A', 'abcdefghijklmnopq'], t2: ['B', 'rstuvw'] }))
      .split,
  ).toEqual([]);
});

test('a decision whose theme or paper is not there lies idle', () => {
  const { themes } = run({ t1: ['A', 'abc'], t2: ['B', 'def'] });
  const state = {
    next: 4,
    outlierBelow: 0,
    themes: ['t1', 't2', 't3'].map((id) => ({
      id,
      label: id,
      shownAs: id === 't3' ? 't1' : id,
      centroid: [],
      papers: [],
    })),
  } as const;
  const pin = (paper: string, theme: string) => ({ paper: paper as PaperId, theme });
  const decisions = {
    names: [
      { theme: 't1', name: 'X' },
      { theme: 't9', name: 'Y' },
    ],
    merges: [
      { from: 't3', into: 't1' },
      { from: 't8', into: 't1' },
    ],
    pins: [pin('a', 't2'), pin('q', 't2'), pin('z', 't2'), pin('b', 't9')],
  };
  expect(
    idleDecisions(decisions, { themes, outliers: [{ id: 'q' as PaperId, similarity: 0, nearest: 't1' }], state }),
  ).toEqual([
    { kind: 'rename', theme: 't9', label: 'Y' },
    { kind: 'merge', from: 't8', into: 't1' },
    { kind: 'pin', paper: 'z', theme: 't2' },
    { kind: 'pin', paper: 'b', theme: 't9' },
  ]);
});
