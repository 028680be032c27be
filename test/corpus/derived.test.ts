/** What follows from the papers is made once for each state of them, or once for some states where slack is given. */
import { expect, test } from 'vitest';
import { derived } from '../../src/corpus/snapshot.js';
import type { PaperId } from '../../src/paper.js';
import { openStore, type Store } from '../../src/store/index.js';
import { put, stored } from '../store/contract.js';
import { newFolder } from '../support/folders.js';

const SLACK = { abovePapers: 9, share: 0.2 };

async function storeOf(papers: number): Promise<Store> {
  const store = await openStore(newFolder());
  await put(store, ...Array.from({ length: papers }, (_, i) => stored(`p${i}`)));
  return store;
}

/** Counts the papers, as of when it was made; another store of the folder has nothing in memory. */
async function countIn(store: Store, slack?: typeof SLACK): Promise<number> {
  const other = await openStore(store.location);
  const count = await other.read((view) =>
    derived({ store: other, view }, 'count', async ({ papers }) => papers.length, slack),
  );
  await other.close();
  return count;
}

test('without slack it is of the papers as they stand', async () => {
  const store = await storeOf(10);
  expect(await countIn(store)).toBe(10);
  await put(store, stored('x'));
  expect(await countIn(store)).toBe(11);
  await store.close();
});

test('with slack it may be behind by so many papers that came or went', async () => {
  const store = await storeOf(10);
  expect(await countIn(store, SLACK)).toBe(10);
  await put(store, stored('x'), stored('y'));
  expect(await countIn(store, SLACK)).toBe(10);
  await store.write({ remove: ['p0' as PaperId] });
  expect(await countIn(store, SLACK)).toBe(11);
  await store.close();
});

test('a small collection has no slack', async () => {
  const store = await storeOf(5);
  expect(await countIn(store, SLACK)).toBe(5);
  await put(store, stored('x'));
  expect(await countIn(store, SLACK)).toBe(6);
  await store.close();
});
