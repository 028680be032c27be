/**
 * Normalises text for comparison: Unicode forms, LaTeX, case, hyphenation and headings such as "Abstract:".
 *
 * The result is never shown. It contains words of lower-case letters and digits.
 */
import { stripLatex } from '../../text/strip-latex.js';
import { fold } from '../../text/words.js';

/** "Abstract:", "ABSTRACT --", "Summary." and the like before the first sentence. */
const HEADING = /^\s*(?:abstract|summary)\s*(?:[:.—–-]+|\n)\s*/iu;

/** A word broken at the end of a line: `mod-\nels`, or `mod- els` where line ends became spaces. */
const BROKEN_WORD = /(?<=\p{L})[-‐‑]\s+(?=\p{Ll})/gu;
/** Without one of these, a text needs no such replacement: they are much faster to look for. */
const HYPHEN_AND_SPACE = /[-‐‑]\s/;

/** An ampersand, also in LaTeX and HTML. */
const AMPERSAND = /\\?&(?:amp;)?/gu;

/** Characters that do not separate words: `x^2`, `N_{max}`, `{\"o}`, soft hyphens, zero widths. */
const GLUE = /[{}^_$\u00AD\u200B-\u200D\u2060\uFEFF'’`´]/gu;

const GREEK_NAMES =
  'α alpha β beta γ gamma δ delta ε epsilon ϵ epsilon ζ zeta η eta θ theta ϑ theta ι iota κ kappa λ lambda ' +
  'μ mu ν nu ξ xi ο omicron π pi ρ rho σ sigma ς sigma τ tau υ upsilon φ phi ϕ phi χ chi ψ psi ω omega';
const GREEK = new Map(Array.from(GREEK_NAMES.matchAll(/(\S) (\S+)/gu), ([, letter, name]) => [letter!, name!]));
const GREEK_LETTER = /[α-ωϑϕϵ]/gu;

/** Characters of scripts without spaces between words. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
/** A run of letters and digits; a character of a script without spaces is a word of its own. */
const PLAIN_WORD = new RegExp(String.raw`(?=[\p{L}\p{N}])${UNSPACED}|(?:(?!${UNSPACED})[\p{L}\p{N}])+`, 'gu');
const ASCII_WORD = /[a-z0-9]+/g;
const NOT_ASCII = /[^\x00-\x7F]/;

/** A normalised text, before it is split into words. */
export interface PlainText {
  readonly text: string;
  /** Its words are then runs of a–z and 0–9. */
  readonly isAscii: boolean;
}

/** The normalised words of a text, in order. */
export function plainWords(text: string): string[] {
  return wordsIn(plainText(text));
}

export function wordsIn({ text, isAscii }: PlainText): string[] {
  return text.match(isAscii ? ASCII_WORD : PLAIN_WORD) ?? [];
}

export function plainText(text: string): PlainText {
  const unheaded = text.replace(HEADING, '');
  const joined = HYPHEN_AND_SPACE.test(unheaded) ? unheaded.replace(BROKEN_WORD, '') : unheaded;
  const bare = stripLatex(joined.includes('&') ? joined.replace(AMPERSAND, ' and ') : joined);
  const folded = NOT_ASCII.test(bare)
    ? fold(bare).replace(GREEK_LETTER, (letter) => ` ${GREEK.get(letter) ?? letter} `)
    : bare.toLowerCase();
  const glued = folded.replace(GLUE, '');
  return { text: glued, isAscii: !NOT_ASCII.test(glued) };
}
