/** Accent macros and the combining character that each puts on its letter. */
const ACCENTS: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
  t: '\u0361',
};
/** Macros that stand for a character. */
const CHARACTERS: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  i: 'ı',
  j: 'ȷ',
  dh: 'ð',
  DH: 'Ð',
  th: 'þ',
  TH: 'Þ',
  dj: 'đ',
  DJ: 'Đ',
  ng: 'ŋ',
  NG: 'Ŋ',
  P: '¶',
  S: '§',
  copyright: '©',
  pounds: '£',
  euro: '€',
  ldots: '…',
  textdoublepipe: 'ǂ',
  textdoublebarpipe: 'ǂ',
  dots: '…',
  textellipsis: '…',
  textendash: '–',
  textemdash: '—',
  textbackslash: '\\',
  textasciitilde: '~',
  textasciicircum: '^',
  textasciigrave: '`',
  textquotesingle: "'",
  textbraceleft: '{',
  textbraceright: '}',
  textless: '<',
  textgreater: '>',
  textbar: '|',
  textquoteleft: '‘',
  textquoteright: '’',
  textquotedblleft: '“',
  textquotedblright: '”',
  textdegree: '°',
  textregistered: '®',
  texttrademark: '™',
  textmu: 'µ',
  textdollar: '$',
  textunderscore: '_',
  guillemotleft: '«',
  guillemotright: '»',
  textquotedbl: '"',
  textexclamdown: '¡',
  textquestiondown: '¿',
  textpm: '±',
  texttimes: '×',
  textcopyright: '©',
  LaTeX: 'LaTeX',
  TeX: 'TeX',
  BibTeX: 'BibTeX',
  textbullet: '•',
  textperiodcentered: '·',
  slash: '/',
};
/** Macros that only set how their argument, or the rest of the group, is printed. */
const STYLES =
  'textit|textbf|textsc|texttt|textrm|textsf|textsl|textup|textnormal|textmd|emph|mbox|hbox|text|underline|' +
  'uppercase|mkbibemph|mkbibquote|mkbibitalic|mkbibbold|url|path|enquote|textsuperscript|textsubscript|ensuremath';
const SWITCHES =
  'it|em|bf|sc|tt|rm|sf|sl|itshape|bfseries|scshape|upshape|ttfamily|sffamily|rmfamily|normalfont|small|large|' +
  'relax|protect|noopsort';

/** TeX takes the blanks behind a macro for its end: the word in `Garc\\'\\i a` is one. */
const LETTER = String.raw`(\\[ij](?![a-zA-Z])(?:\{\}|\s*)|\p{L})`;
const ACCENT_TOKENS = [
  String.raw`(?<symbolAccent>\\[\x60'^"~=.])\s*(?:\{\s*${LETTER}\s*\}|${LETTER})`,
  String.raw`(?<letterAccent>\\[uvHtcdbkr])(?:\s*\{\s*${LETTER}\s*\}|\s+${LETTER})`,
  String.raw`\\(?<character>${Object.keys(CHARACTERS).join('|')})(?![a-zA-Z])(?:\{\}|\s+(?=[^\s\\])|)`,
  String.raw`\\href\s*\{[^{}]{0,500}\}\s*(?=\{)`,
  String.raw`\s?\\(?:no)?(?:cite|ref|eqref|label|footnotemark)[a-z]{0,6}\*?\s*` +
    String.raw`(?:\[[^[\]]{0,100}\]){0,2}\{[^{}]{0,500}\}`,
  String.raw`\\(?<escaped>[&%#_$\{\}])`,
];
const ACCENT = new RegExp(ACCENT_TOKENS.join('|'), 'gu');
/** Braces around one accented letter: `{\\"o}`, `{\\v{s}}`. */
const ACCENTED = String.raw`\\(?:[\x60'^"~=.]|[uvHtcdbkr](?=[\s\{]))\s?(?:[^\{\}\\]|\{[^\{\}\\]\}|\\[ij]|\{\\[ij]\})`;
const BRACED_ACCENT = new RegExp(String.raw`\{(${ACCENTED}|\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L)\s?)\}`, 'gu');
const TOKEN = new RegExp(
  [
    ...ACCENT_TOKENS,
    String.raw`\\(?:${STYLES})\s*(?=\{)`,
    String.raw`\\(?:${SWITCHES})(?![a-zA-Z])\s*`,
    String.raw`(?<nothing>\\[-/,;:!@]|\{\}|[\{\}])`,
    String.raw`(?<space>\\\\|\\\s|~)`,
    '(?<dash>---?)',
    String.raw`(?<quotes>\x60\x60|'')`,
  ].join('|'),
  'gu',
);
/** Bounded, so that an opening without its end costs no more than this many steps. */
const MATH = /(?<!\\)\$(?:\\.|[^$\\]){1,2000}\$|\\\((?:\\.|[^\\]){0,2000}?\\\)/gs;
const TYPOGRAPHY: Readonly<Record<string, string>> = { '--': '–', '---': '—', '``': '“', "''": '”' };

/**
 * Text of a BibTeX field as a reader would see it: accents, characters, quotes and dashes set, braces gone; formulas
 * stay as they are.
 */
export function decodeLatex(text: string): string {
  return /[\\{}$~`'-]/.test(text) ? besideMath(text, (prose) => decodeText(prose, TOKEN)) : text;
}

/**
 * Text as authors send it to arXiv: accents, characters and links set; dashes, tildes and braces, which are as often no
 * LaTeX, and formulas stay as they are.
 */
export function decodeAccents(text: string): string {
  if (!text.includes('\\')) return text;
  return besideMath(text, (prose) => decodeText(bare(prose), ACCENT));
}

/** Without the braces of accented letters, and of what is only set in another type or linked. */
function bare(prose: string): string {
  return prose
    .replace(BRACED_ACCENT, (_, accent: string) => (/\\[a-zA-Z]+\s?$/.test(accent) ? `${accent.trim()}{}` : accent))
    .replace(/\\(?:href\s*\{[^{}]{0,500}\}|emph|textit|textbf|texttt|textsc|textrm)\s*\{([^{}]*)\}/g, '$1');
}

function besideMath(text: string, decode: (prose: string) => string): string {
  let decoded = '';
  let from = 0;
  for (const math of text.matchAll(MATH)) {
    decoded += decode(text.slice(from, math.index)) + math[0];
    from = math.index + math[0].length;
  }
  return decoded + decode(text.slice(from));
}

/** The formulas of a text, `$…$` and `\(…\)`. */
export function formulasIn(text: string): IterableIterator<RegExpMatchArray> {
  return text.matchAll(MATH);
}

/** `i` of `\\i` and its blanks, which is written to carry an accent in place of the dot. */
function dotless(letter: string): string {
  return /^\\([ij])/.exec(letter)?.[1] ?? letter;
}

function decodeText(text: string, tokens: RegExp): string {
  return text.replace(tokens, (token, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const accent = groups['symbolAccent'] ?? groups['letterAccent'];
    if (accent !== undefined) {
      const letter =
        (rest.slice(1, -3) as (string | undefined)[]).filter((group) => group !== undefined && group !== accent)[0] ??
        '';
      return `${dotless(letter)}${ACCENTS[accent[1]!]!}`.normalize('NFC');
    }
    if (groups['character'] !== undefined) return CHARACTERS[groups['character']]!;
    if (groups['escaped'] !== undefined) return groups['escaped'];
    if (groups['space'] !== undefined) return ' ';
    return TYPOGRAPHY[token] ?? '';
  });
}
