/**
 * Makes two writings of one text equal: Unicode forms, LaTeX, case, hyphenation and a heading such as "Abstract:" go.
 *
 * The plain text is for comparing only; nobody is shown it. What remains is lower-case letters and digits in words.
 */
import { fold } from '../../text/words.js';

/** "Abstract:", "ABSTRACT --", "Summary." and the like before the first sentence. */
const HEADING = /^\s*(?:abstract|summary)\s*(?:[:.—–-]+|\n)\s*/iu;

/** Commands whose argument is an address and no part of what is said. */
const SILENT_COMMAND = /\\(?:cite[a-z]*|ref|eqref|label|footnote(?:mark)?|url|href)\s*(?:\[[^\]]*\])?\{[^{}]*\}/giu;

/** `\'e`, `\"{o}`, `\c{c}`, `\v s`: an accent is dropped as `fold` drops it from a composed letter. */
const ACCENT = /\\(?:["'`^~=.]\s*|[cvuHkrbd](?=[\s{]))\{?\\?([a-z])\}?/giu;

/** Commands that only dress their argument; any other command is read as its name, `\alpha` as `alpha`. */
const DRESSING = new RegExp(
  String.raw`\\(?:emph|text[a-z]*|math[a-z]*|operatorname|underline|mbox|bf|it|rm|sc|tt|em|left|right|big+` +
    String.raw`|displaystyle|scriptstyle|begin|end|tilde|hat|bar|vec|widehat|widetilde|overline|ensuremath` +
    String.raw`|boldsymbol|bm|cal|small|large|noindent|par|item|quad|xspace)(?![a-z])\*?`,
  'giu',
);

/** A word broken at the end of a line: `mod-\nels`, or `mod- els` where line ends became spaces. */
const BROKEN_WORD = /(?<=\p{L})[-‐‑]\s+(?=\p{Ll})/gu;

/** Written for "and", in LaTeX and HTML too. */
const AMPERSAND = /\\?&(?:amp;)?/gu;

/**
 * Characters inside a formula or an encoding that part no words: `x^2`, `N_{max}`, `{\"o}`, soft hyphens, zero widths.
 */
const GLUE = /[{}^_$\u00AD\u200B-\u200D\u2060\uFEFF'’`´]/gu;

const GREEK_NAMES =
  'α alpha β beta γ gamma δ delta ε epsilon ϵ epsilon ζ zeta η eta θ theta ϑ theta ι iota κ kappa λ lambda ' +
  'μ mu ν nu ξ xi ο omicron π pi ρ rho σ sigma ς sigma τ tau υ upsilon φ phi ϕ phi χ chi ψ psi ω omega';
const GREEK = new Map(Array.from(GREEK_NAMES.matchAll(/(\S) (\S+)/gu), ([, letter, name]) => [letter!, name!]));
const GREEK_LETTER = /[α-ωϑϕϵ]/gu;
/** `\varphi` and `\varepsilon` are the letters as Unicode draws them. */
const VARIANT = /\\var(?=[a-z])/giu;

/** Characters of scripts without spaces between words. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
/** A run of letters and digits; a character of a script without spaces is a word of its own. */
const PLAIN_WORD = new RegExp(String.raw`(?=[\p{L}\p{N}])${UNSPACED}|(?:(?!${UNSPACED})[\p{L}\p{N}])+`, 'gu');
const ASCII_WORD = /[a-z0-9]+/g;
const NOT_ASCII = /[^\x00-\x7F]/;

/** The words that a text says, in order, whatever it was written in. */
export function plainWords(text: string): string[] {
  const bare = withoutLatex(text.replace(HEADING, '').replace(BROKEN_WORD, '').replace(AMPERSAND, ' and '));
  const folded = NOT_ASCII.test(bare)
    ? fold(bare).replace(GREEK_LETTER, (letter) => ` ${GREEK.get(letter) ?? letter} `)
    : bare.toLowerCase();
  const glued = folded.replace(GLUE, '');
  return glued.match(NOT_ASCII.test(glued) ? PLAIN_WORD : ASCII_WORD) ?? [];
}

function withoutLatex(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .replace(SILENT_COMMAND, ' ')
    .replace(ACCENT, '$1')
    .replace(DRESSING, '')
    .replace(VARIANT, '\\')
    .replace(/\\([a-z]+)/giu, ' $1 ');
}
