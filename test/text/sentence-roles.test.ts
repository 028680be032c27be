import { expect, test } from 'vitest';
import { isBackground, standsAlone } from '../../src/text/sentence-roles.js';

test.each([
  'However, existing methods need a label for every image.',
  'Mosses have been widely studied in northern woods.',
  'Many previous approaches assume that stones are dry.',
  'How mosses spread remains largely unclear.',
  'Current models forget what they have read.',
])('says what others did or what is lacking: %s', (sentence) => {
  expect(isBackground(sentence)).toBe(true);
});

test.each([
  'We compare existing methods on twelve woods.',
  'This paper surveys previous work on mosses.',
  'Mosses grow on the north side of trees.',
  'Unlike previous models, ours needs no label.',
  'Stones gained 3 mm in a year.',
])('says what the paper does or finds: %s', (sentence) => {
  expect(isBackground(sentence)).toBe(false);
});

test.each([
  'To address these gaps, we count mosses.',
  'It keeps stones dry.',
  'Importantly, mosses keep stones dry.',
  'For example, dry stones are lighter.',
  'This constraint is hard to meet.',
  'Nevertheless, we count mosses.',
  '(2) Count the mosses.',
  'Subsequently, we count mosses.',
  'To this end, this paper counts mosses.',
  'Code and models are available on request.',
  'See https://example.org.',
])('is not clear alone, or says only where something is: %s', (sentence) => {
  expect(standsAlone(sentence)).toBe(false);
});

test.each(['This paper counts mosses.', 'To count mosses, we walk.', 'We release stones.'])(
  'is clear alone: %s',
  (sentence) => {
    expect(standsAlone(sentence)).toBe(true);
  },
);
