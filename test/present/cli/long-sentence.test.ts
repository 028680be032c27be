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

test('a long sentence without blanks is cut between characters, around the first match', async () => {
  const corpus = await corpusOf([{ id: 'a', title: 'One', abstract: 'Estuaries.' }]);
  const answer = await corpus.search('estuaries', { mode: 'lexical' });
  await corpus.close();
  /** What is shown of a sentence, without blanks and the lines above it. */
  const shown = (text: string, start: number) => {
    const evidence = { ...answer.papers[0]!.evidence, abstract: [{ start, end: start + 4 }] };
    const papers = [
      { ...answer.papers[0]!, evidence: { ...evidence, sentence: { text, start: 0, end: text.length } } },
    ];
    const described = describeRanked({ ...answer, papers }, { index: '', waitMs: 0, limit: 1 });
    return described.split('\n').slice(2).join('').replaceAll(/\s/g, '');
  };
  const chinese = (length: number) => '文'.repeat(length);
  expect(shown(chinese(500), 0)).toBe(`${chinese(400)}…`);
  expect(shown(`BERT ${chinese(500)}`, 0)).toBe(`BERT${chinese(395)}…`);
  expect(shown(`${chinese(600)}BERT${chinese(296)}`, 600)).toBe(`…${chinese(100)}BERT${chinese(296)}`);
  // The last blank lies far before the match, or just before it.
  expect(shown(`${chinese(310)} ${chinese(250)} BERT${chinese(400)}`, 562)).toContain('BERT');
  // Each character has two units.
  expect(shown(`a${'𠮷'.repeat(300)}`, 1)).toBe(`a${'𠮷'.repeat(199)}…`);
  expect(shown(`a${'𠮷'.repeat(300)}`, 301)).toBe(`…${'𠮷'.repeat(200)}`);
}, 30_000);
