import { describe, expect, test } from 'vitest';
import { toUnitLength } from '../../src/embedding.js';
import { namePartsOf } from '../../src/themes/naming/names/name-parts.js';
import type { Candidate } from '../../src/themes/naming/phrases/candidates.js';
import { joinedName } from '../../src/themes/naming/phrases/wording.js';

const PHRASES = ['kelp', 'coast', 'harbour', 'lighthouse', 'kelp forest harvest', 'young kelp forest'];

function candidate(text: string, score: number, given: { readonly fair: boolean; readonly papers: number }): Candidate {
  const papers = Array.from({ length: given.papers }, (_, i) => i);
  return {
    fair: given.fair,
    phrase: {
      key: text,
      text,
      plural: text,
      acronym: null,
      isSubject: false,
      words: text.split(' '),
      rarest: papers.length,
      papers,
      titles: new Set(),
      about: papers,
      postings: [],
    },
    papers,
    about: papers,
    apart: false,
    told: 0,
    agreement: { byMeaning: new Float64Array(1), byName: new Float64Array(1) },
    embedding: toUnitLength(PHRASES.map((one) => Number(one === text))),
    score,
  };
}

/** The phrases of each name; a name scores what its first phrase does. */
const named = (candidates: readonly Candidate[][]) =>
  namePartsOf(candidates, {
    scoreName: ([first]) => candidates.flat().find(({ phrase }) => phrase === first!.phrase)!.score,
    most: 3,
    previous: [],
  }).map(({ parts }) => parts.map(({ phrase }) => phrase.text));

test('a group whose candidates name another group is named by a phrase of three of its papers', () => {
  const first = [candidate('coast', 0.9, { fair: true, papers: 20 })];
  const second = [
    candidate('coast', 0.5, { fair: true, papers: 9 }),
    candidate('lighthouse', 0.8, { fair: false, papers: 2 }),
    candidate('harbour', 0.4, { fair: false, papers: 3 }),
  ];
  expect(named([first, second])).toEqual([['coast'], ['harbour']]);
  expect(named([first, second.slice(0, 2)])).toEqual([['coast'], []]);
});

test('a candidate goes before such a phrase', () => {
  const list = [
    candidate('kelp', 0.2, { fair: true, papers: 9 }),
    candidate('harbour', 0.9, { fair: false, papers: 8 }),
  ];
  expect(named([list])).toEqual([['kelp']]);
});

test('the group with the best name that is free is named first', () => {
  const group = (scores: Readonly<Record<string, number>>) =>
    Object.entries(scores).map(([text, score]) => candidate(text, score, { fair: true, papers: 9 }));
  const groups = [
    group({ coast: 0.5 }),
    group({ coast: 0.9, harbour: 0.3, lighthouse: 0.2 }),
    group({ harbour: 0.8, kelp: 0.1 }),
  ];
  const names = namePartsOf(groups, {
    scoreName: (parts, c) =>
      parts.length > 1 ? 0 : groups[c]!.find(({ phrase }) => phrase === parts[0]!.phrase)!.score,
    most: 2,
    previous: [{ label: 'Coast', settled: true }],
  });
  expect(names.map(({ parts }) => parts.map(({ phrase }) => phrase.text))).toEqual([
    ['coast'],
    ['lighthouse'],
    ['harbour'],
  ]);
});

test('a phrase of another name is not repeated where another is nearly as good', () => {
  const first = ['coast', 'lighthouse'].map((text) => candidate(text, 0.9, { fair: true, papers: 20 }));
  const secondWith = (harbour: number) => [
    candidate('kelp', 0.7, { fair: true, papers: 9 }),
    candidate('coast', 0.69, { fair: true, papers: 9 }),
    candidate('harbour', harbour, { fair: true, papers: 9 }),
  ];
  const second = (harbour: number) =>
    namePartsOf([first, secondWith(harbour)], {
      scoreName: (parts) =>
        new Map([
          ['coast', 0.69],
          ['harbour', harbour],
          ['lighthouse', 0.9],
        ]).get(parts[1]?.phrase.key ?? '') ?? 0,
      most: 2,
      previous: [],
    })[1]!.parts.map(({ phrase }) => phrase.text);
  expect(second(0.65)).toEqual(['kelp', 'harbour']);
  expect(second(0.63)).toEqual(['kelp', 'coast']);
});

test('a name does not write two words twice', () => {
  const longestOf = (texts: readonly string[]) => {
    const list = texts.map((text) => candidate(text, 1, { fair: true, papers: 9 }));
    return namePartsOf([list], { scoreName: (parts) => parts.length, most: 2, previous: [] })[0]!.parts.length;
  };
  expect(longestOf(['kelp forest harvest', 'harbour'])).toBe(2);
  expect(longestOf(['kelp forest harvest', 'young kelp forest'])).toBe(1);
});

describe('a name of three phrases', () => {
  const list = ['kelp', 'coast', 'harbour'].map((text) => candidate(text, 1, { fair: true, papers: 9 }));
  const longest = (candidates: Candidate[], most = 3) =>
    namePartsOf([candidates], { scoreName: (parts) => parts.length, most, previous: [] })[0]!.parts;

  test('is written with a comma, and only where names may have three', () => {
    expect(joinedName(longest(list))).toBe('Kelp, coast and harbour');
    expect(longest(list, 2)).toHaveLength(2);
  });

  test('says three things', () => {
    const alike = { ...list[2]!, embedding: toUnitLength([1, 0, 1, 0, 0, 0]) };
    expect(longest([list[0]!, alike])).toHaveLength(2);
    expect(longest([list[0]!, list[1]!, alike])).toHaveLength(2);
  });
});

test('two phrases of a name do not have the same words, those of an acronym included', () => {
  const withWords = (text: string, ...words: readonly string[]): Candidate => {
    const one = candidate(text, 1, { fair: true, papers: 9 });
    return { ...one, phrase: { ...one.phrase, key: words.join(''), words } };
  };
  const partsWith = (other: Candidate) =>
    namePartsOf([[withWords('coast', 'kelpforest', 'harvest'), other]], {
      scoreName: (parts) => parts.length,
      most: 2,
      previous: [],
    })[0]!.parts.length;
  expect(partsWith(withWords('harbour', 'harvest', 'kelp', 'forest'))).toBe(1);
  expect(partsWith(withWords('harbour', 'kelp', 'forest', 'young', 'harvest'))).toBe(1);
  expect(partsWith(withWords('harbour', 'harvest', 'reef'))).toBe(2);
});
