import { expect, test } from 'vitest';
import { casesIn } from '../../src/themes/naming/spelling.js';
import { paperTextOf } from '../../src/themes/paper-words.js';

const casesOf = (papers: readonly (readonly [title: string, abstract: string])[]) =>
  casesIn(
    papers.map(([title, abstract]) => paperTextOf({ title, abstract })),
    new Map(),
  );

test('titles of papers without an abstract tell the case of words, unless most of their words have a capital', () => {
  const cases = casesOf([
    ['Dune recovery after Hurricane Olga on two barrier beaches', ''],
    ['Shoreline Change and Sediment Budgets of Barrier Beaches', ''],
    ['Retreat of the Barrier Beaches', ''],
  ]);
  expect(['olga', 'hurricane', 'barrier', 'beaches', 'dune', 'shoreline'].map((word) => cases.get(word))).toEqual([
    'Olga',
    'Hurricane',
    'barrier',
    'beaches',
    undefined,
    undefined,
  ]);
});

test('the title of a paper with an abstract does not tell the case of words', () => {
  const cases = casesOf([['what the Barrier beaches hold', 'We map barrier beaches of one coast.']]);
  expect(cases.get('barrier')).toBe('barrier');
  expect(cases.get('hold')).toBeUndefined();
});
