/** What papers are filtered by, the same in every store: columns that are derived from a paper. */
import { firstDay, lastDay, type Paper } from '../paper.js';
import { fold } from '../text/words.js';

/** Between them is the day of publication; null if it is not known. */
export function firstAndLastDay({ published }: Paper): readonly [string | null, string | null] {
  return published === null ? [null, null] : [firstDay(published), lastDay(published)];
}

/** The byline and the authors, folded, a line each. */
export function namesOf({ by, authors }: Paper): string {
  return [...(by === null ? [] : [by]), ...authors].map(fold).join('\n');
}

/** The files that contain a paper, each once. */
export function sourceFiles({ places }: Paper): string[] {
  return [...new Set(places.map(({ file }) => file))];
}
