import { expect, test } from 'vitest';
import { firstOfDays, latestDayOf, trendingPapers, trendingThemes } from '../../src/digest/index.js';
import type { PaperId } from '../../src/paper.js';
import { aPaper } from '../support/papers.js';

test('the days end with the latest paper that states its day, whatever the clock says', () => {
  const papers = [{ published: '2026-03-02' }, { published: '2026-03' }, { published: null }, { published: '2027' }];
  expect(latestDayOf(papers)).toBe('2026-03-02');
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
});

test('themes trend whose share grew, with the chance of it', () => {
  const ids = (...names: string[]) => names.map((name) => ({ id: name as PaperId }));
  const themes = [
    { id: 't1', label: 'Growing', papers: ids('a', 'n1', 'n2') },
    { id: 't2', label: 'Shrinking', papers: ids('b', 'c', 'd', 'e', 'n3') },
  ];
  const before = new Set(['a', 'b', 'c', 'd', 'e'] as PaperId[]);
  const recent = new Set(['n1', 'n2', 'n3'] as PaperId[]);
  // Of 8 papers, 3 recent: two or more of the theme's three are recent in 16 of 56 ways; twice that for two themes.
  expect(trendingThemes(themes, { before, recent }, 5)).toEqual([
    { id: 't1', label: 'Growing', before: 1, recent: 2, shareBefore: 0.2, shareRecent: 0.6667, chance: 0.5714 },
  ]);
});
