/** Decisions about themes that a person names by their names. */
import { beforeEach, expect, test } from 'vitest';
import { type Corpus, openCorpus } from '../../src/index.js';
import { inCheckout, newFolder } from '../support/folders.js';

let corpus: Corpus;
beforeEach(async () => {
  corpus = await openCorpus({ index: newFolder(), create: true, workers: 1 });
  await corpus.add([inCheckout('fixtures/pages/daily-1.txt')]);
  return () => corpus.close();
});

const labelOf = async (theme: string) => (await corpus.themes()).themes.find(({ id }) => id === theme)?.label;
const rename = (theme: string, label: string) => corpus.decideThemes({ kind: 'rename', theme, label });

test('a theme that is named by its name gets another name, and its automatic name back', async () => {
  const [first, second] = (await corpus.themes()).themes;
  await rename(first!.id, 'Alpha');
  expect(await rename('alpha', 'Beta')).toEqual({ kind: 'rename', theme: first!.id, label: 'Beta' });
  await rename(second!.id, 'Alpha'); // free again
  expect([await labelOf(first!.id), await labelOf(second!.id)]).toEqual(['Beta', 'Alpha']);
  await rename('Beta', '');
  expect(await labelOf(first!.id)).toBe(first!.label);
  expect((await corpus.history()).map(({ summary }) => summary)).toEqual([
    'Gave the theme “Beta” its automatic name back.',
    `Renamed the theme “${second!.label}” to “Alpha”.`,
    'Renamed the theme “Alpha” to “Beta”.',
    `Renamed the theme “${first!.label}” to “Alpha”.`,
  ]);
});

test('a theme is found by its name with composed and with combining letters', async () => {
  const [first] = (await corpus.themes()).themes;
  await rename(first!.id, 'A\u0308pfel');
  expect(await rename('äpfel', 'Birnen')).toMatchObject({ theme: first!.id });
  await rename(first!.id, 'Äpfel');
  expect(await rename('a\u0308pfel', 'Birnen')).toMatchObject({ theme: first!.id });
});

test('an answer has the ids of themes that were named by their names', async () => {
  const [first, second] = (await corpus.themes()).themes;
  const [paper] = second!.papers;
  expect(await corpus.decideThemes({ kind: 'pin', paper: paper!.id, theme: first!.label })).toEqual({
    kind: 'pin',
    paper: paper!.id,
    theme: first!.id,
  });
  expect(await corpus.decideThemes({ kind: 'merge', from: second!.label, into: first!.label })).toEqual({
    kind: 'merge',
    from: second!.id,
    into: first!.id,
  });
});

test('the theme “none” filters papers in no theme, and a theme of that name is found by its id', async () => {
  const paper = { id: 'lamps', title: 'Zzyzx qwv', abstract: 'Bgrt xkcd plm wsx edc rfv tgb yhn ujm.' };
  await corpus.add([{ name: 'lamps.jsonl', bytes: new TextEncoder().encode(JSON.stringify(paper)) }]);
  const { themes, outliers } = await corpus.themes();
  expect(outliers.map(({ id }) => id)).toContain('lamps');
  const idsIn = async (theme: string) => (await corpus.list({ theme })).map(({ id }) => id).sort();
  await rename(themes[0]!.id, 'None');
  expect(await idsIn('none')).toEqual(outliers.map(({ id }) => id).sort());
  expect(await idsIn(' None ')).toEqual(await idsIn('none'));
  expect(await idsIn(themes[0]!.id)).toEqual(themes[0]!.papers.map(({ id }) => id).sort());
  expect((await corpus.search('zzyzx', { theme: 'none' })).papers.map(({ paper: { id } }) => id)).toContain('lamps');
  await corpus.saveSearch({ name: 'mine', query: 'zzyzx', filters: { theme: 'None' } });
  expect((await corpus.savedSearches())[0]!.filters).toEqual({ theme: 'none' });
});

test('a saved search stays within its theme when the theme gets another name', async () => {
  const [first] = (await corpus.themes()).themes;
  await corpus.saveSearch({ name: 'mine', query: 'models', filters: { theme: first!.label, minComments: 1 } });
  await rename(first!.id, 'Alpha');
  expect((await corpus.savedSearches())[0]!.filters).toEqual({ theme: first!.id, minComments: 1 });
  await expect(corpus.saveSearch({ name: 'mine', query: 'models', filters: { theme: 'gone' } })).rejects.toMatchObject({
    code: 'THEME_UNKNOWN',
  });
});
