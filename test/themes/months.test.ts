import { describe, expect, test } from 'vitest';
import { monthsOf, risingGroups, sharesByMonth } from '../../src/themes/months.js';

const dated = (...dates: (string | null)[]) => dates.map((published) => ({ published }));

describe('months', () => {
  test('run without a gap from the first paper’s to the last one’s', () => {
    expect(monthsOf(dated('2024-11-03', null, '2025-02', '2023'))).toEqual([
      '2024-11',
      '2024-12',
      '2025-01',
      '2025-02',
    ]);
  });

  test('are the last twenty-four of a long time', () => {
    const months = monthsOf(dated('1999-01-01', '2025-06-30'));
    expect([months.length, months[0], months.at(-1)]).toEqual([24, '2023-07', '2025-06']);
  });

  test('are none where no paper has one', () => {
    expect(monthsOf(dated('2025', null))).toEqual([]);
  });
});

test('a share is of the papers of that month, outliers counted', () => {
  const papers = dated('2025-01-01', '2025-01-09', '2025-01', '2025-02-01', null);
  expect(sharesByMonth(papers, [0, 1, -1, 1, 0], 2, ['2025-01', '2025-02'])).toEqual([
    [0.3333, 0],
    [0.3333, 1],
  ]);
});

describe('rising', () => {
  const early = Array.from({ length: 30 }, () => '2024-01-01');
  const late = Array.from({ length: 10 }, () => '2025-01-01');

  test('is a theme whose recent papers are many more than its share of the earlier ones would give', () => {
    const labels = [...early.map((_, i) => (i < 3 ? 0 : 1)), ...late.map((_, i) => (i < 6 ? 0 : 1))];
    expect(risingGroups(dated(...early, ...late), labels, 2)).toEqual([true, false]);
  });

  test('is none that keeps its share, and none of one or two papers', () => {
    const steady = [...early.map((_, i) => i % 2), ...late.map((_, i) => i % 2)];
    expect(risingGroups(dated(...early, ...late), steady, 2)).toEqual([false, false]);
    const tiny = [...early.map(() => 1), ...late.map((_, i) => (i < 2 ? 0 : 1))];
    expect(risingGroups(dated(...early, ...late), tiny, 2)).toEqual([false, false]);
  });
});
