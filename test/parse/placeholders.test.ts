import { describe, expect, test } from 'vitest';
import { reading } from './reading.js';

const record = (abstract: string, author = 'Ada Stone') => JSON.stringify({ title: 'A Title', abstract, author });
const abstractOf = async (abstract: string) =>
  (await reading(record(abstract), { format: 'jsonl' })).papers[0]!.abstract;

describe('an abstract that is a placeholder', () => {
  test.each([
    'NA',
    'n/a',
    'No abstract',
    'No abstract available.',
    '[Abstract not available]',
    'Abstract is not available.',
    'A summary is not available for this content so a preview has been provided.',
    'None',
  ])('“%s” is no abstract', async (text) => {
    expect(await abstractOf(text)).toBe('');
  });

  test.each([
    'No abstract can be written about a book of one page.',
    'NA and K channels open together in the axon.',
    'Not available to most laboratories, the instrument is rebuilt here from parts.',
    'None of the twelve models passes.',
  ])('but “%s” is one', async (text) => {
    expect(await abstractOf(text)).toBe(text);
  });

  test('does not make two papers of one title the same', async () => {
    const { papers } = await reading(`${record('NA', 'Ada Stone')}\n${record('NA', 'Ben Reed')}`, { format: 'jsonl' });
    expect(papers.map(({ authors }) => authors)).toEqual([['Ada Stone'], ['Ben Reed']]);
    expect(papers.map(({ abstract }) => abstract)).toEqual(['', '']);
  });
});

test.each(['NA', '[No author name available]', '[No authors listed]'])('“%s” is no author', async (name) => {
  const { papers } = await reading(record('An abstract of its own.', name), { format: 'jsonl' });
  expect(papers[0]).toMatchObject({ authors: [], by: null });
});

describe('the heading of an abstract', () => {
  test.each([
    'Abstract: They shine at night.',
    'ABSTRACT\nThey shine at night.',
    'Abstract\n            They shine at night.',
    'Abstract.—They shine at night.',
    '<jats:title>Abstract</jats:title><jats:p>They shine at night.</jats:p>',
  ])('is left out of “%s”', async (text) => {
    expect(await abstractOf(text)).toBe('They shine at night.');
  });

  test('is left out where a word follows that begins an abstract', async () => {
    expect(await abstractOf('AbstractWe shine.')).toBe('We shine.');
    expect(await abstractOf('Abstract Background: They shine.')).toBe('Background: They shine.');
  });

  test.each([
    'Abstract Meaning Representation parses sentences.',
    'Abstract reasoning is hard.',
    'Abstraction: a survey of it.',
  ])('is not the first word of “%s”', async (text) => {
    expect(await abstractOf(text)).toBe(text);
    const item = { type: 'article', title: 'A Title', issued: { 'date-parts': [[2020]] }, abstract: text };
    expect((await reading(JSON.stringify([item]))).papers[0]!.abstract).toBe(text);
  });
});
