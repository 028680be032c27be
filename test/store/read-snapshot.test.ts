import { describe, expect, test } from 'vitest';
import { openCorpus } from '../../src/index.js';
import { openStore, type Store } from '../../src/store/index.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedding } from '../support/letter-embedder.js';
import { aPaper } from '../support/papers.js';

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
const ids = async (store: Store) => (await store.papers()).map(({ id }) => id);

describe('a store that has settled', () => {
  test('stays where it stands while another writes, and moves on when that one is done', async () => {
    const folder = newFolder();
    const [reader, writer] = [await openStore(folder), await openStore(folder)];
    await write(writer, 'a');
    await reader.refresh();
    const lock = await writer.lock(0);
    await write(writer, 'b');
    await reader.refresh();
    expect([await ids(reader), await reader.isStale(), (await reader.neighbours()).size]).toEqual([['a'], false, 1]);
    await write(writer, 'c');
    lock.release();
    expect([await ids(reader), await reader.isStale()]).toEqual([['a'], true]);
    await reader.refresh();
    expect([await ids(reader), (await reader.neighbours()).size]).toEqual([['a', 'b', 'c'], 3]);
    await reader.close();
    await writer.close();
  });

  test('that comes while another writes takes what is there, and stays there', async () => {
    const folder = newFolder();
    const writer = await openStore(folder);
    const lock = await writer.lock(0);
    await write(writer, 'a');
    const reader = await openStore(folder);
    await reader.refresh();
    await write(writer, 'b');
    await reader.refresh();
    expect(await ids(reader)).toEqual(['a']);
    lock.release();
    await reader.close();
    await writer.close();
  });

  test('sees what it writes itself', async () => {
    const store = await openStore(newFolder());
    await store.refresh();
    const lock = await store.lock(0);
    await write(store, 'a');
    await store.refresh();
    await write(store, 'b');
    await store.writeDecisions('d', { x: 1 });
    expect([await ids(store), await store.readDecisions('d')]).toEqual([['a', 'b'], { x: 1 }]);
    lock.release();
    await store.close();
  });

  test('keeps what it derived from an older state to itself where a newer one has been kept', async () => {
    const folder = newFolder();
    const [reader, writer] = [await openStore(folder), await openStore(folder)];
    await write(writer, 'a');
    await reader.refresh();
    const lock = await writer.lock(0);
    await write(writer, 'b');
    await writer.neighbours();
    await writer.writeNote('n', { generation: 2, value: 'new' });
    await reader.writeNote('n', { generation: 1, value: 'old' });
    expect((await reader.neighbours()).size).toBe(1);
    expect((await writer.readNote('n'))!.value).toBe('new');
    lock.release();
    const third = await openStore(folder);
    expect((await third.neighbours()).size).toBe(2);
    for (const store of [reader, writer, third]) await store.close();
  });

  test('keeps no writer out by looking at the lock', async () => {
    const folder = newFolder();
    const [reader, writer] = [await openStore(folder), await openStore(folder)];
    await reader.refresh();
    for (let i = 0; i < 20; i++) {
      await write(writer, `p${i}`);
      await reader.refresh();
      (await writer.lock(0)).release();
    }
    expect(await ids(reader)).toHaveLength(20);
    await reader.close();
    await writer.close();
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
  expect([found.found, listed.length].every((count) => count === 2 || count === 3)).toBe(true);
  const [again, all] = await Promise.all([reader.search('paper'), reader.list()]);
  expect([again.found, all.length]).toEqual([3, 3]);
  await reader.close();
  await writer.close();
});
