import { expect, test } from 'vitest';
import { quantize, similaritiesToQuantized, toUnitLength } from '../../src/embedding.js';
import { nearestPart } from '../../src/search/similarity/nearest-part.js';
import { seededRandom } from '../support/random.js';

test.each([384, 64, 26])('the nearest part has the bits of all of %i numbers compared', (dimension) => {
  const random = seededRandom(dimension);
  const vector = (near?: ArrayLike<number>, spread = 1) =>
    toUnitLength(Array.from({ length: dimension }, (_, i) => (near?.[i] ?? 0) + spread * (random() - 0.5)));
  const queries = Array.from({ length: 6 }, () => vector());
  for (let paper = 0; paper < 60; paper++) {
    const query = queries[paper % queries.length]!;
    // Some parts are so near one another that whole numbers cannot tell them apart.
    const one = vector(query, 0.3);
    const parts = quantize(Array.from({ length: 1 + (paper % 12) }, (_, i) => vector(one, i % 3 === 0 ? 1 : 1e-4)));
    for (const whole of [-1, 0.5, 0.999]) {
      const all = Math.max(whole, ...similaritiesToQuantized(query, parts));
      expect(nearestPart(query, whole, parts)).toBe(all);
    }
  }
});

test('a paper without parts is as near as the whole', () => {
  expect(nearestPart(toUnitLength([1, 2]), 0.25, undefined)).toBe(0.25);
});
