import { expect, test } from 'vitest';
import { describeRanked } from '../../../src/present/cli/ranked-papers.js';
import { corpusOf } from '../../support/corpus.js';

const WORDS = Array.from({ length: 85 }, (_, i) => `lantern${i}`);

test('of a sentence of ten lines, the part with the first word of the query is shown', async () => {
  const long = [...WORDS.slice(0, 60), 'estuaries', ...WORDS.slice(60)].join(' ');
  const corpus = await corpusOf([
    { id: 'begins', title: 'One', abstract: `Estuaries ${WORDS.join(' ')}.` },
    { id: 'within', title: 'Two', abstract: `${long}.` },
  ]);
  const answer = await corpus.search('estuaries', { mode: 'lexical' });
  const text = describeRanked(answer, { index: '', waitMs: 0, limit: 10 }).replaceAll(/\n */g, ' ');
  expect(text).toMatch(/ Estuaries lantern0 .* lantern\d+ … /);
  expect(text).toMatch(/ … lantern5\d .*lantern59 estuaries lantern60 .*lantern84\./);
  expect(answer.papers.every(({ evidence }) => evidence.sentence!.text.length > 800)).toBe(true);
  await corpus.close();
}, 30_000);
