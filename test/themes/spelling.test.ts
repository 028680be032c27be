import { expect, test } from 'vitest';
import { casesIn } from '../../src/themes/naming/vocabulary/spelling.js';
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
  expect(
    ['olga', 'hurricane', 'barrier', 'beaches', 'dune', 'shoreline'].map((word) => cases.anywhere.get(word)),
  ).toEqual(['Olga', 'Hurricane', 'barrier', 'beaches', undefined, undefined]);
});

test('the title of a paper with an abstract does not tell the case of words', () => {
  const cases = casesOf([['what the Barrier beaches hold', 'We map barrier beaches of one coast.']]);
  expect(cases.anywhere.get('barrier')).toBe('barrier');
  expect(cases.anywhere.get('hold')).toBeUndefined();
});

test('a word by itself has no capital that only names of several words give it', () => {
  const { anywhere, alone } = casesOf([
    ['', 'Sediments of the Grey Basin and of Long Basin are old. In Peru a basin is deep.'],
    ['', 'We date rocks of the Low Basin near Peru.'],
  ]);
  expect([anywhere.get('basin'), alone.get('basin')]).toEqual(['Basin', 'basin']);
  expect([anywhere.get('peru'), alone.get('peru')]).toEqual(['Peru', 'Peru']);
});
