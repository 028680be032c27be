import { expect, test } from 'vitest';
import { FORMATS } from '../../../src/index.js';
import { FORMAT_NAMES } from '../../../src/present/cli/declare/options.js';

test('the help of add names every format that is read', () => {
  expect(FORMAT_NAMES).toEqual([...FORMATS].sort());
});
