import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainWords } from '../../src/duplicates/evidence/plain-text.js';

const plain = (text: string) => plainWords(text).join(' ');

describe('the plain words of a text', () => {
  test.each([
    ['case and accents', 'Erdős–Rényi GRAPHS', 'erdos renyi graphs'],
    ['ligatures and compatibility forms', 'eﬃcient x² ｆｕｌｌ', 'efficient x2 full'],
    ['hyphens of every kind', 'single‐point single-point single–point', 'single point single point single point'],
    ['a word broken at the end of a line', 'two mod-\nels and two mod- els', 'two models and two models'],
    ['soft hyphens and zero widths', 'exam\u00ADple zero\u200Bwidth', 'example zerowidth'],
    ['a heading', 'Abstract: We count.', 'we count'],
    ['a heading in capitals with a dash', 'ABSTRACT — We count.', 'we count'],
    ['a heading on a line of its own', 'Abstract\nWe count.', 'we count'],
    ['LaTeX that dresses a word', '\\emph{very} \\textbf{bold} $\\mathcal{L}$', 'very bold l'],
    ['LaTeX that names a symbol', '$\\alpha$ and α, $\\varphi$ and φ', 'alpha and alpha phi and phi'],
    ['LaTeX accents', 'Erd\\H{o}s, D{\\"o}lauer, caf\\\'e', 'erdos dolauer cafe'],
    ['citations', 'as shown~\\citep{someone2020} before', 'as shown before'],
    ['formulas', '$N_{max}$ is N_max and $x^{2}$ is x^2', 'nmax is nmax and x2 is x2'],
    ['percent signs', '5\\% or 5 %', '5 or 5'],
  ])('are the same whatever it was written in: %s', (_, text, words) => {
    expect(plain(text)).toBe(words);
  });

  test('keep a heading word that begins a sentence', () => {
    expect(plain('Abstract interpretation is sound.')).toBe('abstract interpretation is sound');
  });

  test('are single characters in scripts without spaces', () => {
    expect(plain('知识图谱 and 図')).toBe('知 识 图 谱 and 図');
  });

  test('hold nothing but letters and digits, of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        plainWords(text).every((word) => /^[\p{L}\p{N}]+$/u.test(word)),
      ),
    );
  });

  test('do not change when they are made plain again', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1 }), (words) => {
        expect(plain(`x ${words.join(' ')}`)).toBe(`x ${words.join(' ')}`);
      }),
    );
  });

  test('are found in time proportional to it, also where brackets are not closed', () => {
    expect(plain('\\cite['.repeat(300_000))).toMatch(/^cite cite/);
  });
});
