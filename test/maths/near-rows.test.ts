import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosineSimilarity, toUnitLength } from '../../src/embedding.js';
import { nearRows } from '../../src/maths/near-rows.js';
import { seededRandom } from '../../src/maths/random.js';

test('the nearest rows of each are among those that can be, also where float32 cannot tell them apart', () => {
  const cases = fc.record({
    count: fc.integer({ min: 1, max: 60 }),
    dimension: fc.constantFrom(2, 17, 384),
    spread: fc.constantFrom(1, 1e-7),
    seed: fc.nat(1_000),
  });
  fc.assert(
    fc.property(cases, ({ count, dimension, spread, seed }) => {
      const random = seededRandom(seed);
      const centre = Array.from({ length: dimension }, () => random() - 0.5);
      const rows = Array.from({ length: count }, () => toUnitLength(centre.map((x) => x + (random() - 0.5) * spread)));
      const near = nearRows(rows, 8);
      for (let place = 0; place < count; place += 7) {
        const others = rows
          .map((row, other) => ({ other, cosine: cosineSimilarity(rows[place]!, row) }))
          .filter(({ other }) => other !== place)
          .sort((a, b) => b.cosine - a.cosine);
        const least = others[7]?.cosine ?? -Infinity;
        const nearest = others.filter(({ cosine }) => cosine >= least).map(({ other }) => other);
        expect(near(place)).toEqual(expect.arrayContaining(nearest));
      }
    }),
    { numRuns: 40 },
  );
});

test('of many rows few are left', () => {
  const random = seededRandom(2);
  const rows = Array.from({ length: 1_500 }, () => toUnitLength(Array.from({ length: 40 }, () => random() - 0.5)));
  expect(nearRows(rows, 8)(1_400)).toHaveLength(8);
});
