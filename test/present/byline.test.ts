import { expect, test } from 'vitest';
import { bylineText, countsOnly } from '../../src/present/byline.js';

test('a byline of one author is in the singular, and others stay as they are', () => {
  expect(['1 authors', '2 authors', 'Ada Lamp', null].map(bylineText)).toEqual([
    '1 author',
    '2 authors',
    'Ada Lamp',
    null,
  ]);
});

test('a byline that counts authors names nobody', () => {
  expect(['1 author', '12 authors', 'Ada Lamp', 'The 2 Authors House'].map(countsOnly)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
