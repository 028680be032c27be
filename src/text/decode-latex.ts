/**
 * Decodes LaTeX into the text that a reader sees. Formulas stay as they are: the page typesets them.
 * For comparing and indexing texts, `strip-latex.ts` removes LaTeX instead.
 */
import { ACCENTS, CHARACTERS, SYMBOLS } from './latex-characters.js';

/** Commands that only change how their argument looks. */
const STYLES =
  'textit|textbf|textsc|texttt|textrm|textsf|textsl|textup|textnormal|textmd|emph|mbox|hbox|text|underline|' +
  'uppercase|mkbibemph|mkbibquote|mkbibitalic|mkbibbold|url|path|enquote|textsuperscript|textsubscript';
/** Commands that change how the rest of the group looks. */
const SWITCHES =
  'it|em|bf|sc|tt|rm|sf|sl|itshape|bfseries|scshape|upshape|ttfamily|sffamily|rmfamily|normalfont|small|large|' +
  'relax|protect|noopsort';
const TYPOGRAPHY: Readonly<Record<string, string>> = { '--': '–', '---': '—', '``': '“', "''": '”' };

/** `$…$` and `\(…\)`. The bound limits the time that an unclosed formula costs. */
const FORMULA = /(?<!\\)\$(?:\\.|[^$\\]){1,2000}\$|\\\((?:\\.|[^\\]){0,2000}?\\\)/gs;

/** A formula of the astrophysics data system ADS, which writes every symbol so; its braces nest twice at most. */
const ENSUREMATH = String.raw`\\ensuremath\s{0,9}\{(?<maths>(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,200}\}){0,200}\}){1,200})\}`;
const IN_FORMULA = [String.raw`\{${ENSUREMATH}\}`, ENSUREMATH].map((pattern) => new RegExp(pattern, 'g'));
/** Maths that prints the same as text. */
const PLAIN_MATHS = /^[\w<>=+/. ]+$/;

/** `\i` and `\j` stand for `i` and `j` under an accent. TeX drops blanks after a command: `Garc\'\i a` is one word. */
const DOTLESS = String.raw`\\[ij](?![a-zA-Z])(?:\{\}|\s*)`;
const letter = (name: string) => String.raw`(?<${name}>${DOTLESS}|\p{L})`;

/** `\ion{C}{iv}` and `\ion{C}{4}` of astronomers print as "C IV". */
const ION = String.raw`\\ion\s{0,9}\{(?<element>[A-Z][a-z]?)\}\s{0,9}\{?(?<stage>[IVXivx]{1,6}|[1-9])\}?`;
const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
/** Commands that print nothing, with their argument, and those whose first argument is not text. */
const SILENT =
  String.raw`\\(?:begin|end)\s{0,9}\{[a-z*]{1,20}\}|\\(?:footnote|thanks)\s{0,9}\{[^{}]{0,500}\}` +
  String.raw`|\\(?:xspace|noindent|maketitle)(?![a-zA-Z])(?:\{\})?` +
  String.raw`|\\(?:textcolor|foreignlanguage)\s{0,9}\{[^{}]{0,50}\}\s{0,9}(?=\{)`;
/** Commands that begin something new. */
const BREAKS = String.raw`(?<newLine>\s{0,9}\\(?:item|par|newline|linebreak)(?![a-zA-Z])\s{0,9})`;

const ACCENT_TOKENS = [
  ION,
  SILENT,
  BREAKS,
  String.raw`(?<symbolAccent>\\[\x60'^"~=.])\s*(?:\{\s*${letter('symbolBraced')}\s*\}|${letter('symbolBare')})`,
  String.raw`(?<letterAccent>\\[uvHtcdbkr])(?:\s*\{\s*${letter('letterBraced')}\s*\}|\s+${letter('letterBare')})`,
  String.raw`\\(?<character>${Object.keys(CHARACTERS).join('|')})(?![a-zA-Z])(?:\{\}|\s+(?=[^\s\\])|)`,
  // An address, before the text that links to it.
  String.raw`\\href\s*\{[^{}]{0,500}\}\s*(?=\{)`,
  // References and labels.
  String.raw`\s?\\(?:no)?(?:cite|ref|eqref|label|footnotemark)[a-z]{0,6}\*?\s*` +
    String.raw`(?:\[[^[\]]{0,100}\]){0,2}\{[^{}]{0,500}\}`,
  String.raw`\\(?<escaped>[&%#_$\{\}])`,
  String.raw`(?<thinSpace>\\,)`,
];
const ACCENT_TOKEN = new RegExp(ACCENT_TOKENS.join('|'), 'gu');
const TOKEN = new RegExp(
  [
    ENSUREMATH,
    ...ACCENT_TOKENS,
    String.raw`\\(?:${STYLES})\s*(?=\{)`,
    String.raw`\\(?:${SWITCHES})(?![a-zA-Z])\s*`,
    // A command that authors or a package define, before its argument.
    String.raw`\\[a-zA-Z]{2,30}\*?\s{0,9}(?=\{[^\}])`,
    String.raw`\\[-/!@]|\{\}|[\{\}]`,
    String.raw`(?<space>\\\\|\\[\s;:]|~)`,
    String.raw`---?|\x60\x60|''`,
  ].join('|'),
  'gu',
);

/** `{\"o}`, `{\v{s}}`, `{\ss}`: braces around one letter. */
const UNDER_ACCENT = String.raw`(?:[^\{\}\\]|\{[^\{\}\\]\}|\\[ij]|\{\\[ij]\})`;
const ACCENT_COMMAND = String.raw`\\(?:[\x60'^"~=.]|[uvHtcdbkr](?=[\s\{]))\s?${UNDER_ACCENT}`;
const LETTER_COMMAND = String.raw`\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L)\s?`;
const BRACED_LETTER = new RegExp(String.raw`\{(${ACCENT_COMMAND}|${LETTER_COMMAND})\}`, 'gu');
/** Commands for abbreviations, and of formulas that authors write outside of them. */
const WORDS = 'ac|acp|acs|acl|acf|gls|glspl|mathcal|mathrm|mathbf|mathit|mathsf|mathtt|operatorname';
const STYLED_OR_LINKED = new RegExp(
  String.raw`\\(?:href\s{0,9}\{[^{}]{0,500}\}|${STYLES}|${WORDS})\s{0,9}\{([^{}]{0,2000})\}` +
    String.raw`|\{\\(?:${SWITCHES})(?![a-zA-Z])\s{0,9}([^{}]{0,2000})\}`,
  'g',
);
/** Commands within commands that are decoded. */
const MOST_NESTED = 4;

const COMMAND = /\\([a-zA-Z]{2,30})(?![a-zA-Z])/g;

/** Text of a BibTeX field: accents, characters, quotation marks and dashes are decoded, braces removed. */
export function decodeLatex(text: string): string {
  if (!/[\\{}$~`'-]/.test(text)) return text;
  const formulas = text.includes('\\ensuremath') ? text.replace(FORMULA, withoutEnsuremath) : text;
  return outsideFormulas(formulas, (prose) => decodeTokens(prose, TOKEN));
}

/** As `decodeLatex`, for prose: other commands become symbols, or words without their backslash. */
export function decodeProse(text: string): string {
  return outsideFormulas(decodeLatex(text), (prose) => prose.replace(COMMAND, (_, name: string) => symbolOf(name)));
}

function symbolOf(name: string): string {
  return Object.hasOwn(SYMBOLS, name) ? SYMBOLS[name]! : name;
}

/**
 * Text as authors send it to arXiv: accents, characters and links are decoded. Dashes, tildes and other braces stay,
 * because there they are often not LaTeX.
 */
export function decodeAccents(text: string): string {
  if (!text.includes('\\')) return text;
  return outsideFormulas(text, (prose) => decodeTokens(withoutBraces(prose), ACCENT_TOKEN));
}

/** Within a formula, the command has no effect. Braces within braces have none either. */
function withoutEnsuremath(formula: string): string {
  return IN_FORMULA.reduce((text, pattern) => text.replace(pattern, '{$<maths>}'), formula).replace(
    /\{\{([^{}]*)\}\}/g,
    '{$1}',
  );
}

function outsideFormulas(text: string, decode: (prose: string) => string): string {
  let decoded = '';
  let from = 0;
  for (const formula of text.matchAll(FORMULA)) {
    decoded += decode(text.slice(from, formula.index)) + formula[0];
    from = formula.index + formula[0].length;
  }
  return decoded + decode(text.slice(from));
}

/** Removes the braces around single letters, and around text that is only styled or linked. */
function withoutBraces(prose: string): string {
  let text = prose.replace(BRACED_LETTER, (_, command: string) =>
    /\\[a-zA-Z]+\s?$/.test(command) ? `${command.trim()}{}` : command,
  );
  for (let depth = 0, before = ''; depth < MOST_NESTED && text !== before; depth++) {
    before = text;
    text = text.replace(STYLED_OR_LINKED, '$1$2');
  }
  return text;
}

type Groups = Readonly<Record<string, string | undefined>>;

function decodeTokens(text: string, tokens: RegExp): string {
  return text.replace(tokens, (token, ...rest: unknown[]) => decodeToken(token, rest.at(-1) as Groups));
}

/** Commands without a text of their own are dropped. */
function decodeToken(token: string, groups: Groups): string {
  const accent = groups['symbolAccent'] ?? groups['letterAccent'];
  if (accent !== undefined) return `${letterUnderAccent(groups)}${ACCENTS[accent[1]!]!}`.normalize('NFC');
  if (groups['character'] !== undefined) return CHARACTERS[groups['character']]!;
  const { element, stage } = groups;
  if (element !== undefined) return `${element} ${ROMAN[Number(stage)] ?? stage!.toUpperCase()}`;
  if (groups['newLine'] !== undefined) return ' ';
  if (groups['space'] !== undefined || groups['thinSpace'] !== undefined) return ' ';
  const maths = groups['maths'];
  if (maths !== undefined) return PLAIN_MATHS.test(maths) ? maths : `$${maths}$`;
  return groups['escaped'] ?? TYPOGRAPHY[token] ?? '';
}

function letterUnderAccent({ symbolBraced, symbolBare, letterBraced, letterBare }: Groups): string {
  const letter = symbolBraced ?? symbolBare ?? letterBraced ?? letterBare ?? '';
  return /^\\([ij])/.exec(letter)?.[1] ?? letter;
}
