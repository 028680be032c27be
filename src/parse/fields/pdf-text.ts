/** What programs leave that take text out of PDF or HTML: numbers of glyphs, and marks where a word may be divided. */

/** Glyphs without a character are written by their number in the font; these are those of TeX and Windows. */
const GLYPHS: Readonly<Record<string, string>> = {
  '2': 'fi',
  '11': 'ff',
  '12': 'fi',
  '13': 'fl',
  '14': 'ffi',
  '15': 'ffl',
  '96': 'ℓ',
  '147': '“',
  '148': '”',
  '173': '\u00ad',
  '222': 'fi',
};
const GLYPH = /\(cid:(\d{1,5})\)/g;
/** A soft hyphen, also at the end of a line; a space without width. */
const DIVISION = /\u00ad\s*|[\u200b\u2060]/g;

/** The text in whole words; a glyph that is not known becomes `\u{FFFD}`. */
export function withoutPdfMarks(text: string): string {
  return text.replace(GLYPH, (_, code: string) => GLYPHS[code] ?? '\u{FFFD}').replace(DIVISION, '');
}
