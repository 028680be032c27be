import { describe, expect, test } from 'vitest';
import { adjustedRand, overlapsOf, vMeasure } from '../../src/evaluate/clusters.js';

const between = (truth: string, found: string) => overlapsOf([...truth], [...found]);

describe('V-measure', () => {
  test('is 1 for the same grouping under other names', () => {
    expect(vMeasure(between('aabbc', 'xxyyz'))).toEqual({ v: 1, homogeneity: 1, completeness: 1 });
  });

  test('is 0 where the grouping says nothing of the truth', () => {
    expect(vMeasure(between('abab', 'xxyy')).v).toBeCloseTo(0, 12);
  });

  test('weighs purity against wholeness', () => {
    // Two true pairs, the second split: H(truth) = ln 2, H(truth|found) = 0; H(found) = 1.5 ln 2, H(found|truth) = 0.5
    // ln 2.
    const { v, homogeneity, completeness } = vMeasure(between('aabb', 'xxyz'));
    expect(homogeneity).toBeCloseTo(1, 12);
    expect(completeness).toBeCloseTo(2 / 3, 12);
    expect(v).toBeCloseTo(0.8, 12);
  });

  test('finds one great group complete and not homogeneous', () => {
    expect(vMeasure(between('aabb', 'xxxx'))).toEqual({ v: 0, homogeneity: 0, completeness: 1 });
  });
});

describe('the adjusted Rand index', () => {
  test('is 1 for the same grouping and 0 for one great group', () => {
    expect(adjustedRand(between('aabbc', 'xxyyz'))).toBe(1);
    expect(adjustedRand(between('aabb', 'xxxx'))).toBe(0);
  });

  test('counts pairs above what chance would bring', () => {
    // Pairs together in truth 2, in found 1, in both 1, of 6: expected 2·1/6; (1 − 1/3) / (1.5 − 1/3) = 4/7.
    expect(adjustedRand(between('aabb', 'xxyz'))).toBeCloseTo(4 / 7, 12);
  });

  test('is below 0 for a grouping worse than chance', () => {
    expect(adjustedRand(between('abab', 'xxyy'))).toBeCloseTo(-0.5, 12);
  });
});
