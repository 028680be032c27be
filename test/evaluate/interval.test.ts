import { describe, expect, test } from 'vitest';
import { meanWithInterval, withIntervals } from '../../src/evaluate/interval.js';

describe('an interval', () => {
  test('closes on the value where every observation is the same', () => {
    expect(meanWithInterval([0.5, 0.5, 0.5])).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
  });

  test('of a mean of coin tosses is about two standard errors to each side', () => {
    const tosses = Array.from({ length: 400 }, (_, i) => i % 2); // standard error 0.5 / √400 = 0.025
    const { value, low, high } = meanWithInterval(tosses);
    expect(value).toBe(0.5);
    expect(low).toBeGreaterThan(0.435);
    expect(low).toBeLessThan(0.465);
    expect(high).toBeGreaterThan(0.535);
    expect(high).toBeLessThan(0.565);
  });

  test('is the same every time', () => {
    const values = [0.1, 0.9, 0.4, 0.7, 0.2];
    expect(meanWithInterval(values)).toEqual(meanWithInterval([...values]));
  });

  test('contains its own value, also for a figure that every sample raises', () => {
    // Distinct observations, of all: 1 of the list itself, about 0.63 of every sample.
    const distinct = (sample: readonly number[]) => ({
      repeats: 1 - new Set(sample).size / sample.length,
      distinct: new Set(sample).size / sample.length,
    });
    const observations = Array.from({ length: 50 }, (_, i) => i % 25);
    for (const { value, low, high } of Object.values(withIntervals(observations, distinct))) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(high - low).toBeGreaterThan(0.05);
      expect(high - low).toBeLessThan(0.3);
    }
  });

  test('does not leave the values that a figure can take', () => {
    const { low, high } = meanWithInterval([1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
  });

  test('is drawn for several figures from the same samples', () => {
    const { a, b } = withIntervals([1, 2, 3], (sample) => ({ a: Math.max(...sample), b: -Math.max(...sample) }));
    expect(a).toEqual({ value: 3, low: -b.high, high: -b.low });
  });

  test('of nothing is nothing', () => {
    expect(meanWithInterval([])).toEqual({ value: 0, low: 0, high: 0 });
  });
});
