/** A query that is the name of an author, or in a note: what search says where no paper is about it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Corpus, Filters } from '../../../src/index.js';
import { describeRanked } from '../../../src/present/cli/ranked-papers.js';
import { corpusOf } from '../../support/corpus.js';

const PAPERS = [
  { id: 'tides', title: 'Tides in estuaries', authors: ['Ada Quillfeather', 'Bo Lind'], published: '2025' },
  { id: 'waves', title: 'Waves on a long beach', authors: ['Ada Quillfeather'], published: '2026' },
  { id: 'dunes', title: 'Grass on the dunes of an island', authors: ['Cy Marram'], published: '2026' },
].map((paper) => ({ ...paper, abstract: `We describe ${paper.title.toLowerCase()}, as nobody did before.` }));

let corpus: Corpus;
beforeAll(async () => {
  corpus = await corpusOf(PAPERS);
  await corpus.mark({ kind: 'note', paper: 'tides', text: 'Ask Zoë about\nthe Blue Folder: `ls $HOME`' });
  await corpus.mark({ kind: 'note', paper: 'waves', text: 'in the blue folder' });
});
afterAll(() => corpus.close());

test.each([
  ['Quillfeather', {}, 2],
  ['ada quillfeather', {}, 2],
  ['Quillfeather', { since: '2026' }, 1],
  ['Quillfeather', { by: 'Lind' }, undefined],
  ['Nobody Known', {}, undefined],
  ['Ada', {}, undefined],
  ['waves on a beach', {}, undefined],
])('%s with %o is of %s papers', async (query, filters, papers) => {
  expect((await corpus.search(query, filters)).byAuthor).toBe(papers);
});

test('the command line names the filter that lists them', async () => {
  const options = { index: '', waitMs: 0, limit: 10 };
  const text = describeRanked(await corpus.search('Cy Marram'), options);
  expect(text).toContain(
    '1 paper has “Cy Marram” among the authors or organisations: `paperkin list --by "Cy Marram"`.',
  );
});

test.each([
  ['blue folder', {}, 2],
  ['zoe about the  BLUE', {}, 1],
  ['blue folder', { since: '2026' }, 1],
  ['blue folder', { inNote: 'zoe' }, undefined],
  ['green folder', {}, undefined],
  ['waves on a beach', {}, undefined],
])('%s with %o is in %s notes', async (query, filters, notes) => {
  expect((await corpus.search(query, filters)).inNotes).toBe(notes);
});

test('the command that lists them has the other filters', async () => {
  const described = async (query: string, filters: Filters) =>
    describeRanked(await corpus.search(query, filters), { index: '', waitMs: 0, limit: 10, ...filters }).replaceAll(
      '\n',
      ' ',
    );
  await expect(described('Quillfeather', { since: '2026', inNote: '' })).resolves.toContain(
    '`paperkin list --by "Quillfeather" --since "2026" --in-note ""`.',
  );
  await expect(described('blue folder', { since: '2026', by: 'Ada Q' })).resolves.toContain(
    '`paperkin list --in-note "blue folder" --since "2026" --by "Ada Q"`.',
  );
});

test('the command line names the filter that lists the papers of the notes', async () => {
  const options = { index: '', waitMs: 0, limit: 10 };
  const described = async (query: string) => describeRanked(await corpus.search(query), options);
  expect(await described('Blue Folder')).toContain(
    '2 of your notes contain “Blue Folder”: `paperkin list --in-note "Blue Folder"`.',
  );
  expect(await described('`ls $HOME`')).toContain(
    "1 of your notes contains “`ls $HOME`”: `paperkin list --in-note '`ls $HOME`'`.",
  );
});
