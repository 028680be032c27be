/** The whole path with the real model: the same papers have the same answers, however they came in. */
import { expect, test } from 'vitest';
import { openCorpus } from '../../src/index.js';
import { inCheckout, newFolder } from '../support/folders.js';
import { shuffled } from '../support/random.js';

const PAGES = [1, 2, 3, 4].map((n) => inCheckout(`fixtures/pages/daily-${n}.txt`));

test('the same papers give the same bytes in any order, in one add or in several', async () => {
  const answersOf = async (batches: readonly (readonly string[])[]) => {
    const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
    for (const batch of batches) await corpus.add(batch);
    const { index: _, ...status } = await corpus.status();
    const answers = {
      list: await corpus.list(),
      search: await corpus.search('rewards that can be verified', { limit: 20 }),
      duplicates: await corpus.duplicates(),
      themes: await corpus.themes(),
      status,
    };
    await corpus.close();
    return JSON.stringify(answers);
  };
  const one = await answersOf([PAGES]);
  expect((await answersOf([shuffled(PAGES, 1)])) === one).toBe(true);
  expect((await answersOf(shuffled(PAGES, 2).map((page) => [page]))) === one).toBe(true);
});
