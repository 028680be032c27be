/** The statistics of an index are moved by what changed, whichever process changed it. */
import { expect, test } from 'vitest';
import { changes } from '../../src/corpus/changes.js';
import { statisticsOf } from '../../src/corpus/statistics.js';
import type { OpenView } from '../../src/ingest/index.js';
import { openStore, openTemporaryStore, type Store, type StoreView } from '../../src/store/index.js';
import { put, stored } from '../store/contract.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedder, letterEmbedding } from '../support/letter-embedder.js';
import { openPglite } from '../support/pglite.js';

const embed = async (texts: readonly string[]) => texts.map(letterEmbedding);
const embedder = async () => ({ embed }) as never;

function ask(store: Store, { save = false, change = (view: StoreView) => view } = {}) {
  return store.read((view) => statisticsOf({ store, embedder, view: change(view) } as OpenView, { save }));
}

const noScan = (view: StoreView): StoreView => ({
  ...view,
  scanPapers: () => {
    throw new Error('all papers were read');
  },
  scanEmbeddings: () => {
    throw new Error('all embeddings were read');
  },
});

const some = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) =>
    stored(`p${from + i}`, `text ${'abcdefghij'[(from + i) % 10]} ${from + i}`),
  );

test('a question after another process added reads what came, and no more', async () => {
  const folder = newFolder();
  const [asking, adding] = [await openStore(folder), await openStore(folder)];
  await put(adding, ...some(0, 40));
  await ask(asking);
  for (let batch = 0; batch < 4; batch++) {
    await put(adding, ...some(40 + 8 * batch, 48 + 8 * batch));
    expect((await ask(asking, { change: noScan })).papers).toBe(48 + 8 * batch);
  }
  await Promise.all([asking.close(), adding.close()]);
});

test('what one process saved, another moves on', async () => {
  const folder = newFolder();
  const first = await openStore(folder);
  await put(first, ...some(0, 40));
  await ask(first);
  await put(first, ...some(40, 45));
  await ask(first, { save: true });
  const second = await openStore(folder);
  await put(second, ...some(45, 50));
  const moved = await ask(second, { save: true, change: noScan });
  expect(await ask(first, { change: noScan })).toEqual(moved);
  await put(first, ...some(50, 55));
  expect((await ask(first, { change: noScan })).papers).toBe(55);
  await Promise.all([first.close(), second.close()]);
});

test('the same papers have the same statistics, whatever came and went', async () => {
  const [once, often] = [await openStore(newFolder()), await openStore(newFolder())];
  await put(once, ...some(0, 60));
  await put(often, ...some(0, 70));
  await ask(often);
  await often.write({ remove: some(60, 70).map(({ paper }) => paper.id) });
  await ask(often);
  await put(often, ...some(0, 9).map((one, i) => ({ ...one, ...textOf(i + 100) })));
  await ask(often, { save: true });
  await put(often, ...some(0, 9));
  expect(await ask(often)).toEqual(await ask(once));
  await Promise.all([once.close(), often.close()]);
});

test('a question that began before others came is answered from its own papers', async () => {
  const store = await openStore(newFolder());
  await put(store, ...some(0, 40));
  const before = await ask(store);
  await store.read(async (view) => {
    await put(store, ...some(40, 44));
    expect((await ask(store)).papers).toBe(44);
    expect(await statisticsOf({ store, embedder, view: noScan(view) })).toEqual(before);
  });
  await store.close();
});

function textOf(i: number) {
  const { text, textHash, words } = stored(`p${i}`);
  return { text, textHash, words };
}

test('statistics in a database are moved as those in a folder', async () => {
  const [folder, database] = [await openStore(newFolder()), await openPglite()];
  for (const store of [folder, database]) {
    await put(store, ...some(0, 30));
    await ask(store);
    await put(store, ...some(30, 36));
    expect((await ask(store, { save: true, change: noScan })).papers).toBe(36);
    await store.write({ remove: some(0, 3).map(({ paper }) => paper.id) });
  }
  expect(await ask(database)).toEqual(await ask(folder));
  await Promise.all([folder.close(), database.close()]);
});

test('an add that is interrupted has counted most of its papers', async () => {
  const store = await openTemporaryStore();
  const opened = { store, embedder: async () => letterEmbedder() };
  const { add } = changes(opened, (question) => store.read((view) => question({ ...opened, view })), false);
  const lines = Array.from({ length: 4_200 }, (_, i) => `${JSON.stringify({ id: `p${i}`, title: `Title ${i}` })}\n`);
  const stop = new AbortController();
  const onProgress = ({ papers }: { papers: number }) => papers >= 4_160 && stop.abort();
  const adding = add([{ name: 'a.jsonl', bytes: Buffer.from(lines.join('')) }], { signal: stop.signal, onProgress });
  await expect(adding).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect((await ask(store, { change: noScan })).papers).toBe(4_160);
  await store.close();
});
