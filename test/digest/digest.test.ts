/** What is new, by theme: pure data in, pure data out. */
import { describe, expect, test } from 'vitest';
import { chanceOfGrowth, correctedChance } from '../../src/digest/growth.js';
import { digestThemes, mostDiscussed, type NewPaper } from '../../src/digest/index.js';
import type { PaperId } from '../../src/paper.js';

const id = (text: string) => text as PaperId;

function newPaper(name: string, said: Partial<NewPaper> = {}): NewPaper {
  return {
    id: id(name),
    title: name,
    published: null,
    by: null,
    url: null,
    comments: null,
    sentence: null,
    tags: [],
    ...said,
  };
}

const theme = (name: string, ...papers: string[]) => ({
  id: name,
  label: `About ${name}`,
  papers: papers.map((paper, i) => ({ id: id(paper), similarity: 0.9 - i / 100 })),
});

const digest = (themes: ReturnType<typeof theme>[], added: NewPaper[], known: string[] | null = null) =>
  digestThemes({
    themes,
    papers: new Map(added.map((paper) => [paper.id, paper])),
    total: new Set(themes.flatMap(({ papers }) => papers.map((paper) => paper.id))).size,
    known: known === null ? null : new Set(known),
    limit: 3,
  });

describe('the chance that a theme grew so much', () => {
  // Four papers, two of the theme, two new: both new ones are of the theme in 1 of 6 ways.
  test('is that of the ways in which the new papers could have fallen', () => {
    expect(chanceOfGrowth({ before: 0, added: 2, allBefore: 2, allAdded: 2 })).toBeCloseTo(1 / 6, 12);
  });

  test('is 1 where no new paper is of the theme', () => {
    expect(chanceOfGrowth({ before: 5, added: 0, allBefore: 20, allAdded: 7 })).toBeCloseTo(1, 12);
  });

  test('is corrected for the number of themes that were looked at', () => {
    expect(correctedChance({ before: 0, added: 2, allBefore: 2, allAdded: 2 }, 3)).toBe(0.5);
  });

  test('can be computed for a million papers', () => {
    const chance = chanceOfGrowth({ before: 10_000, added: 150, allBefore: 990_000, allAdded: 10_000 });
    expect(chance).toBeGreaterThan(0);
    expect(chance).toBeLessThan(1e-5);
  });
});

describe('the themes of a digest', () => {
  const old = Array.from({ length: 40 }, (_, i) => `old-${i}`);
  const others = theme('others', ...old, 'other-new');

  test('are those with new papers, each with what is new in it', () => {
    const [only] = digest([others, theme('quiet', 'q1', 'q2', 'q3')], [newPaper('other-new')]);
    expect(only).toMatchObject({ id: 'others', before: 40, added: 1, change: 'grown' });
    expect(digest([others, theme('quiet', 'q1', 'q2', 'q3')], [newPaper('other-new')])).toHaveLength(1);
  });

  test('rise where more papers came than their share explains, and not for two papers', () => {
    const small = theme('small', 's1', 's2', 's3', 'n1', 'n2', 'n3', 'n4');
    const added = ['n1', 'n2', 'n3', 'n4', 'other-new'].map((name) => newPaper(name));
    const [first, second] = digest([others, small], added);
    expect([first!.id, first!.change, second!.change]).toEqual(['small', 'risen', 'grown']);
    expect(first!.pValue).toBeLessThan(0.05);
    const two = digest([others, theme('small', 's1', 's2', 's3', 'n1', 'n2')], added.slice(0, 2));
    expect(two[0]!.change).toBe('grown');
  });

  test('are new where nearly all their papers came and the reader does not know them', () => {
    const born = theme('born', 'n1', 'n2', 'n3');
    const added = ['n1', 'n2', 'n3'].map((name) => newPaper(name));
    expect(digest([others, born], added)[0]).toMatchObject({ id: 'born', change: 'new' });
    expect(digest([others, born], added, ['born'])[0]!.change).not.toBe('new');
  });

  test('list the papers recommended for a tag first, then the central and the discussed', () => {
    const added = [
      newPaper('n1'),
      newPaper('n2'),
      newPaper('n3', { comments: 60 }),
      newPaper('n4', { tags: ['mine'] }),
    ];
    const [only] = digest([theme('one', 'n1', 'n2', 'n3', 'n4')], added);
    expect(only!.papers.map((paper) => paper.id)).toEqual(['n4', 'n3', 'n1']);
    expect(only!.more).toBe(1);
  });
});

test('the most discussed papers have comments, the most first, ties by id', () => {
  const papers = [
    newPaper('b', { comments: 3 }),
    newPaper('a', { comments: 3 }),
    newPaper('c'),
    newPaper('d', { comments: 9 }),
  ];
  expect(mostDiscussed(papers, 3).map((paper) => paper.id)).toEqual(['d', 'a', 'b']);
});
