import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../src/duplicates/index.js';

const difference = (a: string, b: string) =>
  differenceOf({ title: '', abstract: a }, { title: '', abstract: b }).abstract;

describe('the difference of two abstracts', () => {
  test('names the words removed and added, in place', () => {
    expect(difference('We count 12 red boats.', 'We count blue boats daily.')).toEqual([
      { kind: 'same', text: 'We count ' },
      { kind: 'removed', text: '12 red ' },
      { kind: 'added', text: 'blue ' },
      { kind: 'same', text: 'boats.' },
      { kind: 'added', text: 'daily.' },
    ]);
  });

  test('is silent on LaTeX, case and punctuation', () => {
    expect(difference('We \\emph{count} Boats.', 'we count boats')).toEqual([
      { kind: 'same', text: 'We \\emph{count} Boats.' },
    ]);
  });

  test('of texts that are far too long for abstracts is told from their ends', () => {
    const words = (letter: string) => Array.from({ length: 8_000 }, (_, i) => `${letter}${i}`).join(' ');
    const segments = difference(`begin ${words('a')} x y end`, `begin ${words('c')} x z end`);
    expect(segments.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
  });

  test('of a title is shown beside it', () => {
    expect(
      differenceOf({ title: 'Old boats', abstract: '' }, { title: 'New boats', abstract: '' }).title.map(
        ({ kind }) => kind,
      ),
    ).toEqual(['removed', 'added', 'same']);
  });

  test('contains all of both texts, and as much in common as any alignment can', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const segments = difference(a, b);
        const words = (...kinds: string[]) =>
          segments
            .filter(({ kind }) => kinds.includes(kind))
            .flatMap((segment) => segment.text.trim().split(/\s+/))
            .join(' ');
        expect(words('same', 'removed')).toBe(a);
        expect(words('same', 'added')).toBe(b);
        expect(
          words('same')
            .split(' ')
            .filter((word) => word !== '').length,
        ).toBe(longestCommon(a.split(' '), b.split(' ')));
      }),
    );
  });
});

/** The textbook recursion. */
function longestCommon(
  a: readonly string[],
  b: readonly string[],
  i = 0,
  j = 0,
  known = new Map<string, number>(),
): number {
  if (i === a.length || j === b.length || a[0] === '' || b[0] === '') return 0;
  const key = `${i} ${j}`;
  const length =
    known.get(key) ??
    (a[i] === b[j]
      ? 1 + longestCommon(a, b, i + 1, j + 1, known)
      : Math.max(longestCommon(a, b, i + 1, j, known), longestCommon(a, b, i, j + 1, known)));
  known.set(key, length);
  return length;
}
