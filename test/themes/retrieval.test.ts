import { expect, test } from 'vitest';
import { averagePrecision } from '../../src/themes/naming/names/retrieval.js';
import { postingsOf } from '../../src/themes/naming/phrases/bm25.js';

const GROUPS = Int32Array.from([0, 1, 0, 1, 0]);

test('average precision is the mean over a group’s papers of the share of its papers ranked so far', () => {
  // Ranks of group 0: 1, 3 and 4; precision there 1, 2/3 and 3/4.
  expect(averagePrecision(Float32Array.of(5, 4, 3, 1, 2), GROUPS, 0)).toBeCloseTo((1 + 2 / 3 + 3 / 4) / 3, 6);
});

test('of papers with equal scores those of other groups are ranked first', () => {
  // Ranks of group 0: 3, 4 and 5.
  expect(averagePrecision(Float32Array.of(1, 1, 1, 1, 1), GROUPS, 0)).toBeCloseTo((1 / 3 + 2 / 4 + 3 / 5) / 3, 6);
});

test('a paper that scores nothing is not found, unless scores may be negative', () => {
  const scores = Float32Array.of(2, 0, 0, 0, 0);
  expect(averagePrecision(scores, GROUPS, 0)).toBeCloseTo(1 / 3, 6);
  expect(averagePrecision(scores, GROUPS, 0, -Infinity)).toBeCloseTo((1 + 2 / 4 + 3 / 5) / 3, 6);
});

test('an empty group has an average precision of 0', () => {
  expect(averagePrecision(Float32Array.of(1, 2), Int32Array.of(0, 0), 3)).toBe(0);
});

test('a rare word counts more than a common one, and a word said again a little more', () => {
  const postings = postingsOf(
    new Map([
      ['rare', new Map([[0, 1]])],
      [
        'common',
        new Map([
          [0, 1],
          [1, 3],
          [2, 1],
        ]),
      ],
    ]),
    [10, 10, 10, 10],
  );
  const [rare, common] = [postings.get('rare')!, postings.get('common')!];
  expect(rare.get(0)!).toBeGreaterThan(common.get(0)!);
  expect(common.get(1)!).toBeGreaterThan(common.get(2)!);
  expect(common.get(1)!).toBeLessThan(3 * common.get(2)!);
});

test('a word counts more in a short paper', () => {
  const postings = postingsOf(
    new Map([
      [
        'ice',
        new Map([
          [0, 1],
          [1, 1],
        ]),
      ],
    ]),
    [5, 50, 20],
  );
  expect(postings.get('ice')!.get(0)!).toBeGreaterThan(postings.get('ice')!.get(1)!);
});
