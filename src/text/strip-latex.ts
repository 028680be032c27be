/**
 * Strips LaTeX from a text that is compared or indexed, and never shown.
 * For texts that are read, `decode-latex.ts` decodes it instead, when a file is added.
 */

/** Commands whose argument is not text. */
const SILENT_COMMAND = /\\(?:cite[a-z]*|ref|eqref|label|footnote(?:mark)?|url|href)\s*(?:\[[^[\]]*\])?\{[^{}]*\}/giu;

/** `\'e`, `\"{o}`, `\c{c}`, `\v s`: accents are removed, as `fold` does for composed letters. */
const ACCENT = /\\(?:["'`^~=.]\s*|[cvuHkrbd](?=[\s{]))\{?\\?([a-z])\}?/giu;

/** Commands that only format their argument. */
const STYLES =
  'emph|text[a-z]*|math[a-z]*|operatorname|underline|mbox|bf|it|rm|sc|tt|em|left|right|big+|displaystyle|scriptstyle' +
  '|begin|end|tilde|hat|bar|vec|widehat|widetilde|overline|ensuremath|boldsymbol|bm|cal|small|large|noindent|par|item' +
  '|quad|xspace';
/** Other commands become words: `\alpha` is `alpha`. */
const STYLE_COMMAND = new RegExp(String.raw`\\(?:${STYLES})(?![a-z])\*?`, 'giu');

/** `\varphi` and `\varepsilon` are variants of the same letters. */
const VARIANT = /\\var(?=[a-z])/giu;

/** Signs between quantities: in `z\sim2`, "sim" is no word. */
const RELATIONS =
  'sim|simeq|approx|pm|mp|times|cdot|leq?|geq?|leqslant|geqslant|ll|gg|lesssim|gtrsim|propto|equiv|to|rightarrow';

/** Commands that say nothing about the subject; `\beta` and similar are words. */
const TYPESETTING = new RegExp(`^(?:${STYLES}|${RELATIONS}|cite[a-z]*|ref|eqref|label|frac|url|href)$`, 'iu');

/** Commands, braces and dollar signs. */
export const FORMATTING = /\\[a-z]+\*?|[{}$]/giu;

/** Whether a command, without its backslash, says nothing about the subject. */
export function isTypesetting(command: string): boolean {
  return TYPESETTING.test(command);
}

/** Text without LaTeX: accents removed, formatting commands dropped, other commands as words. */
export function stripLatex(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .replace(SILENT_COMMAND, ' ')
    .replace(ACCENT, '$1')
    .replace(STYLE_COMMAND, '')
    .replace(VARIANT, '\\')
    .replace(/\\([a-z]+)/giu, ' $1 ');
}
