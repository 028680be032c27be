/** What `doctor` says of the neighbours: held against a look at every embedding. */
import { expect, test } from 'vitest';
import { recallOf } from '../../src/corpus/recall.js';
import { openStore, type StoreView } from '../../src/store/index.js';
import { put, stored } from '../store/contract.js';
import { newFolder } from '../support/folders.js';

const WORDS = 'rain snow hail frost fog wind sun cloud storm mist sleet thaw'.split(' ');

async function recallWith(nearest?: StoreView['nearest']): Promise<number> {
  const store = await openStore(newFolder());
  await put(store, ...WORDS.map((word) => stored(word, word)));
  const { queries, share } = await store.read((view) => recallOf({ ...view, nearest: nearest ?? view.nearest }));
  expect(queries).toBe(WORDS.length);
  await store.close();
  return share;
}

test('all neighbours are found by a store that looks at every embedding', async () => {
  expect(await recallWith()).toBe(1);
});

test('neighbours that are not found are missed', async () => {
  expect(await recallWith(async () => [])).toBe(0);
});
