import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/maths/random.js';
import { dotProducts, type Rows, rowsFrom, rowsOf } from '../../src/maths/rows.js';

function randomRows(count: number, dimension: number, random: () => number): Rows {
  return rowsOf(Array.from({ length: count }, () => Float32Array.from({ length: dimension }, () => random() - 0.5)));
}

/** Summed in float64 in the order of the numbers, and rounded once. */
function plainProducts(rows: Rows, from: number, count: number, others: Rows): number[] {
  const products: number[] = [];
  for (let i = from; i < from + count; i++)
    for (let j = 0; j < others.count; j++) {
      let sum = 0;
      for (let d = 0; d < rows.dimension; d++)
        sum += rows.data[i * rows.dimension + d]! * others.data[j * rows.dimension + d]!;
      products.push(Math.fround(sum));
    }
  return products;
}

test('dot products of many rows have the bits of a plain loop, whatever the sizes', () => {
  const sizes = fc.record({
    count: fc.integer({ min: 1, max: 140 }),
    others: fc.integer({ min: 1, max: 140 }),
    from: fc.integer({ min: 0, max: 3 }),
    dimension: fc.constantFrom(1, 3, 17, 384),
    seed: fc.nat(1_000),
  });
  fc.assert(
    fc.property(sizes, ({ count, others, from, dimension, seed }) => {
      const random = seededRandom(seed);
      const rows = randomRows(from + count, dimension, random);
      const columns = randomRows(others, dimension, random);
      const products = new Float32Array(count * others);
      dotProducts(rowsFrom(rows, from, count), columns, products);
      expect(Array.from(products)).toEqual(plainProducts(rows, from, count, columns));
    }),
    { numRuns: 60 },
  );
});
