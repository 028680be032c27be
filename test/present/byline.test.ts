import { expect, test } from 'vitest';
import { countsOnly } from '../../src/present/byline.js';

test('a byline that counts authors names nobody', () => {
  expect(['1 author', '12 authors', 'Ada Lamp', 'The 2 Authors House'].map(countsOnly)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
