import { expect, test } from 'vitest';
import { sharedCount, toSet } from '../../src/maths/number-sets.js';

test('a set has each number once, in ascending order', () => {
  expect([...toSet(Uint32Array.of(7, 4_000_000_000, 7, 1, 1))]).toEqual([1, 7, 4_000_000_000]);
  expect([...toSet(new Uint32Array(0))]).toEqual([]);
});

test('shared numbers are counted', () => {
  expect(sharedCount(Uint32Array.of(1, 3, 5, 9), Uint32Array.of(3, 4, 9, 10))).toBe(2);
});
