import { describe, expect, test } from 'vitest';
import type { PaperId } from '../../src/paper.js';
import type { KnownTheme, ThemesState } from '../../src/themes/theme.js';
import { identify, type NewGroup } from '../../src/themes/tracking/identity.js';
import { anchored, keepDecided, pinnedMembersAmong } from '../../src/themes/tracking/pinned-members.js';

const ids = (letters: string) => [...letters] as PaperId[];
const papers = (letters: string) => ids(letters).map((id) => ({ id }));
const known = (id: string, letters: string, centroid: number[] = [1, 0]): KnownTheme => ({
  id,
  label: `label of ${id}`,
  shownAs: id,
  centroid,
  papers: ids(letters),
});
const group = (letters: string, centroid: number[] = [1, 0]): NewGroup => ({ papers: ids(letters), centroid });
const state = (next: number, ...themes: KnownTheme[]): ThemesState => ({ next, outlierBelow: 0, themes });
const anchors = (of: Record<string, string>) =>
  new Map(Object.entries(of).map(([theme, letters]) => [theme, new Set(ids(letters))]));
const found = (groups: readonly NewGroup[], previous: ThemesState | undefined, of: Record<string, string>) =>
  identify(groups, previous, anchors(of)).identities.map(({ id }) => id);

describe('a theme that a person has decided about', () => {
  const before = state(3, known('t1', 'abcdef'), known('t2', 'ghij', [0, 1]));

  test('continues in the group with most of its papers', () => {
    expect(found([group('abcxyz', [0.6, 0.8]), group('defuvwghij', [0.6, 0.8])], before, { t1: 'abcdef' })).toEqual([
      't1',
      't2',
    ]);
  });

  test('is not a group with less than half of its papers, although a theme without decisions would be', () => {
    const groups = [group('ab', [0.6, 0.8]), group('cd', [0.6, 0.8]), group('ef', [0.6, 0.8])];
    expect(found(groups, before, { t1: 'abcdef' })).not.toContain('t1');
    expect(found(groups, before, {})).toContain('t1');
  });

  test('is not a group that is mainly about something else, although it contains all its papers', () => {
    const large = 'abcdef' + 'klmnopqrstuvwxyzABCDEF';
    expect(found([group(large, [0.6, 0.8])], before, { t1: 'abcdef' })).toEqual(['t3']);
    expect(found([group(large)], before, { t1: 'abcdef' })).toEqual(['t1']);
  });

  test('is known again by its papers when the last run did not have it', () => {
    expect(found([group('abcd')], state(9, known('t2', 'ghij', [0, 1])), { t1: 'abcdef' })).toEqual(['t1']);
  });

  test('is kept as a group of its own where no group is it, and groups left empty are gone', () => {
    const labels = Int32Array.from([0, 0, 1, 1, -1, 2]);
    const identities = ['t2', 't3', 't4'].map((id) => ({ id, label: null, settled: true }));
    const kept = keepDecided(papers('abcdef'), labels, identities, {
      anchors: anchors({ t1: 'bcde', t2: 'a' }),
      previous: before,
    });
    expect([...kept.labels]).toEqual([0, 2, 2, 2, 2, 1]);
    expect(kept.identities).toEqual([
      { id: 't2', label: null, settled: true },
      { id: 't4', label: null, settled: true },
      { id: 't1', label: 'label of t1', settled: false },
    ]);
    expect(kept.kept).toBe(1);
  });
});

describe('anchors', () => {
  test('are the papers that are here, of decided themes only; of two claims to a paper the later counts', () => {
    const decisions = {
      names: [
        { theme: 't1', name: 'X' },
        { theme: 't2', name: 'Y' },
      ],
      anchors: [
        { theme: 't2', papers: ids('abc') },
        { theme: 't1', papers: ids('cdz') },
        { theme: 't7', papers: ids('e') },
      ],
    };
    expect(pinnedMembersAmong(papers('abcde'), decisions)).toEqual(anchors({ t1: 'cd', t2: 'ab' }));
  });

  test('are set for every theme that a decision speaks of, and anew for those decided about now', () => {
    const now = state(5, known('t1', 'ab'), known('t2', 'cd'), known('t3', 'ef'));
    const decisions = {
      names: [{ theme: 't1', name: 'X' }],
      merges: [{ from: 't2', into: 't3' }],
      anchors: [
        { theme: 't1', papers: ids('a') },
        { theme: 't3', papers: ids('e') },
        { theme: 't4', papers: ids('g') },
      ],
    };
    expect(anchored(decisions, now, ['t3']).anchors).toEqual([
      { theme: 't1', papers: ids('a') },
      { theme: 't2', papers: ids('cd') },
      { theme: 't3', papers: ids('ef') },
    ]);
  });
});
