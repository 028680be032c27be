import { expect, test } from 'vitest';
import { isBackground, refersBack, saysWhere, standsAlone } from '../../src/text/sentence-roles.js';

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
  'Building on this insight, we count mosses.',
  'Using these stones, walls stay dry.',
  'Together, walls and stones stay dry.',
  'More concretely, walls stay dry.',
  'According to [12], walls stay dry.',
  'In [3, 4] walls stay dry.',
])('is not clear alone, or says only where something is: %s', (sentence) => {
  expect(standsAlone(sentence)).toBe(false);
});

test.each([
  'This paper counts mosses.',
  'In this paper, mosses are counted.',
  'To count mosses, we walk.',
  'We release stones.',
])('is clear alone: %s', (sentence) => {
  expect(standsAlone(sentence)).toBe(true);
});

test('a sentence on what the paper does about a gap is clear without the sentence that names the gap', () => {
  expect(refersBack('To fill this gap, we count mosses.')).toBe(false);
  expect(refersBack('To fill this gap, stones are needed.')).toBe(true);
  expect(refersBack('However, it rains.')).toBe(true);
});

test('an address says where, a number of stones does not', () => {
  expect(saysWhere('Our code is publicly available.')).toBe(true);
  expect(saysWhere('Ten stones are dry.')).toBe(false);
});
