/** Dates that cannot be meant are refused alike, whatever is asked. */
import { expect, test } from 'vitest';
import { openCorpus } from '../../src/index.js';
import { newFolder } from '../support/folders.js';

test('lists and themes refuse a date that does not exist, and an end before the beginning', async () => {
  const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  for (const dates of [{ since: '2025-02-30' }, { until: 'May' }, { since: '2025', until: '2020-12' }]) {
    await expect(corpus.list(dates)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(corpus.themes(dates)).rejects.toMatchObject({ code: 'USAGE' });
  }
  await corpus.close();
});
