import { expect, test } from 'vitest';
import { unionFind } from '../../src/maths/union-find.js';

test('gives everything linked, directly or through others, the same smallest representative', () => {
  const rootOf = unionFind<number>([
    [3, 2],
    [5, 4],
    [2, 1],
  ]);
  expect([1, 2, 3, 4, 5, 6].map(rootOf)).toEqual([1, 1, 1, 4, 4, 6]);
});
