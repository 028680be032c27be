/** The course of themes over time, in a corpus. */
import { expect, test } from 'vitest';
import { corpusOf } from '../support/corpus.js';

const papersOf = (...dates: string[]) =>
  dates.map((published, i) => ({
    id: `p${i}`,
    title: `Tides in estuary ${i}`,
    abstract: `We measure the tides of estuary ${i} for a year.`,
    published,
  }));

test('a date after the day on which papers were added moves no bar', async () => {
  const corpus = await corpusOf(papersOf('2031-01-01', '2025-01-03', '2025-02-03', '2025-02-04'));
  const [theme] = (await corpus.themes()).themes;
  expect(theme!.periods.map(({ period, papers }) => [period, papers])).toEqual([
    ['2025-01', 1],
    ['2025-02', 3],
  ]);
  await corpus.close();
});
