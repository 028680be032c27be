/** Questions about papers of a database that no worker has embedded yet. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf } from '../../src/corpus/digest.js';
import { recommendPapers } from '../../src/corpus/recommend.js';
import { searchText, similarTo } from '../../src/corpus/search.js';
import { mark } from '../../src/corpus/tags.js';
import { themesOfText } from '../../src/corpus/themes.js';
import { addFiles, type OpenView } from '../../src/ingest/index.js';
import { openTemporaryStore, type Store, type StoreView } from '../../src/store/index.js';
import { letterEmbedder } from '../support/letter-embedder.js';

const PAPERS = ['rain', 'snow', 'hail', 'fog', 'wind'].map((id) => ({
  id,
  title: `On ${id} over the northern plains`,
  abstract: `We measure ${id} in nine valleys over forty years. We compare ${id} with what farmers wrote.`,
}));

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
  const bytes = new TextEncoder().encode(PAPERS.map((paper) => JSON.stringify(paper)).join('\n'));
  const embedder = async () => letterEmbedder();
  await addFiles({ store, embedder }, [{ name: 'a.jsonl', bytes }], {});
});
afterAll(() => store.close());

/** A snapshot in which some papers are not embedded. */
function withWaiting(view: StoreView, waiting: readonly string[]): OpenView {
  const isWaiting = (id: string) => waiting.includes(id);
  const hiding: Partial<StoreView> = {
    waitingAmong: async (ids) => ids.filter(isWaiting),
    embeddings: async (ids) => view.embeddings(ids.filter((id) => !isWaiting(id))),
    sentences: async (ids) => view.sentences(ids.filter((id) => !isWaiting(id))),
    async *scanEmbeddings(where) {
      for await (const batch of view.scanEmbeddings(where)) yield batch.filter(([id]) => !isWaiting(id));
    },
    nearest: async (...query) => (await view.nearest(...query)).filter(({ id }) => !isWaiting(id)),
  };
  const properties = Object.fromEntries(Object.entries(hiding).map(([name, value]) => [name, { value }]));
  return { store, view: Object.create(view, properties) as StoreView, embedder: async () => letterEmbedder() };
}

const ask = <T>(waiting: readonly string[], question: (index: OpenView) => Promise<T>): Promise<T> =>
  store.read((view) => question(withWaiting(view, waiting)));

test('recommendations leave out papers that wait, and say so where all liked papers wait', async () => {
  const { papers, candidates } = await ask(['fog'], (index) => recommendPapers(index, { like: ['rain', 'snow'] }));
  expect(papers.map(({ paper }) => paper.id).sort()).toEqual(['hail', 'wind']);
  expect(candidates).toBe(2);
  const [like, message] = [['rain'], 'rain is not embedded yet'];
  await expect(ask(like, (index) => recommendPapers(index, { like }))).rejects.toMatchObject({ message });
});

test('a paper that waits is no example to compare others with', async () => {
  const error = { code: 'FAILED', message: 'rain is not embedded yet' };
  await expect(ask(['rain'], (index) => similarTo(index, ['rain'], {}))).rejects.toMatchObject(error);
  await expect(ask(['rain'], (index) => similarTo(index, ['fog'], { not: ['rain'] }))).rejects.toMatchObject(error);
  await expect(ask(['rain'], (index) => searchText(index, 'fog', { like: ['rain'] }))).rejects.toMatchObject(error);
  await expect(ask(['rain'], (index) => themesOfText(index, 'rain', {}))).rejects.toMatchObject(error);
});

test('a digest has its other parts where all papers of a tag wait', async () => {
  const ids = ['rain', 'snow', 'hail'];
  await store.read((view) => mark({ store, view }, { kind: 'tag', name: 'wet', papers: ids }));
  expect(await ask(ids, (index) => digestOf(index, {}))).toMatchObject({ added: 5, tags: [] });
});
