/** Themes without some servers of a database, where a stored run of all papers would answer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { papersOfTheme, themeOf, themesDiff, themesOf, themesOfText } from '../../src/corpus/themes.js';
import { addFiles, type OpenView } from '../../src/ingest/index.js';
import { openTemporaryStore, type Store, type StoreView } from '../../src/store/index.js';
import { letterEmbedder } from '../support/letter-embedder.js';

const PAPERS = ['rain', 'snow', 'hail', 'fog'].map((id) => ({
  id,
  title: `On ${id} over the northern plains`,
  abstract: `We measure ${id} in nine valleys over forty years.`,
}));

let store: Store;
const embedder = async () => letterEmbedder();
beforeAll(async () => {
  store = await openTemporaryStore();
  const bytes = new TextEncoder().encode(PAPERS.map((paper) => JSON.stringify(paper)).join('\n'));
  await addFiles({ store, embedder }, [{ name: 'a.jsonl', bytes }], {});
});
afterAll(() => store.close());

function ask<T>(question: (index: OpenView) => Promise<T>, missing?: readonly string[]): Promise<T> {
  return store.read((view) =>
    question({ store, view: Object.create(view, { missing: { value: missing } }) as StoreView, embedder }),
  );
}

test('themes fail, also with a stored run and few titles; a filter by theme is answered', async () => {
  const { themes } = await ask((index) => themesOf(index, {}));
  const id = themes[0]!.id;
  const down = {
    code: 'DATABASE_DOWN',
    message: 'paperkin_1 does not answer, and this needs all papers',
  };
  const questions: ((index: OpenView) => Promise<unknown>)[] = [
    (index) => themesOf(index, { titles: 0 }),
    (index) => themesOf(index, { titles: 1 }),
    (index) => themesOf(index, { since: '2020', titles: 0 }),
    (index) => themeOf(index, id, { within: false }),
    (index) => themesDiff(index, {}),
    (index) => themesOfText(index, 'rain', {}),
  ];
  for (const question of questions) await expect(ask(question, ['paperkin_1'])).rejects.toMatchObject(down);
  expect(await ask((index) => papersOfTheme(index, id, {}), ['paperkin_1'])).toHaveLength(themes[0]!.size);
});
