/**
 * How do two papers differ, word by word?
 *
 * A longest common subsequence of words (Hirschberg 1975: linear memory). Words are compared as normalised text, so
 * LaTeX, case and hyphens make no difference. `same` pieces have the spelling of the first paper. Of texts far longer
 * than abstracts, only the common beginning and end are told.
 */
import type { PaperFields } from '../../paper.js';
import { plainWords } from './plain-text.js';

/** Pairs of words compared at most, half a second of work: those of two texts of 7,000 words. */
const MOST_PAIRS = 50_000_000;

export interface DifferenceSegment {
  readonly kind: 'same' | 'removed' | 'added';
  /** Words with the white space after them; `same` and `removed` joined are the first text. */
  readonly text: string;
}

/** From the first paper to the second: what was removed and what was added. */
export interface PaperDifference {
  readonly title: readonly DifferenceSegment[];
  readonly abstract: readonly DifferenceSegment[];
}

/** The difference of titles and of abstracts, word by word. */
export function differenceOf(
  a: Pick<PaperFields, 'title' | 'abstract'>,
  b: Pick<PaperFields, 'title' | 'abstract'>,
): PaperDifference {
  return { title: differenceOfTexts(a.title, b.title), abstract: differenceOfTexts(a.abstract, b.abstract) };
}

interface Piece {
  readonly text: string;
  readonly plain: string;
}

function differenceOfTexts(a: string, b: string): DifferenceSegment[] {
  const segments: { kind: DifferenceSegment['kind']; text: string }[] = [];
  const say = (kind: DifferenceSegment['kind'], piece: Piece): void => {
    const last = segments.at(-1);
    if (last?.kind === kind) last.text += piece.text;
    else segments.push({ kind, text: piece.text });
  };
  walk(piecesOf(a), piecesOf(b), say);
  return segments;
}

function piecesOf(text: string): Piece[] {
  return Array.from(text.matchAll(/\s*\S+\s*/gu), ([piece]) => ({
    text: piece,
    plain: plainWords(piece).join(' ') || piece.trim(),
  }));
}

/** Emits every piece in order: common ends first, then the middle, halved until one side is a single piece. */
function walk(
  a: readonly Piece[],
  b: readonly Piece[],
  say: (kind: DifferenceSegment['kind'], piece: Piece) => void,
): void {
  let start = 0;
  while (start < a.length && start < b.length && a[start]!.plain === b[start]!.plain) say('same', a[start++]!);
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end]!.plain === b[b.length - 1 - end]!.plain
  )
    end++;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (x.length <= 1 || y.length === 0) {
    const at = x.length === 1 ? y.findIndex((piece) => piece.plain === x[0]!.plain) : -1;
    if (at < 0) x.forEach((piece) => say('removed', piece));
    y.forEach((piece, i) => (i === at ? say('same', x[0]!) : say('added', piece)));
  } else if (x.length * y.length > MOST_PAIRS) {
    for (const piece of x) say('removed', piece);
    for (const piece of y) say('added', piece);
  } else {
    const middle = x.length >> 1;
    const before = commonLengths(x.slice(0, middle), y);
    const after = commonLengths(x.slice(middle).reverse(), [...y].reverse());
    let cut = 0;
    for (let j = 1; j <= y.length; j++) {
      if (before[j]! + after[y.length - j]! > before[cut]! + after[y.length - cut]!) cut = j;
    }
    walk(x.slice(0, middle), y.slice(0, cut), say);
    walk(x.slice(middle), y.slice(cut), say);
  }
  for (let i = a.length - end; i < a.length; i++) say('same', a[i]!);
}

/** Length of the longest common subsequence of all of `x` and the first `j` of `y`, for every `j`. */
function commonLengths(x: readonly Piece[], y: readonly Piece[]): Uint32Array {
  let row = new Uint32Array(y.length + 1);
  for (const piece of x) {
    const next = new Uint32Array(y.length + 1);
    for (let j = 0; j < y.length; j++) {
      next[j + 1] = piece.plain === y[j]!.plain ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!);
    }
    row = next;
  }
  return row;
}
