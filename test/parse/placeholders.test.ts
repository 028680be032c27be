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

test('“NA” is no author', async () => {
  expect((await reading(record('An abstract of its own.', 'NA'), { format: 'jsonl' })).papers[0]!.authors).toEqual([]);
});
