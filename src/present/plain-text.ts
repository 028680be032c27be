/** Text of papers, file names and ids shown to a person: it stays text, whatever it holds. */

/** Control characters but tab and line feed, and the marks that reorder text (Unicode's explicit directions). */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
/** As above, but colours may pass: `ESC [ numbers m`. */
const CONTROLS_BUT_COLOURS =
  /\u001b(?!\[[\d;]*m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
/** What JSON.stringify leaves as it is although a terminal may act on it. */
const UNESCAPED_IN_JSON = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** No control characters, so no escape sequences; no text that is shown in another order than it has. */
export function plain(text: string): string {
  return text.replace(CONTROLS, ' ');
}

/** As `plain`, on one line. */
export function plainLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim();
}

/** As `plain`, for text that a presenter has coloured. */
export function plainButColours(text: string): string {
  return text.replace(CONTROLS_BUT_COLOURS, ' ');
}

/** The same value in JSON, with every control character and direction mark escaped. */
export function terminalJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    UNESCAPED_IN_JSON,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
