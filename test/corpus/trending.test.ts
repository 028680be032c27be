/** What is trending in a corpus: which papers count as recent, and which as earlier. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Corpus } from '../../src/index.js';
import { corpusOf } from '../support/corpus.js';

const DATES = ['2026-04-07', '2026-03-20', '2026-04', '2026-03', '2026', '2026-01-02', '2025', null];
const PAPERS = DATES.map((published, i) => ({
  id: `p${i}`,
  title: `Tides in estuary ${i}`,
  abstract: `We measure the tides of estuary ${i} for a year.`,
  published,
}));

let corpus: Corpus;
beforeAll(async () => {
  corpus = await corpusOf(PAPERS);
});
afterAll(() => corpus.close());

test.each([
  [30, '2026-03-09', 3],
  [90, '2026-01-08', 4],
  [100, '2025-12-29', 6],
])('papers whose date may be earlier are not recent: %i days', async (days, since, recent) => {
  expect(await corpus.trending({ days })).toMatchObject({ since, until: '2026-04-07', recent });
});
