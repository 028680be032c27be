import { expect, test } from 'vitest';
import { firstOfDays, latestDayOf, trendingPapers, trendingThemes } from '../../src/digest/index.js';
import type { PaperId } from '../../src/paper.js';
import { aPaper } from '../support/papers.js';

test('the days end with the latest paper that states its day and is not dated ahead, whatever the clock says', () => {
  const papers = [{ published: '2026-03-02' }, { published: '2026-03' }, { published: null }, { published: '2027' }];
  expect(latestDayOf(papers, '2026-03-30')).toBe('2026-03-02');
  expect(latestDayOf([...papers, { published: '2026-06-01' }], '2026-03-30')).toBe('2026-03-02');
  expect(firstOfDays('2026-03-02', 1)).toBe('2026-03-02');
  expect(firstOfDays('2026-03-02', 3)).toBe('2026-02-28');
});

test('papers trend by their comments, or by comments per day', () => {
  const papers = [
    aPaper('old', { published: '2026-03-01', comments: 30 }),
    aPaper('young', { published: '2026-03-10', comments: 12 }),
    aPaper('silent', { published: '2026-03-10', comments: 0 }),
  ];
  const ids = (by: 'comments' | 'recency') =>
    trendingPapers(papers, '2026-03-10', { by, limit: 5 }).map(({ id, commentsPerDay }) => [id, commentsPerDay]);
  expect(ids('comments')).toEqual([
    ['old', 3],
    ['young', 12],
  ]);
  expect(ids('recency').map(([id]) => id)).toEqual(['young', 'old']);
  const ahead = aPaper('ahead', { published: '2026-05-01', comments: 3 });
  expect(trendingPapers([ahead], '2026-03-10', { by: 'recency', limit: 5 })[0]!.commentsPerDay).toBe(3);
});

test('themes trend whose share grew by more than chance explains', () => {
  const ids = (from: number, count: number) => Array.from({ length: count }, (_, i) => `p${from + i}` as PaperId);
  const themes = [
    { id: 't1', label: 'Grown', papers: [...ids(0, 2), ...ids(40, 6)] },
    { id: 't2', label: 'Grown by chance', papers: [...ids(2, 9), ...ids(46, 3)] },
    { id: 't3', label: 'Shrunk', papers: [...ids(11, 29), ...ids(49, 1)] },
  ].map((theme) => ({ ...theme, papers: theme.papers.map((id) => ({ id })) }));
  const before = new Set(ids(0, 40));
  const recent = new Set(ids(40, 10));
  // Six or more of the theme's eight papers are among the ten recent ones of 50 in 3,226,741 of 10,272,278,170 ways;
  // three times that for three themes.
  expect(trendingThemes(themes, { before, recent }, 5)).toEqual([
    { id: 't1', label: 'Grown', before: 2, recent: 6, shareBefore: 0.05, shareRecent: 0.6, pValue: 0.0009 },
  ]);
});
