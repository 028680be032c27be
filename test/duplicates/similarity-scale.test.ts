import { expect, test } from 'vitest';
import { fitScale, onScale } from '../../src/duplicates/similarity-scale.js';
import { toUnitLength } from '../../src/embedding.js';
import { letterEmbedding } from '../support/letter-embedder.js';

const papers = [
  'Rain falls on the hills. It feeds the springs. The springs feed the river.',
  'Bees visit the flowers. They carry pollen. The garden depends on them.',
].map((abstract) => ({ abstract }));

/** Squeezes every similarity towards 1: one more dimension, the same for all texts. */
const squeezed = (text: string) => toUnitLength([...letterEmbedding(text), 2]);
const each = (embed: typeof letterEmbedding) => async (texts: readonly string[]) => texts.map((text) => embed(text));

test('an encoder that is the fitted one has a scale of 1', async () => {
  const scale = await fitScale(papers, { embed: each(letterEmbedding), reference: each(letterEmbedding) });
  expect(scale).toBeCloseTo(1, 6);
});

test('the similarities of an encoder that squeezes them are put back on the scale of the rule', async () => {
  // By hand: unit vectors and 2 in a further dimension give (s + 4) / 5, so a distance from 1 is a fifth of what it
  // was.
  const scale = await fitScale(papers, { embed: each(squeezed), reference: each(letterEmbedding) });
  expect(scale).toBeCloseTo(5, 5);
  expect(onScale((0.7 + 4) / 5, scale)).toBeCloseTo(0.7, 5);
  expect(onScale(1, scale)).toBe(1);
});

test('without passages to compare, similarities stay as they are', async () => {
  expect(await fitScale([{ abstract: '' }], { embed: each(squeezed), reference: each(letterEmbedding) })).toBe(1);
});
