import { expect, test } from 'vitest';
import { quantize, toUnitLength } from '../../src/embedding.js';
import { embeddedSentences, nearestPair } from '../../src/search/evidence/sentence-pairs.js';
import { aPaper } from '../support/papers.js';

const at = (degrees: number) =>
  toUnitLength([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);
const mosses = aPaper('mosses', { title: 'Mosses', abstract: 'Mosses grow. Stones lie still.' });
const stones = aPaper('stones', { title: '', abstract: 'Rain falls. A stone lies. It is old.' });

test('the pair is the two sentences nearest to one another, whatever the title is near to', () => {
  const given = embeddedSentences(mosses, quantize([at(0), at(60), at(200)]), 2);
  const others = embeddedSentences(stones, quantize([at(200), at(50), at(120)]), 2);
  expect(nearestPair(given, others)?.map(({ id, sentence }) => [id, sentence.text])).toEqual([
    ['mosses', 'Stones lie still.'],
    ['stones', 'A stone lies.'],
  ]);
});

test('of pairs about as near, the one whose sentences are clear without the others is taken', () => {
  const given = embeddedSentences(mosses, quantize([at(0), at(60), at(200)]), 2);
  const nearestTo = (it: number, stone: number) =>
    nearestPair(given, embeddedSentences(stones, quantize([at(200), at(stone), at(it)]), 2))![1].sentence.text;
  expect(nearestTo(60, 50)).toBe('A stone lies.');
  expect(nearestTo(60, 40)).toBe('It is old.');
});

test('embeddings of other sentences than those of the abstract are left alone', () => {
  expect(embeddedSentences(mosses, quantize([at(0), at(60)]), 2)).toEqual([]);
  expect(embeddedSentences(mosses, undefined, 2)).toEqual([]);
  expect(nearestPair([], embeddedSentences(stones, quantize([at(200), at(50), at(120)]), 2))).toBeNull();
});
