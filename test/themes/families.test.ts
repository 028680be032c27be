import { describe, expect, test } from 'vitest';
import { wordFamilies } from '../../src/themes/naming/vocabulary/families.js';

const papers = (...places: number[]) => new Set(places);

describe('word families', () => {
  test('join words of one stem that stand in the same papers', () => {
    const familyOf = wordFamilies(
      new Map([
        ['superconducting', papers(0, 1, 2, 3)],
        ['superconductivity', papers(0, 1, 2)],
        ['superconductor', papers(1, 2, 3)],
      ]),
      20,
    );
    expect(familyOf('superconductor')).toBe('superconducting');
    expect(familyOf('superconductivity')).toBe('superconducting');
  });

  test('leave words of one stem apart that stand together no more often than by chance', () => {
    const familyOf = wordFamilies(
      new Map([
        ['transformer', papers(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)],
        ['transformation', papers(7, 8, 9, 10, 11, 12)],
      ]),
      20,
    );
    expect(familyOf('transformer')).toBe('transformer');
    expect(familyOf('transformation')).toBe('transformation');
  });

  test('leave words apart that differ in more than an ending', () => {
    const familyOf = wordFamilies(
      new Map([
        ['manifold', papers(0, 1, 2)],
        ['manipulation', papers(0, 1, 2)],
      ]),
      20,
    );
    expect(familyOf('manipulation')).toBe('manipulation');
  });

  test('are the same in any order of the words', () => {
    const entries: [string, Set<number>][] = [
      ['robot', papers(0, 1, 2, 3)],
      ['robotic', papers(0, 1, 2)],
      ['robotics', papers(1, 2, 3)],
    ];
    const [one, other] = [entries, [...entries].reverse()].map((list) => wordFamilies(new Map(list), 20));
    for (const [word] of entries) expect(one!(word)).toBe(other!(word));
  });
});
