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

/** Letters that have no accent to take off, and the ones they are typed as without such a keyboard. */
const PLAIN_LETTERS = Object.entries({ ı: 'i', ø: 'o', ł: 'l', đ: 'd' });

/** A part of a name as it is compared with `plainNames`. */
export function plainName(name: string): string {
  return PLAIN_LETTERS.reduce((text, [letter, plain]) => text.replaceAll(letter, plain), fold(name));
}

/** In SQL: folded names with plain letters. Names are stored folded only, so that older indexes stay as they are. */
export function plainNames(column: string): string {
  const plainly = PLAIN_LETTERS.reduce((sql, [letter, plain]) => `replace(${sql}, '${letter}', '${plain}')`, column);
  return `CASE WHEN octet_length(${column}) = length(${column}) THEN ${column} ELSE ${plainly} END`; // most are ASCII
}

/** The files that contain a paper, each once. */
export function sourceFiles({ places }: Paper): string[] {
  return [...new Set(places.map(({ file }) => file))];
}
