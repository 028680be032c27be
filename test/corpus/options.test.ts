/** Options do what their description says, also for a caller whose values no type has checked. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Corpus } from '../../src/index.js';
import { corpusOf } from '../support/corpus.js';

let corpus: Corpus;
beforeAll(async () => {
  corpus = await corpusOf([
    { id: 'rain', title: 'Forecasting rain', abstract: 'We forecast rain over hills.' },
    { id: 'snow', title: 'Forecasting snow', abstract: 'We forecast snow over hills.' },
  ]);
});
afterAll(() => corpus.close());

test('`onPaper` gets every paper that is read, with its tags still stored', async () => {
  const titles: string[] = [];
  const bytes = Buffer.from(
    JSON.stringify([
      { id: 'hail', title: 'Forecasting hail', abstract: 'We forecast hail.', tags: ['wet'] },
      { id: 'hail', title: 'Forecasting hail', abstract: 'We forecast hail.' },
    ]),
  );
  await corpus.add([{ name: 'more.json', bytes }], { onPaper: ({ title }) => titles.push(title) });
  expect(titles).toEqual(['Forecasting hail', 'Forecasting hail']);
});

const MISTAKES: Readonly<Record<string, () => Promise<unknown>>> = {
  mode: () => corpus.search('rain', { mode: 'words' as never }),
  reading: () => corpus.list({ reading: 'Unread' as never }),
  order: () => corpus.browse({ order: 'date' as never }),
  by: () => corpus.trending({ by: 'discussion' as never }),
  'kind of a mark': () => corpus.mark({ kind: 'star' as 'read', papers: ['rain'] }),
  'kind of a decision': () => corpus.decideThemes({ kind: 'delete' as 'unmerge', theme: 't1' }),
};
for (const [option, call] of Object.entries(MISTAKES))
  test(`an unknown value of an option is refused with those that there are: ${option}`, async () => {
    await expect(call()).rejects.toMatchObject({ code: 'USAGE', remedy: expect.stringMatching(/^Use `\w+`/) });
  });

const ONE_ID = 's' as never;
const NO_LISTS: Readonly<Record<string, () => Promise<unknown>>> = {
  remove: () => corpus.remove(ONE_ID),
  mark: () => corpus.mark({ kind: 'read', papers: ONE_ID }),
  mergeDuplicates: () => corpus.mergeDuplicates(ONE_ID),
  similar: () => corpus.similar(ONE_ID),
};
for (const [method, call] of Object.entries(NO_LISTS))
  test(`one id in place of a list is refused, and its letters are no ids: ${method}`, async () => {
    await expect(call()).rejects.toMatchObject({ code: 'USAGE', message: 'the ids are not in a list' });
  });
