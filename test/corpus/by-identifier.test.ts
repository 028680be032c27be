/** Papers named by an identifier, as a person pastes it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Corpus } from '../../src/index.js';
import { describeRanked } from '../../src/present/cli/ranked-papers.js';
import { corpusOf } from '../support/corpus.js';

const PAPERS = [
  { id: 'tides', title: 'Tides in estuaries', doi: '10.1000/Tides', arxiv_id: '2501.01234', published: '2025-01-02' },
  { id: 'waves', title: 'Waves on a long beach', published: '2025-03-04' },
  { id: 'dunes', title: 'Grass on the dunes of an island', doi: '10.1000/book' },
  { id: 'marsh', title: 'Birds of a salt marsh in winter', doi: '10.1000/book' },
  { id: 'reef-2', title: 'Fish that sleep between corals' },
].map((paper) => ({ ...paper, abstract: `We describe ${paper.title.toLowerCase()}, as nobody did before.` }));

let corpus: Corpus;
beforeAll(async () => {
  corpus = await corpusOf(PAPERS);
});
afterAll(() => corpus.close());

test.each(['10.1000/tides', 'https://doi.org/10.1000/TIDES', 'arXiv:2501.01234v3'])(
  '%s names its paper, and finds it',
  async (typed) => {
    expect((await corpus.show(typed)).id).toBe('tides');
    const { papers, total, nothing, identifier, corrections } = await corpus.search(typed);
    expect(papers.map(({ paper, about }) => [paper.id, about])).toEqual([['tides', true]]);
    expect([total, nothing, corrections]).toEqual([1, null, []]);
    expect(identifier).toMatch(/^(?:doi:10\.1000\/tides|arxiv:2501\.01234)$/);
  },
);

test.each(['hybrid', 'dense', 'lexical'] as const)('an identifier finds its papers in the mode %s', async (mode) => {
  const { papers, total } = await corpus.search('10.1000/book', { mode });
  expect([papers.length, total]).toEqual([2, 2]);
});

test('an identifier of several papers finds all, and names none', async () => {
  const { papers } = await corpus.search('doi:10.1000/book');
  expect(papers.map(({ paper }) => paper.id).sort()).toEqual(['dunes', 'marsh']);
  await expect(corpus.show('10.1000/book')).rejects.toMatchObject({
    code: 'PAPER_AMBIGUOUS',
    message: '2 papers have the identifier 10.1000/book: dunes, marsh',
  });
});

test('the id of a paper finds it, unless it may be a word', async () => {
  const { papers, identifier } = await corpus.search(' reef-2 ');
  expect([papers.map(({ paper }) => paper.id), identifier]).toEqual([['reef-2'], 'id:reef-2']);
  expect(await corpus.search('reef-2', { since: '2025' })).toMatchObject({ papers: [], identifier: 'id:reef-2' });
  expect(await corpus.search('tides')).not.toHaveProperty('identifier');
});

test('an identifier that no paper has, or none that passes the filters, has no match', async () => {
  await expect(corpus.show('10.1000/none')).rejects.toMatchObject({ code: 'PAPER_UNKNOWN' });
  const none = (papers: number) => ({ papers: [], nothing: { papers, nearest: null } });
  expect(await corpus.search('10.1000/none')).toMatchObject({ identifier: 'doi:10.1000/none', ...none(5) });
  expect(await corpus.search('arXiv:2501.09999')).toMatchObject({ identifier: 'arxiv:2501.09999', ...none(5) });
  expect(await corpus.search('10.1000/tides', { since: '2025-02' })).toMatchObject(none(1));
  expect(await corpus.search('10.1000/tides', { not: ['tides'] })).toMatchObject(none(4));
});

test('a number or a word that could be an identifier is a text if no paper has it', async () => {
  for (const typed of ['12345678', 'W3']) expect(await corpus.search(typed)).not.toHaveProperty('identifier');
});

test('themes are those of a paper for its whole id or identifier, and those of a text for a word that begins it', async () => {
  const own = await corpus.themesOfText('tides');
  expect(await corpus.themesOfText('10.1000/tides')).toEqual(own);
  expect(await corpus.themesOfText('tide')).not.toEqual(own);
});

test('the command line says what it searched for', async () => {
  const textOf = async (typed: string) =>
    describeRanked(await corpus.search(typed), { index: '', waitMs: 0, limit: 10 }).split('\n');
  const [remark, answer] = await textOf('10.1000/none');
  expect(remark).toContain('Searched for the identifier doi:10.1000/none.');
  expect(answer).toBe('No match among 5 papers.');
  expect((await textOf('10.1000/tides'))[0]).toContain('Papers with the identifier doi:10.1000/tides.');
  expect((await textOf('reef-2'))[0]).toContain('Papers with the id reef-2.');
});

test('the command line shows no similarity to an identifier, and the command for papers like its paper', async () => {
  const lines = describeRanked(await corpus.search('reef-2'), { index: '', waitMs: 0, limit: 10 }).split('\n');
  expect(lines[1]).toMatch(/^ {2}1 {9}\p{L}/u);
  expect(lines.at(-1)).toContain('`paperkin similar reef-2`');
});
