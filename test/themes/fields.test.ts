/** Names of areas by the fields of the subjects that their papers write. */
import { expect, test } from 'vitest';
import { fieldsOf } from '../../src/themes/naming/names/fields.js';
import type { Phrase } from '../../src/themes/naming/phrases/phrase.js';
import { phrasesOf } from '../../src/themes/naming/phrases/phrases.js';
import { paperTextOf } from '../../src/themes/paper-words.js';

const ROBOTS = 'We study legged locomotion and inverse kinematics.';
const VISION = 'We study object detection and semantic segmentation.';
const PROOFS = 'We study computational complexity and circuit complexity.';
const LANGUAGE = 'We study machine translation and question answering.';

const phrasesIn = (texts: readonly string[]): Phrase[] =>
  phrasesOf(
    texts.map((abstract, i) => paperTextOf({ title: `Paper ${i}`, abstract })),
    2,
  );

/** @param groups of each, how many papers on what */
function namesOf(groups: readonly (readonly (readonly [count: number, text: string])[])[]) {
  const papers = groups.flatMap((group, g) => group.flatMap(([count, text]) => new Array(count).fill({ text, g })));
  const texts = papers.map(({ text }) => text as string);
  return fieldsOf(
    phrasesIn(texts),
    Int32Array.from(papers, ({ g }) => (g === groups.length - 1 ? -1 : g)),
    groups.length - 1,
  );
}

test('a group is named by the field that a third of its votes and few others are for', () => {
  const others = [
    [20, PROOFS],
    [20, LANGUAGE],
  ] as const;
  expect(
    namesOf([
      [
        [5, ROBOTS],
        [1, VISION],
      ],
      [[5, VISION]],
      others,
    ]),
  ).toEqual(['Robotics', 'Computer vision']);
  expect(
    namesOf([
      [
        [2, ROBOTS],
        [2, VISION],
        [4, PROOFS],
      ],
      [[3, VISION]],
      others,
    ])[0],
  ).toBeUndefined();
});

test('a field of most papers names no group', () => {
  expect(
    namesOf([
      [[5, ROBOTS]],
      [[5, ROBOTS]],
      [
        [5, ROBOTS],
        [1, VISION],
      ],
    ]),
  ).toEqual([undefined, undefined]);
});

test('two groups of one field are not named by it', () => {
  const others = [
    [20, PROOFS],
    [20, LANGUAGE],
  ] as const;
  expect(namesOf([[[4, ROBOTS]], [[4, ROBOTS]], others])).toEqual([undefined, undefined]);
});
