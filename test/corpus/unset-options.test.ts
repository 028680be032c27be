import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Corpus } from '../../src/index.js';
import { exportPapers } from '../../src/present/export/export-papers.js';
import { smallCorpus } from '../present/http/small-corpus.js';
import { tinyModel } from '../support/tiny-model.js';

let corpus: Corpus;
beforeAll(async () => {
  corpus = await smallCorpus(tinyModel());
});
afterAll(() => corpus.close());

const NO_FILTER = {
  since: undefined,
  until: undefined,
  by: undefined,
  source: undefined,
  minComments: undefined,
  theme: undefined,
  tag: undefined,
  reading: undefined,
  inNote: undefined,
  addedSince: undefined,
};
const UNRANKED = { ...NO_FILTER, limit: undefined, signal: undefined };
const RANKED = { ...UNRANKED, mode: undefined, explain: undefined, like: undefined, not: undefined };

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

type Question = (corpus: Corpus) => Promise<unknown>;
const QUESTIONS: readonly (readonly [name: string, bare: Question, withUndefined: Question])[] = [
  ['search', (one) => one.search('latent reasoning'), (one) => one.search('latent reasoning', RANKED)],
  ['similar', (one) => one.similar(['plain-0']), (one) => one.similar(['plain-0'], RANKED)],
  ['browse', (one) => one.browse(), (one) => one.browse({ ...UNRANKED, order: undefined, after: undefined })],
  ['timeline', (one) => one.timeline(), (one) => one.timeline(NO_FILTER)],
  [
    'themes',
    (one) => one.themes(),
    (one) =>
      one.themes({
        k: undefined,
        since: undefined,
        until: undefined,
        fresh: undefined,
        titles: undefined,
        onProgress: undefined,
      }),
  ],
  [
    'theme',
    async (one) => one.theme((await one.themes()).themes[0]!.id),
    async (one) => one.theme((await one.themes()).themes[0]!.id, { within: undefined }),
  ],
  ['duplicates', (one) => one.duplicates(), (one) => one.duplicates({ threshold: undefined, onProgress: undefined })],
  [
    'digest',
    (one) => one.digest(),
    (one) => one.digest({ since: undefined, reader: undefined, limit: undefined, signal: undefined }),
  ],
  [
    'feed',
    (one) => one.feed(),
    (one) => one.feed({ tag: undefined, theme: undefined, search: undefined, limit: undefined }),
  ],
  ['trending', (one) => one.trending(), (one) => one.trending({ days: undefined, by: undefined, limit: undefined })],
  [
    'recommend',
    (one) => one.recommend({ like: ['plain-0'] }),
    (one) =>
      one.recommend({
        like: ['plain-0'],
        tag: undefined,
        unlike: undefined,
        unlikeTag: undefined,
        limit: undefined,
        addedSince: undefined,
        withRead: undefined,
      }),
  ],
  [
    'exportPapers',
    (one) => textOf(exportPapers(one, 'csv')),
    (one) =>
      textOf(
        exportPapers(one, 'csv', {
          ...UNRANKED,
          search: undefined,
          like: undefined,
          not: undefined,
          abstracts: undefined,
          papers: undefined,
          duplicates: undefined,
          order: undefined,
          notes: undefined,
          exact: undefined,
        }),
      ),
  ],
];

test.each(QUESTIONS)('%s takes an option that is undefined for one that is not set', async (_, bare, withUndefined) => {
  expect(JSON.stringify(await withUndefined(corpus))).toBe(JSON.stringify(await bare(corpus)));
});

test('a saved search keeps the filters that are set', async () => {
  const { filters } = await corpus.saveSearch({
    name: 'lamps',
    query: 'lamps',
    filters: { ...NO_FILTER, tag: undefined, since: '2020' },
  });
  expect(Object.keys(filters)).toEqual(['since']);
});
