/** Tags, reading state and notes stay with their papers, whatever becomes of the papers. */
import { expect, test } from 'vitest';
import { type Corpus, openCorpus } from '../../src/index.js';
import { newFolder } from '../support/folders.js';
import { tinyModel } from '../support/tiny-model.js';

const MODEL = tinyModel();

const RAIN = { title: 'Rain over the northern plains', abstract: 'We measure rain in nine valleys over forty years.' };
const SNOW = { title: 'Snow on southern slopes', abstract: 'We weigh snow on eleven slopes during every winter.' };

async function corpusOf(...papers: object[]): Promise<Corpus> {
  const corpus = await openCorpus({ index: newFolder(), create: true, workers: 1, model: MODEL });
  await addTo(corpus, ...papers);
  return corpus;
}

async function addTo(corpus: Corpus, ...papers: object[]): Promise<void> {
  const lines = papers.map((paper) => JSON.stringify(paper)).join('\n');
  await corpus.add([{ name: 'a.jsonl', bytes: new TextEncoder().encode(lines) }]);
}

const tagged = async (corpus: Corpus, name: string) => (await corpus.tag(name)).papers.map(({ paper }) => paper.id);

test('a tag lists its papers, and is taken off again', async () => {
  const corpus = await corpusOf({ id: 'rain', ...RAIN }, { id: 'snow', ...SNOW });
  expect(await corpus.mark({ kind: 'tag', name: 'weather', papers: ['snow', 'rain'] })).toEqual({
    papers: ['rain', 'snow'],
    changed: 2,
  });
  await corpus.mark({ kind: 'read', papers: ['rain'] });
  expect(await corpus.tags()).toEqual({ tags: [{ name: 'weather', papers: 2, unread: 1, waiting: 0 }] });
  expect(await corpus.mark({ kind: 'untag', name: 'Weather', papers: ['rain'] })).toMatchObject({ changed: 1 });
  expect(await tagged(corpus, 'weather')).toEqual(['snow']);
  await corpus.close();
});

test('a tag is the same with composed and with combining letters', async () => {
  const rain = { id: 'rain', ...RAIN, identifiers: {}, places: [], tags: ['Bra\u0308u'] }; // as an export has it
  const corpus = await corpusOf(rain, { id: 'snow', ...SNOW });
  await corpus.mark({ kind: 'tag', name: 'bräu', papers: ['snow'] });
  await corpus.mark({ kind: 'tag', name: 'A\u0308pfel', papers: ['rain'] });
  await corpus.mark({ kind: 'tag', name: 'äpfel', papers: ['snow'] });
  expect((await corpus.tags()).tags.map(({ papers }) => papers)).toEqual([2, 2]);
  expect(await tagged(corpus, 'Äpfel')).toEqual(['rain', 'snow']);
  const hail = { ...rain, id: 'hail', title: 'Hail in June', tags: ['A\u0308pfel'] };
  await corpus.add([{ name: 'later.jsonl', bytes: new TextEncoder().encode(JSON.stringify(hail)) }]);
  expect(await tagged(corpus, 'äpfel')).toEqual(['hail', 'rain', 'snow']);
  await corpus.close();
});

test('a tag is a filter of lists and searches, also of saved ones', async () => {
  const corpus = await corpusOf({ id: 'rain', ...RAIN }, { id: 'snow', ...SNOW });
  await corpus.mark({ kind: 'tag', name: 'winter', papers: ['snow'] });
  const ids = (papers: readonly { readonly id: string }[]) => papers.map(({ id }) => id);
  expect(ids((await corpus.browse({ tag: 'Winter' })).papers)).toEqual(['snow']);
  const { papers } = await corpus.search('rain in valleys', { tag: 'winter' });
  expect(ids(papers.map(({ paper }) => paper))).toEqual(['snow']);
  await expect(corpus.browse({ tag: 'summer' })).rejects.toMatchObject({ code: 'TAG_UNKNOWN' });
  await corpus.saveSearch({ name: 'cold', query: 'snow on slopes', filters: { tag: 'winter' } });
  expect(ids((await corpus.feed({ search: 'cold' })).papers.map(({ paper }) => paper))).toEqual(['snow']);
  await corpus.mark({ kind: 'untag', name: 'winter', papers: ['snow'] });
  expect((await corpus.feed({ search: 'cold' })).papers).toEqual([]);
  await corpus.close();
});

test('a saved search follows the new name of its tag', async () => {
  const corpus = await corpusOf({ id: 'rain', ...RAIN }, { id: 'snow', ...SNOW });
  await corpus.mark({ kind: 'tag', name: 'winter', papers: ['snow'] });
  await corpus.saveSearch({ name: 'cold', query: 'snow on slopes', filters: { tag: 'Winter' } });
  await corpus.saveSearch({ name: 'wet', query: 'rain', filters: {} });
  await corpus.mark({ kind: 'rename', name: 'winter', to: 'frost' });
  expect((await corpus.savedSearches()).map(({ filters }) => filters)).toEqual([{ tag: 'frost' }, {}]);
  expect((await corpus.feed({ search: 'cold' })).papers.map(({ paper }) => paper.id)).toEqual(['snow']);
  await corpus.close();
});

test('an add that fails leaves the tags of the papers that it has added', async () => {
  const corpus = await corpusOf();
  const rain = { id: 'rain', ...RAIN, identifiers: {}, places: [], tags: ['weather'] }; // as an export has it
  const lines = [rain, ...Array.from({ length: 63 }, (_, i) => ({ id: `${i}`, title: `Snow number ${i}` }))];
  const files = [
    { name: 'a.jsonl', bytes: Buffer.from(lines.map((paper) => JSON.stringify(paper)).join('\n')) },
    { name: 'b.jsonl', bytes: Buffer.from('no paper') },
  ];
  await expect(corpus.add(files, { strict: true })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  expect(await tagged(corpus, 'weather')).toEqual(['rain']);
  await corpus.close();
});

test('a removed paper leaves its marks to no other paper that files gave the same id', async () => {
  const corpus = await corpusOf({ id: '1', ...RAIN }, { id: '1', ...SNOW });
  const [rain] = (await corpus.list()).filter(({ title }) => title === RAIN.title);
  await corpus.mark({ kind: 'tag', name: 'weather', papers: [rain!.id] });
  await corpus.remove([rain!.id]);
  expect(await corpus.tags()).toEqual({ tags: [{ name: 'weather', papers: 0, unread: 0, waiting: 1 }] });
  await addTo(corpus, { id: '1', ...RAIN }, { id: '1', ...SNOW });
  expect(await tagged(corpus, 'weather')).toEqual([rain!.id]);
  await corpus.close();
});

test('a merge carries the marks of both papers over to the one that stays', async () => {
  const corpus = await corpusOf({ id: 'rain', ...RAIN }, { id: 'snow', ...SNOW });
  await corpus.mark({ kind: 'tag', name: 'weather', papers: ['snow'] });
  await corpus.mark({ kind: 'tag', name: 'valleys', papers: ['rain'] });
  await corpus.mark({ kind: 'note', paper: 'snow', text: 'compare with rain' });
  await corpus.mergeDuplicates(['rain', 'snow']);
  expect(await corpus.marks()).toEqual([
    { paper: 'rain', tags: ['valleys', 'weather'], read: false, note: 'compare with rain' },
  ]);
  await corpus.close();
});

test('a paper that gets another id keeps its marks', async () => {
  const corpus = await corpusOf(RAIN);
  const [paper] = await corpus.list();
  await corpus.mark({ kind: 'tag', name: 'weather', papers: [paper!.id] });
  await addTo(corpus, { id: 'W77', ...RAIN });
  expect((await corpus.list()).map(({ id }) => id)).toEqual(['W77']);
  expect(await tagged(corpus, 'weather')).toEqual(['W77']);
  await corpus.close();
});

test('the marks of a removed paper wait, and come back when it is added again', async () => {
  const corpus = await corpusOf({ id: 'rain', ...RAIN }, { id: 'snow', ...SNOW });
  await corpus.mark({ kind: 'tag', name: 'weather', papers: ['rain'] });
  await corpus.remove(['rain']);
  expect(await corpus.tags()).toEqual({ tags: [{ name: 'weather', papers: 0, unread: 0, waiting: 1 }] });
  await corpus.mark({ kind: 'tag', name: 'weather', papers: ['snow'] });
  await addTo(corpus, { id: 'other-id', ...RAIN });
  expect(await tagged(corpus, 'weather')).toEqual(['other-id', 'snow']);
  await corpus.close();
});

test('another paper that takes the id of a removed one takes none of its marks', async () => {
  const corpus = await corpusOf({ id: 'row-1', ...RAIN });
  await corpus.mark({ kind: 'tag', name: 'weather', papers: ['row-1'] });
  await corpus.remove(['row-1']);
  await addTo(corpus, { id: 'row-1', ...SNOW });
  expect(await tagged(corpus, 'weather')).toEqual([]);
  await corpus.close();
});

test('a paper whose abstract is rewritten under its id keeps its marks', async () => {
  const corpus = await corpusOf({ id: 'rain', ...RAIN });
  await corpus.mark({ kind: 'tag', name: 'weather', papers: ['rain'] });
  await addTo(corpus, { id: 'rain', title: 'Rain, revisited', abstract: 'A different text with different words.' });
  expect(await tagged(corpus, 'weather')).toEqual(['rain']);
  await corpus.close();
});

test('a name that is taken in another case is the same tag; renaming to it merges the two', async () => {
  const corpus = await corpusOf({ id: 'rain', ...RAIN }, { id: 'snow', ...SNOW });
  await corpus.mark({ kind: 'tag', name: 'Weather', papers: ['rain'] });
  await corpus.mark({ kind: 'tag', name: 'weather', papers: ['snow'] });
  await corpus.mark({ kind: 'tag', name: 'cold', papers: ['snow'] });
  expect((await corpus.tags()).tags.map(({ name }) => name)).toEqual(['Weather', 'cold']);
  await corpus.mark({ kind: 'rename', name: 'cold', to: 'weather' });
  expect((await corpus.tags()).tags).toEqual([{ name: 'Weather', papers: 2, unread: 2, waiting: 0 }]);
  await corpus.close();
});

test('what cannot be done is refused before anything is changed', async () => {
  const corpus = await corpusOf({ id: 'rain', ...RAIN });
  const refused = (change: Parameters<Corpus['mark']>[0]) => expect(corpus.mark(change)).rejects;
  await refused({ kind: 'tag', name: 'weather', papers: ['rain', 'fog'] }).toMatchObject({ code: 'PAPER_UNKNOWN' });
  await refused({ kind: 'tag', name: 'a, b', papers: ['rain'] }).toMatchObject({ code: 'USAGE' });
  await refused({ kind: 'tag', name: ' ', papers: ['rain'] }).toMatchObject({ code: 'USAGE' });
  await refused({ kind: 'untag', name: 'weather', papers: ['rain'] }).toMatchObject({ code: 'TAG_UNKNOWN' });
  await expect(corpus.tag('weather')).rejects.toMatchObject({ code: 'TAG_UNKNOWN' });
  expect(await corpus.marks()).toEqual([]);
  await corpus.close();
});
