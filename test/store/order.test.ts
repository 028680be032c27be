/** A damaged B-tree can give the same row again and again: a scan by key must notice. */
import { expect, test } from 'vitest';
import { verifyOrder } from '../../src/store/sqlite/database/whole-scan.js';

test('keys that ascend are in order, by bytes where they are texts', () => {
  verifyOrder('paper', Number.MIN_SAFE_INTEGER, [-1, 0, 7]);
  verifyOrder('paper', 7, []);
  verifyOrder('heading', '', ['a', 'b', '\u{FF5E}', '\u{1F600}']); // the last two are in the other order by UTF-16
});

test('a key that comes again, or comes back, is damage', () => {
  expect(() => verifyOrder('sentences', 40, [40])).toThrow('the order of the table sentences is damaged');
  expect(() => verifyOrder('embedding', 0, [1, 3, 2])).toThrow('embedding');
  expect(() => verifyOrder('heading', 'b', ['a'])).toThrow('heading');
});
