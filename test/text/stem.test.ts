import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stemOf } from '../../src/text/words.js';

const stemsOf = (words: string) => words.split(' ').map(stemOf).join(' ');

describe('the stemmer', () => {
  test('removes plurals, but not from words that only end in s', () => {
    expect(stemsOf('classes ties cries cats gaps kiwis gas this focus stress')).toBe(
      'class tie cri cat gap kiwi gas this focus stress',
    );
  });

  test('removes past tenses and gerunds, and restores a final e', () => {
    expect(stemsOf('agreed luxuriating hopping hoping conflated troubled sized bead sing fling')).toBe(
      'agre luxuri hop hope conflat troubl size bead sing fling',
    );
  });

  test('turns a y into an i after a consonant that is not the first letter', () => {
    expect(stemsOf('cry by say happy toyed')).toBe('cri by say happi toy');
  });

  test('gives derived forms of a word the same stem', () => {
    expect(new Set(['relate', 'relates', 'related', 'relating'].map(stemOf)).size).toBe(1);
    expect(
      stemsOf('relational rationalize hopefulness goodness formative electrical adjustment adoption communism'),
    ).toBe('relat ration hope good format electr adjust adopt communism');
  });

  test('has exceptions for words that the rules would damage', () => {
    expect(stemsOf('news skies dying innings proceeding university generate')).toBe(
      'news sky die inning proceed univers generat',
    );
  });

  test('leaves text without blanks alone, whatever its length', () => {
    for (const letters of ['acgt', '漢']) {
      const text = `${letters.repeat(100_000)}s`;
      expect(stemOf(text)).toBe(text);
    }
  });

  test('leaves words of one or two letters alone', () => {
    expect(stemsOf('is s as')).toBe('is s as');
  });

  test('never makes a word longer and keeps its first letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,14}$/), (word) => {
        const stem = stemOf(word);
        expect(stem.length).toBeLessThanOrEqual(word.length);
        expect(stem.length).toBeGreaterThan(0);
        expect(stem[0]).toBe(word[0]);
      }),
    );
  });

  test('treats names of object members as words', () => {
    expect(stemsOf('constructor __proto__ tostring')).toBe('constructor __proto__ tostr');
  });
});
