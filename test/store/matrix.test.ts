import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cosineSimilarity, type Embedding, toUnitLength } from '../../src/embedding.js';
import { seededRandom } from '../../src/maths/random.js';
import { EmbeddingMatrix } from '../../src/store/neighbours/matrix.js';

/** Many of them alike, so that float32 products of different rows are the same. */
function embeddingsOf(count: number, dimension: number, random: () => number): Embedding[] {
  const centre = Array.from({ length: dimension }, () => random() - 0.5);
  return Array.from({ length: count }, () => toUnitLength(centre.map((x) => x + (random() - 0.5) * 1e-4)));
}

describe('a matrix of embeddings', () => {
  test('has the nearest by the cosine to the bit, also where float32 cannot tell them apart', () => {
    const cases = fc.record({
      count: fc.integer({ min: 1, max: 300 }),
      dimension: fc.constantFrom(2, 17, 384),
      k: fc.integer({ min: 0, max: 40 }),
      seed: fc.nat(1_000),
    });
    fc.assert(
      fc.property(cases, ({ count, dimension, k, seed }) => {
        const embeddings = embeddingsOf(count, dimension, seededRandom(seed));
        const matrix = new EmbeddingMatrix(dimension);
        embeddings.forEach((embedding, i) => {
          matrix.add(i + 1, embedding);
        });
        const [query] = embeddings as [Embedding];
        const passes = (row: number) => row % 3 !== 0;
        const all = embeddings
          .map((embedding, i) => ({ row: i + 1, similarity: cosineSimilarity(query, embedding) }))
          .filter(({ row }) => passes(row))
          .sort((a, b) => b.similarity - a.similarity);
        const least = k === 0 ? Infinity : (all[k - 1]?.similarity ?? -Infinity);
        const byRow = (a: { row: number }, b: { row: number }) => a.row - b.row;
        expect(matrix.nearest(query, k, passes).sort(byRow)).toEqual(
          all.filter(({ similarity }) => similarity >= least).sort(byRow),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('has room for rows beyond those that room was made for', () => {
    const matrix = new EmbeddingMatrix(2);
    const [east, north] = [toUnitLength([1, 0]), toUnitLength([0, 1])];
    for (let row = 1; row <= 5_000; row++) matrix.add(row, row === 4_321 ? north : east);
    expect(matrix.nearest(north, 1)).toEqual([{ row: 4_321, similarity: 1 }]);
    expect(matrix.nearest(east, 5_000)).toHaveLength(5_000);
  });
});
