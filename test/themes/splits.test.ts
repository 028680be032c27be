/** Themes that a person splits: where the parts come from, and what undoing a split brings back. */
import { describe, expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import type { Paper, PaperId } from '../../src/paper.js';
import { findParts } from '../../src/themes/split.js';
import type { KnownTheme, ThemesState } from '../../src/themes/theme.js';
import { rejoined, withoutSplit } from '../../src/themes/tracking/splits.js';

const ids = (letters: string) => [...letters] as PaperId[];
const known = (id: string, letters: string, more: Partial<KnownTheme> = {}): KnownTheme => ({
  id,
  label: `label of ${id}`,
  shownAs: id,
  centroid: [1, 0],
  papers: ids(letters),
  ...more,
});
const state = (...themes: KnownTheme[]): ThemesState => ({ next: 9, outlierBelow: 0, themes });

/** Papers at angles on a circle; each of a text of its own. */
async function partsAt(angles: Readonly<Record<string, number>>, parts: number, order: readonly string[]) {
  const papers = order.map((id) => ({ id, title: `${id} ${id}${id}`, abstract: `Word${id}.` }) as unknown as Paper);
  const embeddings = order.map((id) => toUnitLength([Math.cos(angles[id]!), Math.sin(angles[id]!)]));
  return findParts(papers, embeddings, parts, { decisions: {}, state: state() });
}

describe('the parts of a theme', () => {
  const angles = { a: 0, b: 0.05, c: 0.1, d: 1, e: 1.05, f: 1.1, g: 1.15 };

  test('are its groups, the same in any order; the largest keeps the id of the theme', async () => {
    const expected = [{ theme: 't9', papers: ids('abc') }];
    expect(await partsAt(angles, 2, [...'abcdefg'])).toEqual(expected);
    expect(await partsAt(angles, 2, [...'gcebfad'])).toEqual(expected);
  });

  test('are no single papers: a paper far from all others joins the nearest part', async () => {
    const found = await partsAt({ ...angles, h: 3 }, 2, [...'abcdefgh']);
    expect(found).toEqual([{ theme: 't9', papers: ids('abc') }]);
  });

  test('are none where all papers lie at one place', async () => {
    expect(await partsAt({ a: 1, b: 1, c: 1, d: 1 }, 2, [...'abcd'])).toBeUndefined();
  });

  test('have ids that no theme had, also where only a decision remembers them', async () => {
    const papers = [...'abcdefg'].map((id) => ({ id, title: id, abstract: `Word${id}.` }) as unknown as Paper);
    const embeddings = Object.values(angles).map((angle) => toUnitLength([Math.cos(angle), Math.sin(angle)]));
    const decisions = { names: [{ theme: 't20', name: 'Mine' }] };
    expect((await findParts(papers, embeddings, 2, { decisions, state: state() }))![0]!.theme).toBe('t21');
  });
});

describe('a split that is undone', () => {
  const split = state(
    known('t1', 'ab', { label: 'left' }),
    known('t5', 'cd', { partOf: { theme: 't1', label: 'second' } }),
    known('t4', 'ef', { partOf: { theme: 't1', label: 'first' }, centroid: [0, 1] }),
    known('t6', 'gh', { partOf: { theme: 't4', label: 'third' }, centroid: [0, 1] }),
  );
  const of = (...parts: string[]) => ({
    splits: split.themes.flatMap(({ id, partOf }) => (parts.includes(id) ? [{ part: id, from: partOf!.theme }] : [])),
  });

  test('gives the papers of all parts back, and the label of before the first split', () => {
    expect(rejoined(split, {})!.themes).toEqual([
      { ...known('t1', 'abcdefgh', { label: 'first' }), centroid: [0.7071067811865475, 0.7071067811865475] },
    ]);
  });

  test('leaves other splits as they are', () => {
    expect(rejoined(split, of('t4', 't5', 't6'))).toBe(split);
    expect(
      rejoined(split, of('t4', 't5'))!.themes.map(({ id, papers, label }) => `${id} ${papers.join('')} ${label}`),
    ).toEqual(['t1 ab left', 't5 cd label of t5', 't4 efgh third']);
  });

  test('brings a theme back of which only a part was left', () => {
    const rest = state(known('t4', 'ef', { partOf: { theme: 't1', label: 'first' } }));
    expect(rejoined(rest, {})!.themes).toMatchObject([{ id: 't1', label: 'first', papers: ids('ef') }]);
  });

  test('takes along what was decided about its parts, and their own parts', () => {
    const decisions = {
      names: ['t1', 't4', 't6'].map((theme) => ({ theme, name: theme })),
      merges: [
        { from: 't4', into: 't2' },
        { from: 't2', into: 't1' },
      ],
      pins: [{ paper: 'x' as PaperId, theme: 't6' }],
      anchors: [
        { theme: 't1', papers: [] },
        { theme: 't6', papers: [] },
      ],
      ...of('t4', 't5', 't6'),
    };
    expect(withoutSplit(decisions, 't4')).toEqual({
      names: [{ theme: 't1', name: 't1' }],
      merges: [{ from: 't2', into: 't1' }],
      splits: [{ part: 't5', from: 't1' }],
      pins: [],
      anchors: [{ theme: 't1', papers: [] }],
    });
    expect(withoutSplit(decisions, 't1')!.splits).toEqual([]);
    expect(withoutSplit(decisions, 't2')).toBeUndefined();
  });
});
