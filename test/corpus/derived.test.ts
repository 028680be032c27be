/** What follows from the papers is made once for each state of them. */
import { expect, test } from 'vitest';
import { derived } from '../../src/corpus/snapshot.js';
import { openStore, type Store } from '../../src/store/index.js';
import { put, stored } from '../store/contract.js';
import { newFolder } from '../support/folders.js';

async function storeOf(papers: number): Promise<Store> {
  const store = await openStore(newFolder());
  await put(store, ...Array.from({ length: papers }, (_, i) => stored(`p${i}`)));
  return store;
}

/** Counts the papers, as of when it was made; another store of the folder has nothing in memory. */
async function countIn(store: Store): Promise<number> {
  const other = await openStore(store.location);
  const count = await other.read((view) =>
    derived({ store: other, view }, 'count', async ({ papers }) => papers.length),
  );
  await other.close();
  return count;
}

test('what is derived is of the papers as they stand', async () => {
  const store = await storeOf(10);
  expect(await countIn(store)).toBe(10);
  await put(store, stored('x'));
  expect(await countIn(store)).toBe(11);
  await store.close();
});
