import { expect, test } from 'vitest';
import { type QuantizedEmbeddings, quantize, toUnitLength } from '../../src/embedding.js';
import type { Paper } from '../../src/paper.js';
import { covers, evidenceFor, wordsOfQuery } from '../../src/search/evidence/evidence.js';
import type { Query } from '../../src/search/query/query.js';
import { aPaper } from '../support/papers.js';

const QUERY = toUnitLength([1, 0]);
const NONE = new Set<string>();

function evidenceOf(paper: Paper, query: Pick<Query, 'weights' | 'highlightTerms'>, sentences?: QuantizedEmbeddings) {
  const words = wordsOfQuery(query)(paper);
  return evidenceFor(paper, { weights: query.weights, words }, QUERY, sentences);
}

test('of two sentences about as near, the one that says what the paper does is shown', () => {
  const abstract = 'However, existing mosses need rain. We grow mosses without rain.';
  const shown = (background: number, own: number) =>
    evidenceOf(
      aPaper('p', { title: '', abstract }),
      { weights: new Map(), highlightTerms: NONE },
      quantize([toUnitLength([1, background]), toUnitLength([1, own])]),
    ).sentence!.text;
  expect(shown(0.1, 0.2)).toBe('We grow mosses without rain.');
  expect(shown(0.1, 2)).toBe('However, existing mosses need rain.');
});

test.each(['It needs rain.', 'Code is available at https://example.org/moss.'])(
  'of two sentences about as near, the one that says something by itself is shown, not: %s',
  (unclear) => {
    const shown = (other: number) =>
      evidenceOf(
        aPaper('p', { title: '', abstract: `${unclear} Mosses grow in rain.` }),
        { weights: new Map(), highlightTerms: NONE },
        quantize([toUnitLength([1, 0.1]), toUnitLength([1, other])]),
      ).sentence!.text;
    expect(shown(0.2)).toBe('Mosses grow in rain.');
    expect(shown(2)).toBe(unclear);
  },
);

test('of two sentences about as near, the one that says what the paper does is shown, not what is known', () => {
  const shown = (own: number) =>
    evidenceOf(
      aPaper('p', { title: '', abstract: 'Mosses grow in rain. We grow mosses.' }),
      { weights: new Map(), highlightTerms: NONE },
      quantize([toUnitLength([1, 0.1]), toUnitLength([1, own])]),
    ).sentence!.text;
  expect(shown(0.2)).toBe('We grow mosses.');
  expect(shown(1)).toBe('Mosses grow in rain.');
});

test('embeddings of other sentences than those of the abstract tell nothing', () => {
  const paper = aPaper('p', { title: '', abstract: 'Of mosses. Of volcanoes.' });
  const query = { weights: new Map([['volcano', 1]]), highlightTerms: NONE };
  const stale = quantize([toUnitLength([1, 0]), toUnitLength([0, 1]), toUnitLength([0, 1])]);
  expect(evidenceOf(paper, query, stale).sentence?.text).toBe('Of volcanoes.');
});

test('a sentence beyond those that are embedded is judged by what it says of the query', () => {
  const abstract = `${Array.from({ length: 40 }, (_, i) => `Sentence ${i} is about mosses.`).join(' ')} The last one is about volcanoes.`;
  const directions = quantize(Array.from({ length: 33 }, () => toUnitLength([0.2, 1])));
  expect(
    evidenceOf(aPaper('p', { abstract }), { weights: new Map([['volcano', 1]]), highlightTerms: NONE }, directions)
      .sentence?.text,
  ).toBe('The last one is about volcanoes.');
});

test('a term that is looked for besides is marked, and says nothing of the query', () => {
  const paper = aPaper('p', { title: 'Mosses', abstract: 'Of volcanoes.' });
  const queryOf = (term: string) => ({ weights: new Map([[term, 1]]), highlightTerms: new Set(['volcano']) });
  const { marks } = evidenceOf(paper, queryOf('moss'));
  expect(marks).toEqual({ title: [{ start: 0, end: 6 }], abstract: [{ start: 3, end: 12 }] });
  const isCovered = (term: string) => covers(paper, wordsOfQuery(queryOf(term))(paper), queryOf(term), 0.1);
  expect([isCovered('moss'), isCovered('lichen')]).toEqual([true, false]);
});

test('words that are scattered over an abstract cover no query, those of one sentence or the title do', () => {
  const query = { weights: new Map(['moss', 'volcano'].map((term) => [term, 1])), highlightTerms: NONE };
  const isCovered = (title: string, abstract: string) => {
    const paper = aPaper('p', { title, abstract });
    return covers(paper, wordsOfQuery(query)(paper), query, 0.8);
  };
  expect(isCovered('Of rain', 'Mosses are small. Volcanoes are not.')).toBe(false);
  expect(isCovered('Of rain', 'Much is said. Mosses grow on volcanoes.')).toBe(true);
  expect(isCovered('Mosses on volcanoes', 'Much is said.')).toBe(true);
});

test('a word is marked by its stem, by a part of it, and whatever its case', () => {
  const abstract = 'Growing e-mosses, Grow2.5 and ÉGROWN; regrow';
  const words = wordsOfQuery({
    weights: new Map([
      ['grow', 1],
      ['moss', 1],
    ]),
    highlightTerms: NONE,
  })(aPaper('p', { title: 'GROW', abstract }));
  expect(words.title).toHaveLength(1);
  expect(words.abstract.map(({ start, end }) => abstract.slice(start, end))).toEqual([
    'Growing',
    'e-mosses',
    'Grow2.5',
  ]);
});

test('a keyword covers a query, and is evidence where it has a word that title and abstract lack', () => {
  const paper = aPaper('p', { title: 'Mosses', abstract: 'Of rain.', keywords: ['Mosses', 'Old Volcanoes', 'Rain'] });
  const query = { weights: new Map(['moss', 'volcano'].map((term) => [term, 1])), highlightTerms: NONE };
  expect(evidenceOf(paper, query).keywords).toEqual(['Old Volcanoes']);
  expect(evidenceOf({ ...paper, keywords: ['Mosses'] }, query)).not.toHaveProperty('keywords');
  const isCovered = (...keywords: string[]) => {
    const one = { ...paper, keywords };
    return covers(one, wordsOfQuery(query)(one), query, 0.8);
  };
  expect(isCovered('Volcanoes with mosses')).toBe(true);
  expect(isCovered('Volcanoes', 'Mosses')).toBe(false);
});
