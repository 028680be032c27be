/** Long work says how far it is: to the caller of a method, or else to who opened the corpus. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Corpus, openCorpus, restoreIndex } from '../../src/index.js';
import { newFolder } from '../support/folders.js';

const papers = ['rain', 'snow', 'hail', 'wind', 'fog', 'frost'].map((id) => ({
  id,
  title: `Forecasting ${id}`,
  abstract: `We forecast ${id} over hills. The forecast of ${id} is better than before.`,
}));
let corpus: Corpus;
let reported: [share: number, work: string][] = [];

beforeAll(async () => {
  corpus = await openCorpus({
    index: newFolder(),
    create: true,
    workers: 1,
    onProgress: (share, work) => reported.push([share, work]),
  });
  const bytes = new TextEncoder().encode(papers.map((paper) => JSON.stringify(paper)).join('\n'));
  await corpus.add([{ name: 'weather.jsonl', bytes }]);
});
afterAll(() => corpus.close());

async function reportsOf(work: () => Promise<unknown>): Promise<typeof reported> {
  reported = [];
  await work();
  return reported;
}

test.each([
  ['themes', () => corpus.themesOfText('hail')],
  ['near-duplicates', () => corpus.duplicates()],
  ['map', () => corpus.map()],
  ['check', () => corpus.doctor()],
  ['backup', () => corpus.backup(join(newFolder(), 'copy.sqlite'))],
])('work on %s is reported to who opened the corpus', async (name, work) => {
  const reports = await reportsOf(work);
  const shares = reports.map(([share]) => share);
  expect([...new Set(reports.map(([, of]) => of))]).toEqual([name]);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test('what is done already reports nothing', async () => {
  expect(await reportsOf(() => corpus.themes())).toEqual([]);
  expect(await reportsOf(() => corpus.duplicates())).toEqual([]);
});

test('a method with its own callback reports to that alone', async () => {
  const own: number[] = [];
  const others = await reportsOf(() => corpus.themes({ fresh: true, onProgress: (share) => own.push(share) }));
  expect(others).toEqual([]);
  expect(own.at(-1)).toBe(1);
});

test('restoring a backup reports its check, and stops before anything is replaced', async () => {
  const file = join(newFolder(), 'copy.sqlite');
  await corpus.backup(file);
  const shares: number[] = [];
  const index = newFolder();
  await restoreIndex(file, { index, onProgress: (share) => shares.push(share) });
  expect(shares.at(-1)).toBe(1);
  const stop = new AbortController();
  const restoring = restoreIndex(file, { index, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(restoring).rejects.toMatchObject({ code: 'INTERRUPTED' });
  const restored = await openCorpus({ index, workers: 1 });
  expect((await restored.doctor()).ok).toBe(true);
  await restored.close();
});
