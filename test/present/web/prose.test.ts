import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { segmentsOf } from '../../../src/present/web/page/parts/prose-segments.js';
import { barsOf, isWithin } from '../../../src/present/web/page/parts/spread.js';

const found = (text: string) =>
  segmentsOf(text, true).flatMap((segment) => {
    if (segment.kind === 'text' || segment.kind === 'latex') return [];
    return [segment.kind === 'formula' ? segment.tex : segment.href];
  });

describe('the text of a paper', () => {
  test('is whole in its segments, whatever is in it', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        '\\emph{',
        '}',
        '5--5',
        '$',
        '\\(',
        '\\)',
        ' ',
        'a',
        '5',
        'https://x.org/',
        '.',
        ')',
        '\\$',
      ),
    });
    fc.assert(
      fc.property(text, fc.boolean(), (one, links) => {
        expect(
          segmentsOf(one, links)
            .map(({ start, end }) => one.slice(start, end))
            .join(''),
        ).toBe(one);
      }),
    );
  });

  test.each([
    ['an error of $O(n^2)$ at most', ['O(n^2)']],
    ['both \\(x+1\\) and \\[y\\] and $$z$$', ['x+1', 'y', 'z']],
    ['from $5 to $10 a month', []],
    ['$5-$10 each', []],
    ['an escaped \\$x\\$ sign', []],
    ['a lone $ sign', []],
    ['$L_2$-norms and $\\ell_1$', ['L_2', '\\ell_1']],
    ['on $\\sim$10% of them, $\\times$3.2 as fast', ['\\sim', '\\times']],
    ['about $ \\sim 1~μm$ or 2 $\\mu $W', ['\\sim 1~μm', '\\mu']],
    ['in 1s$^2$2s, HO$_2$$^{-}$ and R$^2$$>$0.9', ['^2', '_2', '^{-}', '^2']],
    ['from $5 in the \\emph{first} month to $10', []],
    ['between $5k and $10k (\\emph{US}) and $20k', []],
  ])('has the formulas of: %s', (text, formulas) => {
    expect(found(text)).toEqual(formulas);
  });

  test.each([
    ['We propose \\textbf{Lamp}, 3--4 times \\emph{as fast}', 'We propose Lamp, 3–4 times as fast'],
    ['a \\textbf{name with $x$} and -- dashes', 'a \\textbf{name with $x$} and -- dashes'],
    ['in a formula: $\\mbox{a}$', 'in a formula: $\\mbox{a}$'],
  ])('is shown without LaTeX for the type: %s', (text, shown) => {
    const of = (segment: ReturnType<typeof segmentsOf>[number]) =>
      segment.kind === 'latex' ? segment.text : text.slice(segment.start, segment.end);
    expect(segmentsOf(text, false).map(of).join('')).toBe(shown);
  });

  test.each([
    ['Code: https://example.org/a-b.', ['https://example.org/a-b']],
    ['at github.com/example/tool, and more', ['https://github.com/example/tool']],
    ['(see https://example.org/x)', ['https://example.org/x']],
    ['https://example.org/wiki/Term_(logic)', ['https://example.org/wiki/Term_(logic)']],
    ['javascript:alert(1) and data:text/html,x', []],
    ['a sentence.Another one', []],
  ])('has the addresses of: %s', (text, links) => {
    expect(found(text)).toEqual(links);
  });

  test('has no links inside a link', () => {
    expect(segmentsOf('https://example.org', false)).toEqual([{ kind: 'text', start: 0, end: 19 }]);
  });
});

describe('bars over time', () => {
  test('are months with their gaps where months are known', () => {
    expect(
      barsOf([
        { period: '2025-11', papers: 2 },
        { period: '2026-01', papers: 1 },
      ]),
    ).toEqual([
      { period: '2025-11', papers: 2 },
      { period: '2025-12', papers: 0 },
      { period: '2026-01', papers: 1 },
    ]);
  });

  test('are years where months would be too many, or are not known', () => {
    expect(
      barsOf([
        { period: '2019-05', papers: 1 },
        { period: '2026-01', papers: 1 },
      ]).map(({ period }) => period),
    ).toEqual(['2019', '2020', '2021', '2022', '2023', '2024', '2025', '2026']);
    expect(
      barsOf([
        { period: '2024', papers: 9 },
        { period: '2025-01', papers: 1 },
      ]),
    ).toEqual([
      { period: '2024', papers: 9 },
      { period: '2025', papers: 1 },
    ]);
    expect(barsOf([])).toEqual([]);
  });

  test('are chosen where any of their time is', () => {
    expect(isWithin('2025-03', '2025', '')).toBe(true);
    expect(isWithin('2025', '2025-06-02', '')).toBe(true);
    expect(isWithin('2025-03', '2025-04', '')).toBe(false);
    expect(isWithin('2025-03', '', '2025-02-20')).toBe(false);
    expect(isWithin('2025-03', '2025-03-31', '2025-03')).toBe(true);
  });
});
