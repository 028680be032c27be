import type { DifferenceSegment } from '../api/answers.js';

export interface OwnSegment {
  readonly kind: DifferenceSegment['kind'];
  /** Without the white space behind it, so that a mark ends with its word. */
  readonly text: string;
  readonly space: string;
}

const WORD = /\s*\S+\s*/gu;

/**
 * One side of a difference: all segments but those of the other side.
 *
 * Words that both have come as the first text writes them; with the side's own text they are shown as it writes them
 * itself ("Fiction?" where the other has "Fiction:"). The segments are whole words, so counting words finds them.
 * @param own the side's text; where it does not fit the segments, they are shown as they came
 */
export function ownSegments(
  segments: readonly DifferenceSegment[],
  leaveOut: DifferenceSegment['kind'],
  own?: string,
): OwnSegment[] {
  const mine = segments.filter(({ kind }) => kind !== leaveOut);
  const words = own?.match(WORD) ?? [];
  const counts = mine.map(({ text }) => text.match(WORD)?.length ?? 0);
  const fits = words.length === counts.reduce((sum, count) => sum + count, 0);
  let at = 0;
  return mine.map(({ kind, text: given }, i) => {
    const text = fits ? words.slice(at, (at += counts[i]!)).join('') : given;
    const trimmed = text.trimEnd();
    const space = text.slice(trimmed.length);
    return { kind, text: trimmed, space: space === '' && i < mine.length - 1 ? ' ' : space };
  });
}
