import { cpSync, readdirSync, renameSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Corpus, openCorpus, reembedIndex } from '../../src/index.js';
import { openStore } from '../../src/store/index.js';
import { newFolder } from '../support/folders.js';
import { Database } from '../support/sqlite.js';
import { tinyModel } from '../support/tiny-model.js';

const WORDS = ['rain', 'bees', 'trams', 'bread', 'kites', 'wells', 'oaks', 'salt'];
/** More papers than are embedded in one batch. */
const PAPERS = 70;

const papers = (from: number, count: number) => ({
  name: `papers-${from}.jsonl`,
  bytes: new TextEncoder().encode(
    Array.from({ length: count }, (_, i) => {
      const word = WORDS[(from + i) % WORDS.length];
      return JSON.stringify({
        id: `p${from + i}`,
        title: `A study of ${word}, number ${from + i}`,
        abstract: `We observe ${word} for a year. The ${word} of place ${from + i} differ from others.`,
      });
    }).join('\n'),
  ),
});

async function newIndex(model: string): Promise<string> {
  const index = newFolder();
  const corpus = await openCorpus({ index, create: true, model, workers: 1 });
  await corpus.add([papers(0, PAPERS)]);
  await corpus.close();
  return index;
}

async function answersOf(index: string, model?: string) {
  const corpus = await openCorpus({ index, workers: 1, ...(model === undefined ? {} : { model }) });
  try {
    const { papers } = await corpus.search('a year of bees', { mode: 'dense', limit: 5 });
    return { papers, status: await corpus.status(), healthy: await corpus.doctor() };
  } finally {
    await corpus.close();
  }
}

const first = tinyModel({ dimension: 16 });
const second = tinyModel({
  dimension: 24,
  files: { 'paperkin.json': { pooling: 'cls', prompts: { query: 'find: ' } } },
});

describe('an index that changes its model', () => {
  test('answers as one that was made with the new model, and needs no --model for it', async () => {
    const index = await newIndex(first);
    const report = await reembedIndex({ index, model: second, workers: 1 });
    expect(report).toEqual({
      before: 'tiny',
      model: 'tiny',
      dimension: 24,
      texts: PAPERS,
      embedded: PAPERS,
      changed: true,
    });
    const { papers: found, status, healthy } = await answersOf(index);
    expect(status.dimension).toBe(24);
    expect(healthy.ok).toBe(true);
    expect(found).toEqual((await answersOf(await newIndex(second))).papers);
    expect(readdirSync(index).filter((name) => name.includes('reembedding'))).toEqual([]);
  });

  test('answers with the new model also where another process has it open, and takes papers', async () => {
    const index = await newIndex(first);
    const open = await openCorpus({ index, workers: 1 });
    const named = await openCorpus({ index, model: first, workers: 1 });
    const search = async (corpus: Corpus) =>
      (await corpus.search('a year of bees', { mode: 'dense', limit: 5 })).papers;
    const before = [await search(open), await search(named)];
    await reembedIndex({ index, model: second, workers: 1 });
    expect(await search(open)).toEqual((await answersOf(index)).papers);
    await expect(search(named)).rejects.toMatchObject({
      code: 'MODEL_DIFFERS',
      remedy: expect.stringContaining('Leave out --model') as string,
    });
    expect(await open.add([papers(PAPERS, 3)])).toMatchObject({ added: 3 });
    await open.remove(Array.from({ length: 3 }, (_, i) => `p${PAPERS + i}`));
    await reembedIndex({ index, model: first, workers: 1 });
    expect([await search(open), await search(named)]).toEqual(before);
    await Promise.all([open.close(), named.close()]);
  });

  test('is left alone where it has that model already', async () => {
    const index = await newIndex(first);
    const corpus = await openCorpus({ index, workers: 1 });
    const [paper] = await corpus.list();
    await corpus.add([{ name: 'again.jsonl', bytes: Buffer.from(JSON.stringify({ ...paper, id: 'same text' })) }]);
    await corpus.close();
    expect(await reembedIndex({ index, model: first, workers: 1 })).toMatchObject({
      ...{ texts: PAPERS, embedded: 0, changed: false },
    });
  });

  test('changes it once, where two processes do so at the same time', async () => {
    const index = await newIndex(first);
    const writesOf = async () => {
      const store = await openStore(index);
      const { version } = await store.read((view) => view.status());
      await store.close();
      return Number.parseInt(version, 10);
    };
    const before = await writesOf();
    const change = () => reembedIndex({ index, model: second, workers: 1, waitMs: 60_000 });
    const reports = await Promise.all([change(), change()]);
    expect(reports.map(({ changed, embedded }) => [changed, embedded]).sort()).toEqual([
      [false, 0],
      [true, PAPERS],
    ]);
    expect(await writesOf()).toBe(before + 1);
  });

  test('says that another process changes it, and does not do its work again', async () => {
    const index = await newIndex(first);
    const change = () => reembedIndex({ index, model: second, workers: 1 });
    const ends = await Promise.allSettled([change(), change()]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CORPUS_BUSY', message: expect.stringContaining('changing the model') as string },
    });
  });

  test('says that its model is gone from its folder, and takes a new folder without embedding', async () => {
    const folder = join(newFolder(), 'mine');
    cpSync(first, folder, { recursive: true });
    const index = await newIndex(folder);
    const before = await answersOf(index);
    const moved = join(newFolder(), 'moved');
    renameSync(folder, moved);
    await expect(answersOf(index)).rejects.toMatchObject({
      code: 'MODEL_MISSING',
      message: `the model mine of the index in ${index} is not in ${folder}`,
    });
    expect((await answersOf(index, moved)).papers).toEqual(before.papers);
    expect(await reembedIndex({ index, model: moved, workers: 1 })).toMatchObject({ embedded: 0, changed: false });
    const { papers: found, status } = await answersOf(index);
    expect([found, status.model]).toEqual([before.papers, 'moved']);
  });

  test('groups all papers again, because centroids of one space say nothing in another', async () => {
    const index = await newIndex(second);
    const themesOf = async (from: number, added: number) => {
      const corpus = await openCorpus({ index, workers: 1 });
      if (added > 0) await corpus.add([papers(from, added)]);
      const { themes, outliers, why } = await corpus.themes();
      await corpus.close();
      return { ids: themes.map(({ id }) => id), outliers: outliers.length, changes: why.changes };
    };
    const before = await themesOf(PAPERS, 0);
    expect(before.changes).toEqual([]);
    await reembedIndex({ index, model: first, workers: 1 });
    const after = await themesOf(PAPERS, 20);
    expect(after.ids).toContain(before.ids[0]);
    expect(after.outliers).toBeLessThan(20);
    expect(after.changes).toEqual(['all papers were grouped again: they were embedded with another model']);
    expect((await themesOf(PAPERS + 20, 1)).changes).toEqual([]);
  });

  test('answers from the old space after an interruption, and goes on from there', async () => {
    const index = await newIndex(first);
    const before = await answersOf(index);
    const stop = new AbortController();
    const interrupted = reembedIndex({
      index,
      model: second,
      workers: 1,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(interrupted).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect((await answersOf(index)).papers).toEqual(before.papers);
    const corpus = await openCorpus({ index, workers: 1 });
    await corpus.add([papers(PAPERS, 3)]);
    await corpus.remove(['p1']);
    await corpus.close();
    const report = await reembedIndex({ index, model: second, workers: 1 });
    expect(report.texts).toBe(PAPERS + 2);
    expect(report.embedded).toBeLessThan(PAPERS); // the first batch was kept
    expect((await answersOf(index)).status).toMatchObject({ papers: PAPERS + 2, dimension: 24 });
  });

  test('begins again where another model was begun, or where what was collected is damaged', async () => {
    const index = await newIndex(first);
    const store = await openStore(index);
    const other = await store.reembedding({ name: 'other', dimension: 3, sha256: 'other' });
    await other.close();
    await store.close();
    const stop = new AbortController();
    await expect(
      reembedIndex({ index, model: second, workers: 1, signal: stop.signal, onProgress: () => stop.abort() }),
    ).rejects.toMatchObject({ code: 'INTERRUPTED' });
    truncateSync(`${index}/papers.reembedding.sqlite`, 100);
    expect(await reembedIndex({ index, model: second, workers: 1 })).toMatchObject({ embedded: PAPERS });
  });

  test('embeds again what was collected before an interruption and is damaged', async () => {
    const index = await newIndex(first);
    const stop = new AbortController();
    await expect(
      reembedIndex({ index, model: second, workers: 1, signal: stop.signal, onProgress: () => stop.abort() }),
    ).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const collected = new Database(`${index}/papers.reembedding.sqlite`);
    const count = collected.prepare('SELECT count(*) FROM text').pluck().get() as number;
    collected.exec('UPDATE text SET sum = sum + 1 WHERE hash = (SELECT min(hash) FROM text)');
    collected.close();
    const report = await reembedIndex({ index, model: second, workers: 1 });
    expect(report).toMatchObject({ embedded: PAPERS - count + 1, changed: true });
    expect((await answersOf(index)).healthy.ok).toBe(true);
  });

  test('is refused where a text would be missing', async () => {
    const index = await newIndex(first);
    const store = await openStore(index);
    const making = await store.reembedding({ name: 'other', dimension: 3, sha256: 'other' });
    await expect(making.finish()).rejects.toThrow('no embedding in the new space');
    await making.close();
    await store.close();
    expect((await answersOf(index)).status.dimension).toBe(16);
  });
});
