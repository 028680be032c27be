import { expect, test } from 'vitest';
import { countsOnly, repeatsAuthors } from '../../src/present/byline.js';

test('a byline that counts authors names nobody', () => {
  expect(['1 author', '12 authors', 'Ada Lamp', 'The 2 Authors House'].map(countsOnly)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a byline that begins with the first author repeats the list', () => {
  const authors = ['A. One', 'B. Two', 'C. Three', 'D. Four', 'E. Five'];
  expect(repeatsAuthors('A. One, B. Two, C. Three and 2 more', authors)).toBe(true);
  expect(repeatsAuthors('Lamp Institute', authors)).toBe(false);
  expect(repeatsAuthors('5 authors', [])).toBe(false);
});
