import { describe, expect, test } from 'vitest';
import { emptyRows } from '../../src/maths/rows.js';
import type { PaperId } from '../../src/paper.js';
import type { Groups } from '../../src/themes/describe.js';
import { keptNaming, newNaming } from '../../src/themes/reuse-names.js';
import type { ThemeDecisions, ThemesState } from '../../src/themes/theme.js';
import { aPaper } from '../support/papers.js';

/** Papers of each of two themes. */
const SIZE = 1_000;
const NOT_NEEDED = { own: new Float32Array(), next: new Int32Array(), toNext: new Float32Array() };
const idsOf = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i}` as PaperId);

function groupsOf(members: Readonly<Record<string, readonly PaperId[]>>) {
  const ids = Object.keys(members);
  const papers = ids.flatMap((id) => members[id]!.map((paper) => aPaper(paper)));
  const labels = Int32Array.from(ids.flatMap((id, c) => members[id]!.map(() => c)));
  const groups: Groups = { ids, labels, centroids: emptyRows(ids.length, 2), similarities: NOT_NEEDED };
  return { papers, groups };
}

function stateOf(members: Readonly<Record<string, readonly PaperId[]>>): ThemesState {
  const { groups } = groupsOf(members);
  const labelled = groups.ids.map((id) => {
    return { label: `About ${id}`, found: `About ${id}`, terms: [`term of ${id}`], mixed: false, renamed: false };
  });
  const areas = [{ id: 'a1', label: 'All', themes: groups.ids, size: 2 * SIZE }];
  const themes = groups.ids.map((id) => {
    return { id, label: `About ${id}`, shownAs: id, centroid: [], papers: members[id]! };
  });
  const { naming } = newNaming(groups, labelled, areas, {});
  return { next: 3, outlierBelow: -1, themes, naming };
}

const BEFORE = { t1: idsOf('a', SIZE), t2: idsOf('b', SIZE) };
const grown = (by: number) => ({ ...BEFORE, t1: idsOf('a', SIZE + by) });

function keep(
  state: ThemesState,
  members: Readonly<Record<string, readonly PaperId[]>>,
  decisions: ThemeDecisions = {},
) {
  const { papers, groups } = groupsOf(members);
  return keptNaming(papers, groups, state, decisions);
}

describe('names of the last run', () => {
  test('stay, with terms and areas, while a tenth of no theme has come or gone', () => {
    const { labelled, areas } = keep(stateOf(BEFORE), grown(100))!;
    expect(labelled.map(({ label, terms }) => [label, ...terms])).toEqual([
      ['About t1', 'term of t1'],
      ['About t2', 'term of t2'],
    ]);
    expect(areas).toEqual([{ id: 'a1', label: 'All', themes: ['t1', 't2'], size: 2 * SIZE + 100 }]);
    expect(keep(stateOf(BEFORE), grown(101))).toBeUndefined();
  });

  test('stay no longer once the changes of several runs make up a tenth', () => {
    const { naming } = keep(stateOf(BEFORE), grown(60))!;
    expect(keep({ ...stateOf(grown(60)), naming }, grown(110))).toBeUndefined();
    expect(keep({ ...stateOf(grown(60)), naming }, grown(90))).toBeDefined();
  });

  test('are counted against papers that left and papers that moved to another theme', () => {
    expect(keep(stateOf(BEFORE), { ...BEFORE, t1: idsOf('a', SIZE - 101) })).toBeUndefined();
    const exchange = { t1: [...BEFORE.t1, ...BEFORE.t2.slice(0, 101)], t2: BEFORE.t2.slice(101) };
    expect(keep(stateOf(BEFORE), exchange)).toBeUndefined();
  });

  test('do not stay for other themes, nor where a person has decided which papers belong where', () => {
    expect(keep(stateOf(BEFORE), { ...BEFORE, t3: idsOf('c', 6) })).toBeUndefined();
    expect(keep(stateOf(BEFORE), BEFORE, { pins: [{ paper: 'b1' as PaperId, theme: 't1' }] })).toBeUndefined();
  });

  test('give way to a name of a person’s own, without the papers being read', () => {
    const { labelled } = keep(stateOf(BEFORE), BEFORE, { names: [{ theme: 't2', name: 'Mine' }] })!;
    expect(labelled[1]).toMatchObject({ label: 'Mine', found: 'About t2', renamed: true });
  });

  test('are numbered where a person gave that name to another theme', () => {
    const { labelled } = keep(stateOf(BEFORE), BEFORE, { names: [{ theme: 't2', name: 'about T1' }] })!;
    expect(labelled.map(({ label }) => label)).toEqual(['About t1 (2)', 'about T1']);
    expect(labelled[0]).toMatchObject({ found: 'About t1', renamed: false });
  });

  test('are found anew on every run in a collection that is read quickly', () => {
    const few = { t1: idsOf('a', 20), t2: idsOf('b', 20) };
    expect(keep(stateOf(few), few)).toBeUndefined();
  });
});
