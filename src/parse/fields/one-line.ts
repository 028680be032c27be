/** Text on one line. */

/**
 * What `oneLine` changes: white space that is not a single blank, control characters, and halves of surrogate pairs.
 */
const UNTIDY = /[^\S ]| {2}|^ | $|[\p{Cc}\p{Cs}\u{FEFF}]/u;

/** Text on one line: white space and control characters become single blanks. */
export function oneLine(text: string | undefined): string {
  if (text === undefined || !UNTIDY.test(text)) return text ?? '';
  // A lone surrogate cannot be stored as UTF-8 and would come back as another character.
  return text
    .replace(/[\s\p{Cc}\u{FEFF}]+/gu, ' ')
    .trim()
    .replace(/\p{Cs}/gu, '\u{FFFD}');
}

/** The beginning of a text, for a message. */
export function excerpt(text: string): string {
  const line = oneLine(text);
  return line.length <= 60 ? line : `${line.slice(0, 57)}…`;
}
