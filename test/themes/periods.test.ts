import { describe, expect, test } from 'vitest';
import { periodsByGroup, risingGroups } from '../../src/themes/periods.js';

const dated = (...dates: (string | null)[]) => dates.map((published) => ({ published }));
const periodsOf = (...dates: (string | null)[]) =>
  periodsByGroup(dated(...dates), [], 1, null)[0]!.map(({ period }) => period);

describe('periods', () => {
  test('are months without a gap from the first paper’s to the last one’s', () => {
    expect(periodsOf('2024-11-03', null, '2025-02', '2023')).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
  });

  test('are at most twenty-four, the last', () => {
    const months = periodsOf('1999-01-01', '2025-06-30');
    expect([months.length, months[0], months.at(-1)]).toEqual([24, '2023-07', '2025-06']);
  });

  test('are years where most papers are known by their year', () => {
    expect(periodsOf('2022-11-03', '2023', null, '2025')).toEqual(['2022', '2023', '2024', '2025']);
  });

  test('are years where most papers are older than the months shown', () => {
    const years = periodsOf('1990-05', '2005-01-02', '2019-03-04', '2025-06-30');
    expect([years.length, years[0], years.at(-1)]).toEqual([24, '2002', '2025']);
  });

  test('are years where the newest papers are known by their year alone, as months would leave them out', () => {
    expect(periodsOf('2023-11-03', '2023-12', '2024-01', '2025')).toEqual(['2023', '2024', '2025']);
    expect(periodsOf('2024-11-03', '2024-12', '2025-01', '2025')).toEqual(['2024-11', '2024-12', '2025-01']);
  });

  test('remain months where fewer papers than a month has on average are known by a later year alone', () => {
    const ofTwoMonths = ['2024-11', '2024-11-03', '2024-12', '2024-12-05'];
    expect(periodsOf(...ofTwoMonths, '2025')).toEqual(['2024-11', '2024-12']);
    expect(periodsOf(...ofTwoMonths, '2025', '2025')).toEqual(['2024', '2025']);
    const papers = dated(...ofTwoMonths, '2025');
    const [periods] = periodsByGroup(papers, [0, 0, 0, 0, 0], 1, '2025-03-01');
    expect(periods!.map(({ papers }) => papers)).toEqual([2, 2]);
  });

  test('are those of later dates where papers have no others', () => {
    const ofPapers = (...dates: string[]) =>
      periodsByGroup(dated(...dates), [], 1, '2024-12-20')[0]!.map(({ period }) => period);
    expect(ofPapers('2025-01-15', '2025-02')).toEqual(['2025-01', '2025-02']);
    expect(ofPapers('2025')).toEqual(['2025']);
  });

  test('are not moved by dates after the day on which papers were last added, which count in the latest period', () => {
    const papers = dated('2206-01-01', '2025-01-03', '2025-02', '2031-07', '2031', '2024', '2025-02-09');
    const labels = papers.map(() => 0);
    const counts = (of: typeof papers, day: string) =>
      periodsByGroup(of, labels, 1, day)[0]!.map(({ period, papers }) => `${period}: ${papers}`);
    expect(counts(papers, '2025-03-01')).toEqual(['2025-01: 1', '2025-02: 4']);
    expect(counts([...papers].reverse(), '2025-03-01')).toEqual(['2025-01: 1', '2025-02: 4']);
    expect(counts(dated('2023', '2024', '2206'), '2025-03-01')).toEqual(['2023: 1', '2024: 2']);
  });

  test('are none where no paper has a date', () => {
    expect(periodsOf(null, null)).toEqual([]);
  });
});

test('a share is of the papers of that period, outliers counted', () => {
  const papers = dated('2025-01-01', '2025-01-09', '2025-01', '2025-02-01', null);
  expect(periodsByGroup(papers, [0, 1, -1, 1, 0], 2, null)).toEqual([
    [
      { period: '2025-01', papers: 1, share: 0.3333 },
      { period: '2025-02', papers: 0, share: 0 },
    ],
    [
      { period: '2025-01', papers: 1, share: 0.3333 },
      { period: '2025-02', papers: 1, share: 1 },
    ],
  ]);
  const years = dated('2024', '2025', '2025-03-01');
  expect(periodsByGroup(years, [0, 0, -1], 1, null)).toEqual([
    [
      { period: '2024', papers: 1, share: 1 },
      { period: '2025', papers: 1, share: 0.5 },
    ],
  ]);
});

describe('rising', () => {
  const early = Array.from({ length: 30 }, () => '2024-01-01');
  const late = Array.from({ length: 10 }, () => '2025-01-01');

  test('is a theme whose recent papers are many more than its share of the earlier ones would give', () => {
    const labels = [...early.map((_, i) => (i < 3 ? 0 : 1)), ...late.map((_, i) => (i < 6 ? 0 : 1))];
    expect(risingGroups(dated(...early, ...late), labels, 2)).toEqual([true, false]);
  });

  test('is told by years where months are not known', () => {
    const labels = [...early.map((_, i) => (i < 3 ? 0 : 1)), ...late.map((_, i) => (i < 6 ? 0 : 1))];
    const years = dated(...early, ...late).map(({ published }) => ({ published: published!.slice(0, 4) }));
    expect(risingGroups(years, labels, 2)).toEqual([true, false]);
  });

  test('is none that keeps its share, and none of one or two papers', () => {
    const steady = [...early.map((_, i) => i % 2), ...late.map((_, i) => i % 2)];
    expect(risingGroups(dated(...early, ...late), steady, 2)).toEqual([false, false]);
    const tiny = [...early.map(() => 1), ...late.map((_, i) => (i < 2 ? 0 : 1))];
    expect(risingGroups(dated(...early, ...late), tiny, 2)).toEqual([false, false]);
  });
});
