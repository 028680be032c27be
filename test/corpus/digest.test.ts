/** The digest of a corpus: what came since a reader last read, and what is remembered of that. */
import { beforeAll, expect, test } from 'vitest';
import { digestOf } from '../../src/corpus/digest.js';
import { type Corpus, copyIndex, openCorpus } from '../../src/index.js';
import { addFiles } from '../../src/ingest/index.js';
import { openTemporaryStore, type StoreView } from '../../src/store/index.js';
import { newFolder } from '../support/folders.js';
import { letterEmbedder } from '../support/letter-embedder.js';
import { tinyModel } from '../support/tiny-model.js';

/** For tests in which no meaning matters. */
const TINY = tinyModel();

const TOPICS = {
  rain: (i: number) =>
    `We measure rain in valley ${i}. Rain gauges stand on ${i + 2} hills and count every drop of rain.`,
  robot: (i: number) =>
    `A robot arm grasps object ${i}. Its fingers feel ${i + 2} forces while the robot lifts the cup.`,
  proof: (i: number) =>
    `A checker verifies proof ${i}. The policy writes ${i + 2} proofs and learns which of them pass.`,
} as const;

const papers = (topic: keyof typeof TOPICS, from: number, to: number, said: object = {}) =>
  Array.from({ length: to - from }, (_, i) => ({
    id: `${topic}-${from + i}`,
    title: `On ${topic} number ${from + i}`,
    abstract: TOPICS[topic](from + i),
    ...said,
  }));

async function add(corpus: Corpus, all: readonly object[]): Promise<void> {
  const bytes = new TextEncoder().encode(all.map((one) => JSON.stringify(one)).join('\n'));
  await corpus.add([{ name: 'a.jsonl', bytes }]);
}

let corpus: Corpus;
beforeAll(async () => {
  corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  await add(corpus, [...papers('rain', 0, 8), ...papers('robot', 0, 8), ...papers('proof', 0, 8)]);
  await corpus.mark({ kind: 'tag', name: 'grasping', papers: [0, 1, 2, 3, 4, 5].map((i) => `robot-${i}`) });
  await corpus.saveSearch({ name: 'weather', query: 'rain gauges in valleys', filters: {} });
}, 60_000);

const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id).sort();

test('a reader gets what came since the last digest was read, and only then moves on', async () => {
  const first = await corpus.digest({ reader: 'ada' });
  expect(first).toMatchObject({ first: true, added: 24 });
  expect((await corpus.digest({ reader: 'ada' })).added).toBe(24); // not read, so not remembered
  await corpus.digestRead(first.upTo, { reader: 'ada' });
  expect(await corpus.digest({ reader: 'ada' })).toMatchObject({ first: false, added: 0, themes: [], repeats: [] });
  await add(corpus, [...papers('rain', 8, 10), ...papers('robot', 8, 10, { comments: 7 })]);
  const next = await corpus.digest({ reader: 'ada' });
  expect(next).toMatchObject({ added: 4, total: 28 });
  expect(ids(next.tags[0]!.papers)).toContain('robot-8');
  expect(next.tags[0]!.papers.every(({ id }) => id.startsWith('robot-'))).toBe(true);
  expect(next.searches.map(({ name, papers }) => [name, ids(papers)])).toEqual([['weather', ['rain-8', 'rain-9']]]);
  expect(ids(next.discussed)).toEqual(['robot-8', 'robot-9']);
  expect(next.themes.reduce((sum, { added }) => sum + added, 0) + next.unassigned.papers.length).toBe(4);
  expect((await corpus.digest({ reader: 'bob' })).first).toBe(true);
}, 60_000);

test('a new paper has the address of its DOI if it has none of its own', async () => {
  const other = await openCorpus({ index: newFolder(), create: true, workers: 1, model: TINY });
  await add(other, papers('rain', 0, 2, { doi: '10.1000/lamp', comments: 3 }).slice(0, 1));
  await add(other, papers('robot', 0, 1, { url: 'https://lamps.test/', doi: '10.1000/robot', comments: 2 }));
  const { discussed } = await other.digest();
  expect(discussed.map(({ url }) => url)).toEqual(['https://doi.org/10.1000/lamp', 'https://lamps.test/']);
  await other.close();
}, 60_000);

test('the same papers give the same digest, byte for byte', async () => {
  const [a, b] = [await corpus.digest({ reader: 'ada' }), await corpus.digest({ reader: 'ada' })];
  expect(JSON.stringify(a)).toBe(JSON.stringify(b));
});

test('sentences are read of the papers that are listed, and not of all that are new', async () => {
  const store = await openTemporaryStore();
  const embedder = async () => letterEmbedder();
  const bytes = new TextEncoder().encode(
    papers('rain', 0, 30)
      .map((one) => JSON.stringify(one))
      .join('\n'),
  );
  await addFiles({ store, embedder }, [{ name: 'a.jsonl', bytes }], {});
  const asked = new Set<string>();
  await store.read((view) => digestOf({ store, embedder, view }, {})); // themes are computed once
  const digest = await store.read((view) => {
    const sentences: StoreView['sentences'] = (ids) => {
      for (const id of ids) asked.add(id);
      return view.sentences(ids);
    };
    const watched = Object.create(view, { sentences: { value: sentences } }) as StoreView;
    return digestOf({ store, embedder, view: watched }, { limit: 2 });
  });
  await store.close();
  const lists = [...digest.themes, digest.unassigned].flatMap((one) => one.papers);
  const listed = [...lists, ...digest.repeats.map(({ paper }) => paper)];
  expect(digest.added).toBe(30);
  expect([...asked].sort()).toEqual(ids([...new Map(listed.map((one) => [one.id, one])).values()]));
  for (const { sentence } of listed) expect(sentence).toMatch(/rain/i);
});

test('a paper that says what a known one says is told as a repeat', async () => {
  const { upTo } = await corpus.digest({ reader: 'eve' });
  await corpus.digestRead(upTo, { reader: 'eve' });
  await add(corpus, [{ id: 'again', title: 'On rain number 3', abstract: `${TOPICS.rain(3)} We add a table.` }]);
  const { repeats } = await corpus.digest({ reader: 'eve' });
  expect(repeats.map(({ paper, of }) => [paper.id, of.id, of.isNew])).toContainEqual(['again', 'rain-3', false]);
}, 60_000);

test('tags of an edited export are stored as they could be typed, so that the digest finds them', async () => {
  const own = await openCorpus({ index: newFolder(), create: true, workers: 1, model: TINY });
  const tags = ['to read; {soon}', 'long '.repeat(20), 'to read soon'];
  await add(own, papers('robot', 0, 4, { identifiers: {}, places: [], tags }));
  expect((await own.tags()).tags.map(({ name }) => name)).toEqual(['long '.repeat(12).trim(), 'to read soon']);
  await add(own, papers('robot', 4, 6));
  expect(await own.digest()).toMatchObject({ added: 6 });
  await own.close();
}, 60_000);

test('a digest that was never given cannot be read, and a day must exist', async () => {
  await expect(corpus.digestRead('99999')).rejects.toMatchObject({ code: 'USAGE' });
  await expect(corpus.digestRead('x')).rejects.toMatchObject({ code: 'USAGE' });
  await expect(corpus.digest({ since: '2026-02-31' })).rejects.toMatchObject({ code: 'USAGE' });
});

test('a saved search is replaced by another of its name, and removed', async () => {
  await corpus.saveSearch({ name: 'mine', query: 'proofs', filters: { minComments: 2 } });
  await corpus.saveSearch({ name: 'mine', query: 'robots', filters: {} });
  expect((await corpus.savedSearches()).map(({ name, query }) => [name, query])).toEqual([
    ['mine', 'robots'],
    ['weather', 'rain gauges in valleys'],
  ]);
  await corpus.removeSearch('mine');
  await expect(corpus.removeSearch('mine')).rejects.toMatchObject({ code: 'NAME_UNKNOWN' });
  await expect(corpus.saveSearch({ name: '', query: 'x', filters: {} })).rejects.toMatchObject({ code: 'USAGE' });
});

test('a saved search whose theme has ended, or whose tag no paper has, is said to find nothing', async () => {
  const own = await openCorpus({ index: newFolder(), create: true, workers: 1, model: TINY });
  await add(own, [...papers('rain', 0, 8), ...papers('robot', 0, 8), ...papers('proof', 0, 8)]);
  const [from, into] = (await own.themes()).themes;
  await own.mark({ kind: 'tag', name: 'mine', papers: ['rain-0'] });
  await own.saveSearch({ name: 'a', query: 'rain', filters: { theme: from!.id } });
  await own.saveSearch({ name: 'b', query: 'rain', filters: { tag: 'mine' } });
  await own.saveSearch({ name: 'c', query: 'rain', filters: {} });
  expect((await own.digest()).idleSearches).toEqual([]);
  await own.decideThemes({ kind: 'merge', from: from!.id, into: into!.id });
  await own.mark({ kind: 'untag', name: 'mine', papers: ['rain-0'] });
  const { upTo, idleSearches } = await own.digest();
  const idle = [
    { name: 'a', query: 'rain', missing: 'theme', value: from!.id },
    { name: 'b', query: 'rain', missing: 'tag', value: 'mine' },
  ];
  expect(idleSearches).toEqual(idle);
  await own.digestRead(upTo);
  expect(await own.digest()).toMatchObject({ added: 0, idleSearches: idle });
  expect((await own.feed({ search: 'a' })).title).toBe(`New papers: a (its theme ${from!.id} has ended)`);
  await own.close();
}, 60_000);

test('a feed and a digest list all papers without a limit, and refuse a limit that is no number of papers', async () => {
  const all = await corpus.feed({ limit: Infinity });
  expect(all.papers).toHaveLength((await corpus.status()).papers);
  for (const limit of [-1, 2.5, Number.NaN]) {
    await expect(corpus.feed({ limit })).rejects.toMatchObject({ code: 'USAGE' });
    await expect(corpus.digest({ limit })).rejects.toMatchObject({ code: 'USAGE' });
  }
});

test('a feed is of all papers, a theme, a tag or a saved search, last added first', async () => {
  const all = await corpus.feed({ limit: 3 });
  expect(all.papers).toHaveLength(3);
  expect(all.papers[0]!.paper.id).toBe('again');
  expect((await corpus.feed({ search: 'weather' })).papers.every(({ paper }) => /rain/.test(paper.title))).toBe(true);
  expect(ids((await corpus.feed({ tag: 'grasping' })).papers.map(({ paper }) => paper))).toContain('robot-8');
  await corpus.saveSearch({ name: 'none', query: 'robots', filters: { since: '2999-01-01' } });
  const none = await corpus.feed({ search: 'none' });
  await corpus.removeSearch('none');
  expect([none.papers, none.updated]).toEqual([[], all.papers[0]!.addedOn]);
  await expect(corpus.feed({ tag: 'grasping', search: 'weather' })).rejects.toMatchObject({ code: 'USAGE' });
  await expect(corpus.feed({ tag: 'none' })).rejects.toMatchObject({ code: 'TAG_UNKNOWN' });
}, 60_000);

test('a copy of the index shows its readers what came to the copy, however few writes it was copied in', async () => {
  const [from, to] = [newFolder(), newFolder()];
  const source = await openCorpus({ index: from, create: true, workers: 1, model: TINY });
  for (const i of [0, 1, 2]) await add(source, papers('rain', i, i + 1));
  await source.digestRead((await source.digest()).upTo);
  await source.close();
  await copyIndex({ from, to });
  const copy = await openCorpus({ index: to, workers: 1 });
  for (const i of [3, 4]) await add(copy, papers('rain', i, i + 1));
  const { themes, unassigned } = await copy.digest({ limit: 9 });
  const shown = [...themes, unassigned].flatMap((one) => ids(one.papers));
  expect(shown).toEqual(expect.arrayContaining(['rain-3', 'rain-4']));
  await copy.close();
}, 60_000);

test('a feed is of the papers in no theme, as a list is', async () => {
  const own = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  const far = { id: 'bread', title: 'Bread', abstract: 'Sourdough bread needs flour, water, salt, and an oven.' };
  await add(own, [...papers('rain', 0, 8), ...papers('robot', 0, 8), ...papers('proof', 0, 8), far]);
  const feed = await own.feed({ theme: 'none' });
  expect([feed.title, ids(feed.papers.map(({ paper }) => paper))]).toEqual(['New papers in no theme', ['bread']]);
  await own.close();
}, 60_000);
