import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compoundParts, fold, stemOf, wordsOf } from '../../src/text/words.js';

const surfacesOf = (text: string) => wordsOf(text).map(({ surface }) => surface);

describe('words', () => {
  test('keep identifiers and acronyms whole', () => {
    expect(surfacesOf('GRPO, RLVR and o1 (Qwen2.5-VL), ALR^2; GPT‑4.')).toEqual([
      'GRPO',
      'RLVR',
      'and',
      'o1',
      'Qwen2.5-VL',
      'ALR^2',
      'GPT‑4',
    ]);
  });

  test('end before the full stop of a sentence', () => {
    expect(surfacesOf('It works. Version 2.5 too.')).toEqual(['It', 'works', 'Version', '2.5', 'too']);
  });

  test('are not the commands that set type, but are the Greek letters', () => {
    expect(surfacesOf('\\textbf{GRPO} gains 20.5\\% with $\\beta$ and \\mathcal{O}')).toEqual([
      'GRPO',
      'gains',
      '20.5',
      'with',
      'beta',
      'and',
      'O',
    ]);
  });

  test('are not the signs between quantities', () => {
    expect(surfacesOf('at $z \\sim 2$, $1\\pm 0.2$, $a\\leq\\beta$ and \\simple')).toEqual([
      'at',
      'z',
      '2',
      '1',
      '0.2',
      'a',
      'beta',
      'and',
      'simple',
    ]);
  });

  test('are not the commands of formatting, whatever follows them', () => {
    const text =
      '\\mathbf1 and $M_\\mathrm_a$, $\\rm km$, \\operatorname{rank} of \\overline{x} in \\frac12 by \\Large';
    expect(surfacesOf(text)).toEqual(['1', 'and', 'M', 'a', 'km', 'rank', 'of', 'x', 'in', '12', 'by']);
  });

  test('are letters and digits, with marks and joiners inside', () => {
    const word = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[.\-‐‑_+^'’/](?=[\p{L}\p{N}]))*/gu;
    const unit = fc.oneof(
      fc.constantFrom(..."ab1É\u0301.-‐_+^'’/ ,“∂𝒜😀"),
      fc.string({ unit: 'grapheme', maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(surfacesOf(text)).toEqual(text.match(word) ?? []);
      }),
      { numRuns: 500 },
    );
  });

  test('have the right positions', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let last = 0;
        for (const { surface, start, end } of wordsOf(text)) {
          expect(text.slice(start, end)).toBe(surface);
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
        }
      }),
    );
  });

  test('fold case, accents and compatibility forms away', () => {
    expect(fold('Schrödinger ﬁnds ²')).toBe('schrodinger finds 2');
    expect(fold('ÉCOLE')).toBe(fold('école'));
  });

  test('fold plain letters just as the long way round does', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(fold(text)).toBe(
          text
            .normalize('NFKD')
            .replace(/\p{M}+/gu, '')
            .toLowerCase()
            .normalize('NFC'),
        );
      }),
    );
  });

  test('have parts if they are compounds', () => {
    expect(compoundParts('qwen2.5-vl')).toEqual(['qwen2.5', 'vl']);
    expect(compoundParts(fold('GPT‑4'))).toEqual(['gpt', '4']);
    expect(compoundParts('reasoning')).toEqual([]);
  });

  test('have stems, but for identifiers', () => {
    expect(stemOf('reasoning')).toBe('reason');
    expect(stemOf('gpt4s')).toBe('gpt4s');
  });
});
