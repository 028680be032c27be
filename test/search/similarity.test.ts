import { expect, test } from 'vitest';
import { quantize, toUnitLength } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { similaritiesBySentence, similaritiesTo, withSimilaritiesTo } from '../../src/search/similarity/similarity.js';

const id = 'p' as PaperId;
const query = toUnitLength([1, 0]);
const whole = toUnitLength([3, 4]); // cosine 0.6
const holding = (...parts: [number, number][]) => ({
  embeddings: async () => new Map([[id, whole]]),
  sentences: async () => new Map([[id, quantize(parts.map(toUnitLength))]]),
});

test('a paper is as similar as half of it as a whole and half of its nearest part', async () => {
  const similarities = await similaritiesTo(query, [{ id, similarity: 0.6 }], holding([0, 1], [4, 3], [-1, 0]));
  expect(similarities.get(id)).toBeCloseTo((0.6 + 0.8) / 2, 2);
});

test('no part takes anything away: the whole is one of them', async () => {
  expect((await similaritiesTo(query, [{ id, similarity: 0.6 }], holding([-1, 0]))).get(id)).toBeCloseTo(0.6, 6);
});

test('a paper whose parts are not known is as similar as it is as a whole', async () => {
  expect(
    (await similaritiesTo(query, [{ id, similarity: 0.6 }], { sentences: async () => new Map() })).get(id),
  ).toBeCloseTo(0.6, 6);
});

test('of papers of which nothing is known yet the embedding is asked for', async () => {
  const [paper] = await withSimilaritiesTo(query, [{ id, similarity: 0 }], holding([4, 3]));
  expect(paper!.similarity).toBeCloseTo(0.7, 2);
});

test('a text of several sentences is compared to the nearest part of a paper sentence by sentence', async () => {
  const sentences = [toUnitLength([1, 0]), toUnitLength([0, 1])];
  const both = await similaritiesBySentence(query, sentences, [id], holding([1, 0], [0, 1]));
  expect(both.get(id)).toBeCloseTo((0.6 + (1 + 1) / 2) / 2, 2);
  const one = await similaritiesBySentence(query, sentences, [id], holding([1, 0]));
  expect(one.get(id)).toBeCloseTo((0.6 + (1 + 0.8) / 2) / 2, 2);
});
