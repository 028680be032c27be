import { describe, expect, test } from 'vitest';
import type { Votes } from '../../src/themes/naming/names/agreement.js';
import {
  bestSubjects,
  groupedPapers,
  possibleSubjects,
  subjectsVotedFor,
} from '../../src/themes/naming/names/near-subjects.js';
import type { Group } from '../../src/themes/naming/phrases/candidates.js';
import type { Phrase } from '../../src/themes/naming/phrases/phrase.js';
import { phrasesOf } from '../../src/themes/naming/phrases/phrases.js';
import { FIELD_OF } from '../../src/themes/naming/subjects/index.js';
import { paperTextOf } from '../../src/themes/paper-words.js';

const phrases = (abstracts: readonly string[]) =>
  phrasesOf(
    abstracts.map((abstract) => paperTextOf({ title: '', abstract })),
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
    expect(subject(found, 'risk measures')).toMatchObject({ papers: [], about: [] });
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
    const possessive = phrases(['The robot’s manipulation of rope.', 'A robot’s manipulation.', 'Rain.']);
    expect(subject(possessive, 'robot manipulation')).toMatchObject({ plural: 'robot manipulation', papers: [0, 1] });
  });

  test('is known by each of its names, and keeps the field of the lists', () => {
    const readings = ['One multirobot system.', 'The multirobot systems.'].map((abstract) =>
      paperTextOf({ title: '', abstract }),
    );
    const found = phrasesOf(readings, 2, ['multirobot system', 'multi-robot systems', 'snow']);
    const [robots] = found.filter(({ isSubject }) => isSubject);
    expect(robots).toMatchObject({ knownAs: ['multi-robot systems', 'multirobot system'], field: 'Robotics' });
  });

  test('may name a near group if its rarest word is in a fifth of the papers, the others in a tenth', () => {
    const isThere = (robots: number, manipulations: number): boolean => {
      const found = phrases([
        ...Array.from(
          { length: 20 },
          (_, n) => `${n < robots ? 'A robot. ' : ''}${n >= 20 - manipulations ? 'Manipulation of rope. ' : ''}Snow.`,
        ),
        'Rain and a robot.',
        'Rain and robots.',
        'Rain and robots.',
      ]);
      const papers = Array.from({ length: 23 }, (_, n) => n);
      const groups: Group[] = [papers.slice(0, 20), papers.slice(20)].map((one) => ({ papers: one, title: '' }));
      const groupOf = Int32Array.from(papers, (paper) => (paper < 20 ? 0 : 1));
      const grouped = groupedPapers(groups, groupOf);
      const possible = possibleSubjects(found, grouped).filter(({ phrase }) => phrase.text === 'robot manipulation');
      const near = bestSubjects(possible, () => 1, 12, grouped);
      expect(near[1]).toEqual([]);
      return near[0]!.some(({ fair, apart }) => fair && apart);
    };
    expect([isThere(2, 4), isThere(2, 3), isThere(1, 4), isThere(4, 4)]).toEqual([true, false, false, true]);
  });

  test('may name a group near to papers that readers called so, if each of its words is in one of its papers', () => {
    const found = phrases([
      'Of snow.',
      'A robot in the snow.',
      'Manipulation of snow.',
      'Rain and a robot.',
      'Rain, and robots.',
    ]);
    const groups: Group[] = [
      [0, 1, 2],
      [3, 4],
    ].map((papers) => ({ papers, title: '' }));
    const grouped = groupedPapers(groups, Int32Array.of(0, 0, 0, 1, 1));
    const none: Votes = { names: new Map(), ofPapers: [] };
    const near: Votes = { names: new Map([[3, ['robotics', 'robot manipulation']]]), ofPapers: [] };
    const namedBy = (...votes: Votes[]) =>
      subjectsVotedFor(found, votes, grouped).map((one) => [one.phrase.text, one.groups]);
    expect(namedBy(near, near)).toEqual([['robot manipulation', [0]]]);
    expect(namedBy(none, near)).toEqual([]);
  });

  test('is one of the best for its group, by their rank in it', () => {
    const papers = groupedPapers([{ papers: [0, 1], title: '' }], Int32Array.of(0, 0));
    const one = subject(phrases(['Robot manipulation.', 'Robot manipulation.']), 'robot manipulation')!;
    const possible = Array.from({ length: 10 }, (_, n) => ({ phrase: { ...one, text: `${n}` }, groups: [0] }));
    const [best] = bestSubjects(possible, ({ text }) => Number(text), 3, papers);
    expect(best!.map(({ phrase }) => Number(phrase.text))).toEqual([9, 8, 7]);
  });
});

test('every subject is written once, in at most six words, and has a field', () => {
  const subjects = [...FIELD_OF.keys()];
  expect(subjects.length).toBeGreaterThan(2000);
  expect(subjects.filter((one) => /[;#\n]|\s\s/.test(one) || one.split(' ').length > 6)).toEqual([]);
  expect(new Set(subjects.map((one) => one.toLowerCase())).size).toBe(subjects.length);
  expect(new Set(FIELD_OF.values()).size).toBe(17);
  expect(FIELD_OF.get('legged locomotion')).toBe('Robotics');
});
