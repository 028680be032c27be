import { describe, expect, test } from 'vitest';
import {
  bytesOfEmbedding,
  cosineSimilarity,
  embeddingFromBytes,
  quantize,
  similaritiesToQuantized,
  toUnitLength,
} from '../src/embedding.js';

describe('an embedding', () => {
  test('has unit length: 3, 4 becomes 0.6, 0.8', () => {
    expect([...toUnitLength([3, 4])]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
  });

  test('cannot be made from numbers without a direction', () => {
    expect(() => toUnitLength([0, 0])).toThrow(RangeError);
    expect(() => toUnitLength([Number.NaN, 1])).toThrow(RangeError);
    expect(() => toUnitLength([Infinity, 1])).toThrow(RangeError);
  });

  test('has cosine 1 with itself, 0 with its right angle, −1 with its opposite', () => {
    const east = toUnitLength([1, 0]);
    expect(cosineSimilarity(east, toUnitLength([5, 0]))).toBe(1);
    expect(cosineSimilarity(east, toUnitLength([0, 2]))).toBe(0);
    expect(cosineSimilarity(east, toUnitLength([-3, 0]))).toBe(-1);
  });

  test('comes back from its bytes to the last bit', () => {
    const embedding = toUnitLength([1, 2, 3]);
    expect(embeddingFromBytes(bytesOfEmbedding(embedding), 3)).toEqual(embedding);
  });

  test('is refused where bytes are cut or are not of unit length', () => {
    const bytes = bytesOfEmbedding(toUnitLength([1, 2, 3]));
    expect(() => embeddingFromBytes(bytes.slice(0, 8), 3)).toThrow(/expected 12 bytes/);
    expect(() => embeddingFromBytes(bytesOfEmbedding(new Float32Array([1, 1, 1]) as never), 3)).toThrow(/unit length/);
  });
});

describe('directions', () => {
  test('hold each embedding in a byte a number, its greatest as 127', () => {
    expect([...quantize([toUnitLength([1, -2]), toUnitLength([3, 0])])]).toEqual([64, -127, 127, 0]);
  });

  test('are as near to an embedding as what they were made of, to a hundredth', () => {
    const [query, ...others] = [
      [1, 2, 3],
      [3, 2, 1],
      [-1, 0.2, 0.01],
    ].map(toUnitLength);
    const similarities = similaritiesToQuantized(query!, quantize(others));
    for (const [i, other] of others.entries()) expect(similarities[i]).toBeCloseTo(cosineSimilarity(query!, other), 2);
  });
});
