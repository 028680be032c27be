/** Splits a text at highlighted spans. */
import type { Span } from '../api/answers.js';

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/**
 * The pieces of `text` between `from` and `to`, in order. Spans may overlap, be unordered or exceed the text; those
 * with nothing but white space between them are one piece.
 */
export function piecesOf(text: string, spans: readonly Span[], from = 0, to = text.length): Piece[] {
  const pieces: Piece[] = [];
  const say = (start: number, end: number, marked: boolean) => {
    if (end > start) pieces.push({ text: text.slice(start, end), marked });
  };
  let at = from;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const [left, right] = [Math.max(start, at), Math.min(end, to)];
    if (right <= left) continue;
    const last = pieces.at(-1);
    if (last?.marked === true && text.slice(at, left).trim() === '')
      pieces[pieces.length - 1] = { text: last.text + text.slice(at, right), marked: true };
    else {
      say(at, left, false);
      say(left, right, true);
    }
    at = right;
  }
  say(at, to, false);
  return pieces;
}
