import { expect, test } from 'vitest';
import { unnamedTypes } from './support/public-types.js';

test('every type that options and answers of the library have can be imported by name', () => {
  expect(unnamedTypes()).toEqual([]);
});
