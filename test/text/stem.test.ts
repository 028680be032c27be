import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { porter2 } from '../../src/text/stem.js';

const stemsOf = (words: string) => words.split(' ').map(porter2).join(' ');

describe('the stemmer', () => {
  test('takes plurals away, but not from words that merely end in s', () => {
    expect(stemsOf('classes ties cries cats gaps kiwis gas this focus stress')).toBe(
      'class tie cri cat gap kiwi gas this focus stress',
    );
  });

  test('takes past tenses and gerunds away, and puts back the e that they cost', () => {
    expect(stemsOf('agreed luxuriating hopping hoping conflated troubled sized bead sing fling')).toBe(
      'agre luxuri hop hope conflat troubl size bead sing fling',
    );
  });

  test('turns a y into an i after a consonant that is not the first letter', () => {
    expect(stemsOf('cry by say happy toyed')).toBe('cri by say happi toy');
  });

  test('brings the derived forms of a word together', () => {
    expect(new Set(['relate', 'relates', 'related', 'relating'].map(porter2)).size).toBe(1);
    expect(
      stemsOf('relational rationalize hopefulness goodness formative electrical adjustment adoption communism'),
    ).toBe('relat ration hope good format electr adjust adopt communism');
  });

  test('knows the words that the rules would spoil', () => {
    expect(stemsOf('news skies dying innings proceeding university generate')).toBe(
      'news sky die inning proceed univers generat',
    );
  });

  test('leaves words of one or two letters alone', () => {
    expect(stemsOf('is s as')).toBe('is s as');
  });

  test('never makes a word longer, and always begins as the word does', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,14}$/), (word) => {
        const stem = porter2(word);
        expect(stem.length).toBeLessThanOrEqual(word.length);
        expect(stem.length).toBeGreaterThan(0);
        expect(stem[0]).toBe(word[0]);
      }),
    );
  });
});
