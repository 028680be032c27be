import { expect, test } from 'vitest';
import { bylineBeside, countsOnly } from '../../src/present/byline.js';

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
  expect(bylineBeside({ by: 'A. One, B. Two, C. Three and 2 more', authors })).toBeNull();
  expect(bylineBeside({ by: 'Lamp Institute', authors })).toBe('Lamp Institute');
  expect(bylineBeside({ by: '5 authors', authors: [] })).toBe('5 authors');
});
