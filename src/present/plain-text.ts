/** Makes text of papers, file names and ids safe to show. */
import { ESCAPED, formulasAsText } from './formula-text.js';

/** Control characters except tab and line feed, and Unicode marks that change the direction of text. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
/** As above, but allows colours: `ESC [ numbers m`. */
const CONTROLS_BUT_COLOURS =
  /\u001b(?!\[[\d;]*m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
/** Characters that JSON.stringify keeps although a terminal may act on them. */
const UNESCAPED_IN_JSON = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** Removes control characters, and with them escape sequences and changes of direction. */
export function plain(text: string): string {
  return text.replace(CONTROLS, ' ');
}

/** As `plain`, on one line. */
export function plainLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim();
}

/** A name or a text of a person on one line, without control characters and other invisible ones. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}

/** The title of a paper, safe to show, or words that say that it has none. */
export function plainTitle(title: string): string {
  return title.trim() === '' ? '(without a title)' : withoutLatex(plain(title));
}

/** As `plain`, for text that a presenter has coloured. */
export function plainButColours(text: string): string {
  return text.replace(CONTROLS_BUT_COLOURS, ' ');
}

/** LaTeX that only formats a word. */
const STYLED = /\\(?:emph|mbox|underline|text(?:bf|it|md|normal|rm|sc|sf|sl|tt|up))\s*\{([^{}]*)\}/g;

/** For text shown where LaTeX is not typeset. */
export function withoutLatex(text: string): string {
  return formulasAsText(text).replace(STYLED, '$1').replace(ESCAPED, '$1');
}

/** The same value in JSON, with every control character and direction mark escaped. */
export function terminalJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    UNESCAPED_IN_JSON,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A moment in ISO 8601 as `YYYY-MM-DD HH:MM` in the time zone of the person. */
export function localMinute(moment: string): string {
  const at = new Date(moment);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
