import { describe, expect, test } from 'vitest';
import { findIn, type Group, type PhraseSupport, withoutChance } from '../../src/themes/naming/candidates.js';
import type { Phrase } from '../../src/themes/naming/phrase.js';
import { phrasesOf } from '../../src/themes/naming/phrases.js';
import { SUBJECTS } from '../../src/themes/naming/subjects/index.js';
import { paperTextOf } from '../../src/themes/paper-words.js';

const phrases = (abstracts: readonly string[], title = '') =>
  phrasesOf(
    abstracts.map((abstract) => paperTextOf({ title, abstract })),
    2,
  );
const subject = (found: readonly Phrase[], text: string) => found.find((one) => one.text === text);

describe('a subject that is known by name', () => {
  test('is that of papers that have all its words, wherever they stand', () => {
    const found = phrases([
      'A robot with two arms. Manipulation of cloth.',
      'Cloth, and its manipulation by a small robot.',
      'The robot manipulation of rope.',
      'A robot that walks.',
    ]);
    expect(subject(found, 'robot manipulation')).toMatchObject({ isSubject: true, papers: [2], about: [0, 1, 2] });
  });

  test('of which one word alone says something must stand in a paper as it is', () => {
    const found = phrases([
      'The risk of snow. Several measures.',
      'Measures, at the risk of rain.',
      'On snow. On rain.',
    ]);
    expect(subject(found, 'risk measures')).toBeUndefined();
  });

  test('of one word says something by itself', () => {
    const found = phrases(['The design of a sail.', 'A sail, its design.', 'A sail.']);
    expect(subject(found, 'design')).toBeUndefined();
    expect(subject(phrases(['On tides and graphene.', 'A graphene sheet.', 'On tides.']), 'graphene')?.isSubject).toBe(
      true,
    );
  });

  test('keeps the spelling of the papers, and their acronym', () => {
    const long = 'Reinforcement Learning with Verifiable Rewards (RLVR)';
    const found = phrases([`${long} on snow.`, `On rain, ${long}.`, 'RLVR of hail.']);
    expect(found.filter(({ isSubject, acronym }) => isSubject && acronym === 'RLVR')).toHaveLength(1);
    const robots = phrases(['One multirobot system.', 'The multirobot systems.', 'Rain.']).filter(
      (one) => one.isSubject,
    );
    expect(robots.map(({ plural }) => plural)).toEqual(['multirobot systems']);
  });

  test('names no group whose meaning is another, though the words stand in its papers', () => {
    const found = phrases([
      'A robot. The manipulation of votes.',
      'Votes, their manipulation, a robot.',
      'Rain.',
      'Snow.',
    ]);
    const groups: Group[] = [
      { papers: [0, 1], title: '' },
      { papers: [2, 3], title: '' },
    ];
    const evidence: PhraseSupport[][] = [[], []];
    for (const phrase of found) findIn(phrase, groups, Int32Array.of(0, 0, 1, 1), evidence);
    const fairWith = (meaning: number) =>
      withoutChance(
        evidence[0]!,
        { byWords: () => 1, byMeaning: ([phrase]) => (phrase!.text === 'robot manipulation' ? meaning : 0.9) },
        0,
      ).some(({ phrase }) => phrase.text === 'robot manipulation');
    expect([fairWith(0.3), fairWith(0.8)]).toEqual([false, true]);
  });
});

test('every subject is written once, and in at most six words', () => {
  expect(SUBJECTS.length).toBeGreaterThan(2000);
  expect(SUBJECTS.filter((one) => /[;#\n]|\s\s/.test(one) || one.split(' ').length > 6)).toEqual([]);
  expect(new Set(SUBJECTS.map((one) => one.toLowerCase())).size).toBe(SUBJECTS.length);
});
