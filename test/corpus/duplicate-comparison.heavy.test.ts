/** Near-duplicates of an index are moved by what changed, whichever process changed it and wherever the index is. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { comparisonOf, currentFeatures } from '../../src/corpus/duplicate-comparison.js';
import type { OpenView } from '../../src/ingest/index.js';
import type { PaperId } from '../../src/paper.js';
import { openStore, type Store, type StoreView } from '../../src/store/index.js';
import { put, stored } from '../store/contract.js';
import { newFolder } from '../support/folders.js';
import { aPaper } from '../support/papers.js';
import { openPglite } from '../support/pglite.js';
import { seededRandom } from '../support/random.js';
import { Database } from '../support/sqlite.js';

function ask(store: Store, change = (view: StoreView) => view) {
  return store.read((view) => comparisonOf({ store, view: change(view) } as OpenView, {}));
}

const noScan = (view: StoreView): StoreView => ({
  ...view,
  scanPapers: () => {
    throw new Error('all papers were read');
  },
});

const WORDS =
  'tide kelp reef storm crab pier net boat eel gull sand salt foam rope mast hull cove lamp rain mist dune shoal ' +
  'anchor buoy cable dock ebb flood gale haul inlet jetty knot lee moor nerve oar port quay raft sail tar urchin wake';
const words = WORDS.split(' ');

/** One in three says what another says in part; another edition says it otherwise. */
function paper(number: number, edition = 0) {
  const random = seededRandom(1_000 * edition + number);
  const some = (count: number) =>
    Array.from({ length: count }, () => words[Math.floor(random() * words.length)]).join(' ');
  const shared = `The ${words[number % 24]} of harbour ${number % 24} was counted twice a day by hand`;
  const abstract = `${number % 3 === 0 ? shared : some(10)}. ${some(9)} with ${number % 3}7.5 of it.`;
  const id = `p${String(number).padStart(3, '0')}`;
  return { ...stored(id, abstract), paper: aPaper(id, { title: `Counts ${some(2)}`, abstract }) };
}

const some = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => paper(from + i));
const ids = (...numbers: number[]) => numbers.map((number) => paper(number).paper.id);

test.each([
  ['a folder', () => openStore(newFolder())],
  ['a database', () => openPglite()],
])('in %s they are those of all papers compared anew, and all are not read again', async (_where, open) => {
  const store = await open();
  await put(store, ...some(0, 50));
  await ask(store);
  const present = new Map(some(0, 50).map((one) => [one.paper.id, one]));
  const step = async (arrived: ReturnType<typeof some>, gone: PaperId[]) => {
    if (gone.length > 0) await store.write({ remove: gone });
    await put(store, ...arrived);
    for (const id of gone) present.delete(id);
    for (const one of arrived) present.set(one.paper.id, one);
    const moved = await ask(store, noScan);
    const anew = await openStore(newFolder());
    await put(anew, ...present.values());
    expect(moved).toEqual(await ask(anew));
    await anew.close();
    return moved;
  };
  const first = await step(some(50, 58), ids(3, 4, 27));
  expect(first.pairs.length).toBeGreaterThan(10);
  await step([paper(10, 1), paper(11, 1), paper(0, 1)], ids(49, 50, 57));
  await step([paper(3), paper(11)], ids(0, 5, 6, 7));
  await store.close();
});

test('what one process compared, another moves on', async () => {
  const folder = newFolder();
  const first = await openStore(folder);
  await put(first, ...some(0, 60));
  await ask(first);
  const second = await openStore(folder);
  await put(second, ...some(60, 68));
  const moved = await ask(second, noScan);
  expect(await ask(first, noScan)).toEqual(moved);
  await put(first, ...some(68, 70));
  await ask(first, noScan);
  await Promise.all([first.close(), second.close()]);
});

test('where what is kept is damaged, all are compared again', async () => {
  const store = await openStore(newFolder());
  await put(store, ...some(0, 60));
  await ask(store);
  const database = new Database(join(store.location, 'papers.sqlite'));
  database.exec(`UPDATE derived_row SET value = replace(value, '"ids"', '"idz"') WHERE name = 'duplicate-features'`);
  database.close();
  await put(store, ...some(60, 63));
  await expect(ask(store, noScan)).rejects.toThrow('all papers were read');
  const anew = await openStore(newFolder());
  await put(anew, ...some(0, 63));
  expect(await ask(store)).toEqual(await ask(anew));
  await Promise.all([store.close(), anew.close()]);
});

test('features of all papers are those stored, and of what changed since', async () => {
  const plainly = async (store: Store) => {
    const features = await store.read((view) => currentFeatures(noScan(view)));
    const sorted = features?.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return sorted?.map(({ id, textKey, keys, bands, bigrams }) => ({
      id,
      textKey,
      numbers: [keys, bands, bigrams].map((numbers) => [...numbers]),
    }));
  };
  const [store, anew] = [await openStore(newFolder()), await openStore(newFolder())];
  await put(store, ...some(0, 50));
  expect(await plainly(store)).toBeUndefined();
  await ask(store);
  await store.write({ remove: ids(3, 4) });
  await put(store, paper(7, 1), paper(60));
  await put(anew, ...some(0, 50).filter((_, i) => ![3, 4, 7].includes(i)), paper(7, 1), paper(60));
  await ask(anew);
  expect(await plainly(store)).toEqual(await plainly(anew));
  await Promise.all([store.close(), anew.close()]);
});
