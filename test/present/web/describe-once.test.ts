import { expect, test } from 'vitest';
import type { Digest } from '../../../src/present/web/page/api/answers.js';
import { describedOnce } from '../../../src/present/web/page/digest/describe-once.js';

type NewPaper = Digest['discussed'][number];
const paper = (id: string): NewPaper => ({
  id,
  title: id,
  published: null,
  by: '',
  url: null,
  comments: null,
  sentence: `About ${id}.`,
  tags: [],
});
const theme = (id: string, change: 'new' | 'grown', papers: readonly string[]): Digest['themes'][number] => ({
  id,
  label: id,
  change,
  before: 9,
  added: papers.length,
  shareBefore: 0.5,
  shareAdded: 0.5,
  pValue: null,
  papers: papers.map(paper),
  more: 0,
});
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

test('new papers are described once, and after fifteen by theme only titles are listed', () => {
  const digest = {
    tags: [{ tag: 'bees', papers: [paper('a0')], more: 0 }],
    searches: [],
    discussed: [paper('a1'), paper('c0')],
    themes: [
      theme('t1', 'new', numbered('a', 10)),
      theme('t2', 'grown', numbered('b', 5)),
      theme('t3', 'grown', ['c0', 'c1']),
    ],
  } as unknown as Digest;
  const { tags, themes, others } = describedOnce(digest);
  expect(tags[0]!.papers[0]!.sentence).toBe('About a0.');
  expect(themes.map(({ id }) => id)).toEqual(['t1', 't2']);
  expect(themes[0]!.papers.map(({ sentence }) => sentence).slice(0, 3)).toEqual([null, null, 'About a2.']);
  expect(others.map(({ papers }) => papers.map(({ id }) => id))).toEqual([['c1']]);
});
