import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openCorpus } from '../../src/index.js';
import { openStore, type Store } from '../../src/store/index.js';
import { asking } from '../support/asking.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { aPaper } from '../support/papers.js';
import { Database } from '../support/sqlite.js';

const MODEL = { name: 'letters', dimension: 27, sha256: 'letters' };

async function write(store: Store, id: string): Promise<void> {
  const paper = aPaper(id);
  await store.write({
    model: MODEL,
    embeddings: new Map([[`text-${id}`, letterEmbedding(paper.title)]]),
    papers: [
      {
        paper,
        given: true,
        keys: [`id:${id}`],
        textHash: `text-${id}`,
        words: { title: paper.title, abstract: paper.abstract },
      },
    ],
  });
}

describe('a question to a store', () => {
  test('stays at its state while another writes; the next one is at the newest', async () => {
    const folder = newFolder();
    const [reader, writer] = [await openStore(folder), await openStore(folder)];
    await write(writer, 'a');
    const lock = await writer.lock(0);
    await reader.read(async (view) => {
      await write(writer, 'b');
      expect([await view.count(), await asking(reader).ids()]).toEqual([1, ['a', 'b']]);
      await write(writer, 'c');
      expect((await view.page({ limit: 9 })).headings.map(({ id }) => id)).toEqual(['a']);
    });
    await lock.release();
    expect(await asking(reader).ids()).toEqual(['a', 'b', 'c']);
    await reader.close();
    await writer.close();
  });

  test('leaves no transaction behind, so that the log can be brought into the file', async () => {
    const folder = newFolder();
    const [reader, writer] = [await openStore(folder), await openStore(folder)];
    await write(writer, 'a');
    await Promise.all([asking(reader).ids(), asking(reader).count(), reader.read(() => asking(reader).ids())]);
    await expect(reader.read(() => Promise.reject(new Error('taken back')))).rejects.toThrow('taken back');
    await write(writer, 'b');
    const database = new Database(join(folder, 'papers.sqlite'));
    const [{ busy }] = database.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    expect(busy).toBe(0);
    database.close();
    await reader.close();
    await writer.close();
  });

  test('that cannot begin closes its connection', async () => {
    const folder = newFolder();
    const writer = await openStore(folder);
    await write(writer, 'a');
    await writer.close(); // brings the log into the file
    const store = await openStore(folder);
    const file = openSync(join(folder, 'papers.sqlite'), 'r+');
    writeSync(file, Buffer.alloc(100, 'x'), 0, 100, 0);
    closeSync(file);
    const close = vi.spyOn(Database.prototype, 'close');
    try {
      await expect(asking(store).count()).rejects.toMatchObject({ code: 'INDEX_DAMAGED' });
      expect(close).toHaveBeenCalledTimes(1);
    } finally {
      close.mockRestore();
      await store.close();
    }
  });

  test('keeps what it derived from an older state to itself where a newer one has been kept', async () => {
    const folder = newFolder();
    const [reader, writer] = [await openStore(folder), await openStore(folder)];
    await write(writer, 'a');
    await reader.read(async ({ papersVersion }) => {
      await write(writer, 'b');
      const newest = (await asking(writer).versions()).papersVersion;
      await writer.saveDerived('n', { of: newest, program: '1', value: 'new' });
      await reader.saveDerived('n', { of: papersVersion, program: '1', value: 'old' });
    });
    expect((await asking(reader).derived('n'))!.value).toBe('new');
    await reader.close();
    await writer.close();
  });

  test.each([
    ['first', 0],
    ['last', 1],
  ])('keeps whole rows where two replace them at once, and the one that began first ends %s', async (_when, order) => {
    const folder = newFolder();
    const stores = [await openStore(folder), await openStore(folder)];
    await write(stores[0]!, 'a');
    const of = (await asking(stores[0]!).versions()).papersVersion;
    const ends = [() => {}, () => {}];
    const ended = ends.map((_, which) => new Promise<void>((end) => (ends[which] = end)));
    async function* rowsOf(which: number) {
      for (let i = 0; i < 2_000; i++) yield [`k${i}`, which] as const;
      await ended[which];
      yield [`only ${which}`, which] as const;
    }
    const saves = stores.map((store, which) =>
      store.saveDerived('n', { of, program: '1', value: which, rows: { replace: rowsOf(which) } }),
    );
    for (const which of [order, 1 - order]) {
      ends[which]!();
      await saves[which];
      expect(await stores[0]!.check()).toEqual([]);
      expect(await asking(stores[0]!).rows('n')).toHaveLength(2_001);
    }
    for (const store of stores) await store.close();
  });
});

test('questions to a corpus see one state from beginning to end, and the next one sees the newest', async () => {
  const index = newFolder();
  const lines = (...names: string[]) =>
    new TextEncoder().encode(
      names.map((id) => JSON.stringify({ id, title: `Paper ${id}`, abstract: `About ${id} and more.` })).join('\n'),
    );
  const [reader, writer] = [
    await openCorpus({ index, create: true, workers: 1 }),
    await openCorpus({ index, create: true, workers: 1 }),
  ];
  await writer.add([{ name: 'a.jsonl', bytes: lines('a', 'b') }]);
  expect(await reader.list()).toHaveLength(2);
  const asked = Promise.all([reader.search('paper'), reader.list(), reader.search('more')]);
  await writer.add([{ name: 'c.jsonl', bytes: lines('c') }]);
  const [found, listed] = await asked;
  expect([found.total, listed.length].every((count) => count === 2 || count === 3)).toBe(true);
  const [again, all] = await Promise.all([reader.search('paper'), reader.list()]);
  expect([again.total, all.length]).toEqual([3, 3]);
  await reader.close();
  await writer.close();
});
