/** Every call that can take long ends when its signal says so, and leaves the index as it was. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { knownAlready } from '../../src/corpus/duplicates.js';
import type { Embedder } from '../../src/embed/index.js';
import { throwIfAborted } from '../../src/errors.js';
import { type Corpus, compactIndex, openCorpus, repairIndex } from '../../src/index.js';
import { openTemporaryStore } from '../../src/store/index.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedder } from '../support/letter-embedder.js';
import { Database } from '../support/sqlite.js';
import { tinyModel } from '../support/tiny-model.js';

const MODEL = tinyModel();

const papers = ['rain', 'snow', 'hail', 'wind', 'fog', 'frost'].map((id, i) => ({
  id,
  published: `2026-03-0${i + 1}`,
  title: `Forecasting ${id}`,
  abstract: `We forecast ${id} over hills. The forecast of ${id} is better than before.`,
}));
const index = newFolder();
let corpus: Corpus;

beforeAll(async () => {
  corpus = await openCorpus({ index, create: true, workers: 1, model: MODEL });
  const bytes = new TextEncoder().encode(papers.map((paper) => JSON.stringify(paper)).join('\n'));
  await corpus.add([{ name: 'weather.jsonl', bytes }]);
  await corpus.mark({ kind: 'tag', name: 'wet', papers: ['rain', 'snow'] });
  await corpus.saveSearch({ name: 'cold', query: 'frost and snow', filters: {} });
});

const signal = AbortSignal.abort();

const calls: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>> = {
  themes: (signal) => corpus.themes({ signal }),
  theme: (signal) => corpus.theme('t1', { signal }),
  themesDiff: (signal) => corpus.themesDiff({ signal }),
  themesOfText: (signal) => corpus.themesOfText('hail', { signal }),
  decideThemes: (signal) => corpus.decideThemes({ kind: 'rename', theme: 't1', label: 'Weather' }, { signal }),
  'search in a theme': (signal) => corpus.search('hail', { theme: 't1', signal }),
  'browse a theme': (signal) => corpus.browse({ theme: 't1', signal }),
  'timeline of a theme': (signal) => corpus.timeline({ theme: 't1', signal }),
  map: (signal) => corpus.map({ signal }),
  duplicates: (signal) => corpus.duplicates({ signal }),
  digest: (signal) => corpus.digest({ signal }),
  trending: (signal) => corpus.trending({ signal }),
  recommend: (signal) => corpus.recommend({ tag: 'wet', signal }),
  feed: (signal) => corpus.feed({ signal }),
  'feed of a tag': (signal) => corpus.feed({ tag: 'wet', signal }),
  doctor: (signal) => corpus.doctor({ signal }),
};
for (const [name, call] of Object.entries(calls))
  test(`${name} stops when it is told to`, async () => {
    const stop = new AbortController();
    const running = call(stop.signal);
    stop.abort();
    await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });

test('a call whose signal is aborted before does nothing, though its answer is stored', async () => {
  await corpus.themes();
  await corpus.map();
  await corpus.duplicates();
  for (const call of Object.values(calls)) await expect(call(signal)).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(await corpus.history()).toEqual([]);
});

test('a comparison of a file stops while papers are embedded', async () => {
  const stop = new AbortController();
  const store = await openTemporaryStore();
  const asked: unknown[] = [];
  const embedder = async (): Promise<Embedder> => ({
    ...letterEmbedder(),
    embed: async (_texts, options) => {
      asked.push(options?.signal);
      stop.abort();
      throwIfAborted(stop.signal);
      return [];
    },
  });
  const bytes = new TextEncoder().encode(JSON.stringify(papers[0]));
  const comparing = store.read((view) =>
    knownAlready({ store, view, embedder }, [{ name: 'a.jsonl', bytes }], { signal: stop.signal }),
  );
  await expect(comparing).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(asked).toEqual([stop.signal]);
  await store.close();
});

test('a backup that is stopped leaves no file', async () => {
  const file = join(newFolder(), 'copy.sqlite');
  await expect(corpus.backup(file, { signal })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(join(file, '..'))).toEqual([]);
});

test('compacting that is stopped between two batches leaves the index as it was', async () => {
  await corpus.close();
  const before = readFileSync(join(index, 'papers.sqlite'));
  await expect(compactIndex({ index, signal })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(readFileSync(join(index, 'papers.sqlite'))).toEqual(before);
  expect(readdirSync(index).filter((name) => name.includes('unfinished'))).toEqual([]);
  expect(await compactIndex({ index })).toMatchObject({ papers: papers.length });
});

test('a repair that is stopped between two batches replaces nothing', async () => {
  await corpus.close();
  const files = readdirSync(index);
  await expect(repairIndex({ index, signal })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(readdirSync(index)).toEqual(files);
  expect(await repairIndex({ index })).toMatchObject({ papers: papers.length, lost: [] });
});

test('a repair that is stopped while papers are embedded has stored the batches before', async () => {
  const index = newFolder();
  const many = await openCorpus({ index, create: true, workers: 1, model: MODEL });
  const lines = Array.from({ length: 200 }, (_, i) => JSON.stringify({ id: `p${i}`, title: `Rain of day ${i}` }));
  await many.add([{ name: 'days.jsonl', bytes: new TextEncoder().encode(lines.join('\n')) }]);
  await many.close();
  const database = new Database(join(index, 'papers.sqlite'));
  database.exec('DELETE FROM embedding');
  database.close();
  const stop = new AbortController();
  let asked = 0; // once before each text, and a few times while the file is copied
  Object.defineProperty(stop.signal, 'aborted', { get: () => ++asked > 170 });
  await expect(repairIndex({ index, signal: stop.signal })).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect((await repairIndex({ index })).embedded).toBe(200 - 128);
});
