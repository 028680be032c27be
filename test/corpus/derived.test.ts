/** What follows from the papers is made once for each state of them, and kept as rows. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type DerivedKind, derived } from '../../src/corpus/derived.js';
import { collect } from '../../src/maths/batches.js';
import type { PaperId } from '../../src/paper.js';
import { openStore, type RowChanges, type Store } from '../../src/store/index.js';
import { VERSION } from '../../src/version.js';
import { put, stored } from '../store/contract.js';
import { newFolder } from '../support/folders.js';
import { Database } from '../support/sqlite.js';

/** The titles of the papers by id, a row each. */
const TITLES: DerivedKind<readonly (readonly [string, string])[]> = {
  name: 'titles',
  format: 1,
  toStored: (titles) => ({ rows: titles, rest: {} }),
  fromStored: ({ rows }) => rows.map(([id, title]) => [id, title as string] as const),
};

async function storeOf(...ids: readonly string[]): Promise<Store> {
  const store = await openStore(newFolder());
  await put(store, ...ids.map((id) => stored(id)));
  return store;
}

/** Asks as another process would, which has nothing in memory. */
async function titlesIn(store: Store) {
  const other = await openStore(store.location);
  const asked = { made: 0, last: undefined as unknown, saved: [] as RowChanges[] };
  const spy: Store = {
    ...other,
    saveDerived: (name, { rows, ...more }) => {
      asked.saved.push(rows!);
      return other.saveDerived(name, { ...more, rows: rows! });
    },
  };
  const titles = await other.read((view) =>
    derived({ store: spy, view }, TITLES, async (last) => {
      asked.made++;
      asked.last = last;
      return (await collect(view.scanHeadings())).map(({ id, title }) => [id, title] as const);
    }),
  );
  await other.close();
  return { ids: titles.map(([id]) => id), ...asked };
}

test('what is derived is of the papers as they stand, and read back while they stand so', async () => {
  const store = await storeOf('a', 'b');
  expect(await titlesIn(store)).toMatchObject({ ids: ['a', 'b'], made: 1, last: undefined });
  expect(await titlesIn(store)).toMatchObject({ ids: ['a', 'b'], made: 0, saved: [] });
  await put(store, stored('c'));
  expect(await titlesIn(store)).toMatchObject({ ids: ['a', 'b', 'c'], made: 1 });
  await store.close();
});

test('only rows that have changed are written', async () => {
  const store = await storeOf('a', 'b', 'c');
  await titlesIn(store);
  await put(store, stored('d'));
  await store.write({ remove: ['b' as PaperId] });
  const { ids, saved } = await titlesIn(store);
  expect(ids).toEqual(['a', 'c', 'd']);
  expect(saved).toMatchObject([{ put: [['d', expect.any(String)]], remove: ['b'] }]);
  expect((await titlesIn(store)).made).toBe(0);
  await store.close();
});

test('what is damaged is made again', async () => {
  const store = await storeOf('a', 'b');
  await titlesIn(store);
  const database = new Database(join(store.location, 'papers.sqlite'));
  database.exec(`UPDATE derived_row SET value = '"Another title"' WHERE key = 'a'`);
  database.close();
  expect(await titlesIn(store)).toMatchObject({ ids: ['a', 'b'], made: 1, last: undefined });
  expect((await titlesIn(store)).made).toBe(0);
  await store.close();
});

test('what another version of the program made is made again from it, and what is of another format from nothing', async () => {
  const store = await storeOf('a', 'b');
  await titlesIn(store);
  const { of, value } = (await store.read((view) => view.derived('titles')))!;
  await store.saveDerived('titles', { of, program: 'earlier', value });
  const { made, last, saved } = await titlesIn(store);
  expect({ made, last, saved }).toMatchObject({ made: 1, last: { of, program: 'earlier' }, saved: [{ put: [] }] });
  await store.saveDerived('titles', { of, program: VERSION, value: { format: 0 } });
  expect(await titlesIn(store)).toMatchObject({ made: 1, last: undefined, saved: [{ replace: expect.anything() }] });
  expect((await titlesIn(store)).made).toBe(0);
  await store.close();
});
