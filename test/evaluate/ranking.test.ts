import { describe, expect, test } from 'vitest';
import { averagePrecision, ndcg, recall, reciprocalRank } from '../../src/evaluate/ranking.js';

const graded = new Map([
  ['a', 2],
  ['b', 1],
  ['c', 1],
]);

describe('nDCG', () => {
  test('weighs each grade by its rank, against the best order there is', () => {
    // gains 1, 0, 2 against 2, 1, 1:  (1 + 2/log2 4) / (2 + 1/log2 3 + 1/log2 4) = 2 / 3.13093
    expect(ndcg(['b', 'x', 'a'], graded, 10)).toBeCloseTo(2 / 3.13093, 5);
  });

  test('looks no further than its depth, in the ranking and in the best order', () => {
    expect(ndcg(['x', 'a', 'b'], graded, 2)).toBeCloseTo(2 / Math.log2(3) / (2 + 1 / Math.log2(3)), 12);
  });

  test('is 1 for the best order, 0 where nothing relevant is found or there is nothing', () => {
    expect(ndcg(['a', 'c', 'b', 'x'], graded, 10)).toBe(1);
    expect(ndcg(['x', 'y'], graded, 10)).toBe(0);
    expect(ndcg(['x'], new Map(), 10)).toBe(0);
  });
});

describe('recall', () => {
  test('is the share of the relevant papers found in time', () => {
    expect(recall(['a', 'x', 'b'], graded, 2)).toBeCloseTo(1 / 3, 12);
    expect(recall(['a', 'x', 'b'], graded, 100)).toBeCloseTo(2 / 3, 12);
    expect(recall(['a'], new Map(), 100)).toBe(0);
  });
});

describe('average precision', () => {
  test('is the mean of the precisions at the relevant ranks, with 0 for what is not found', () => {
    // Manning, Raghavan & Schütze, section 8.4: relevant at ranks 1 and 3 of three relevant papers
    expect(averagePrecision(['a', 'x', 'b'], graded)).toBeCloseTo((1 + 2 / 3 + 0) / 3, 12);
    expect(averagePrecision([], graded)).toBe(0);
    expect(averagePrecision(['a'], new Map())).toBe(0);
  });
});

describe('reciprocal rank', () => {
  test('is one over the rank of the first relevant paper, and 0 past the depth', () => {
    expect(reciprocalRank(['x', 'y', 'c'], graded, 10)).toBeCloseTo(1 / 3, 12);
    expect(reciprocalRank(['x', 'y', 'c'], graded, 2)).toBe(0);
  });

  test('does not take a paper judged 0 for a relevant one', () => {
    expect(
      reciprocalRank(
        ['z', 'a'],
        new Map([
          ['z', 0],
          ['a', 1],
        ]),
        10,
      ),
    ).toBe(0.5);
  });
});
