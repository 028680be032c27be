import type { DifferenceSegment } from '../api/answers.js';

export interface OwnSegment {
  readonly kind: DifferenceSegment['kind'];
  /** Without trailing white space, so that a mark ends with its word. */
  readonly text: string;
  readonly space: string;
}

const WORD = /\s*\S+\s*/gu;

/**
 * One side of a difference: all segments except those of the other side.
 *
 * Shared words come in the spelling of the first text; with the text of this side they are shown in its own spelling
 * ("Fiction?" instead of "Fiction:"). Segments are whole words, so they are matched by counting words.
 * @param own the text of this side; ignored if it does not fit the segments
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
