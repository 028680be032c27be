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
  'textit|textbf|textsc|texttt|textrm|textsf|textsl|textup|textnormal|textmd|emph|mbox|hbox|text|underline|uppercase|url|path|enquote|textsuperscript|textsubscript|ensuremath';
const SWITCHES =
  'it|em|bf|sc|tt|rm|sf|sl|itshape|bfseries|scshape|upshape|ttfamily|sffamily|rmfamily|normalfont|small|large|relax|protect|noopsort';

const LETTER = String.raw`(\\[ij](?![a-zA-Z])|\p{L})`;
const TOKEN = new RegExp(
  [
    String.raw`(?<symbolAccent>\\[\x60'^"~=.])\s*(?:\{\s*${LETTER}\s*\}|${LETTER})`,
    String.raw`(?<letterAccent>\\[uvHtcdbkr])(?:\s*\{\s*${LETTER}\s*\}|\s+${LETTER}(?!\p{L}))`,
    String.raw`\\(?<character>${Object.keys(CHARACTERS).join('|')})(?![a-zA-Z])(?:\{\}|\s+(?=[^\s\\])|)`,
    String.raw`\\(?:${STYLES})\s*(?=\{)`,
    String.raw`\\(?:${SWITCHES})(?![a-zA-Z])\s*`,
    String.raw`\\(?<escaped>[&%#_$\{\}])`,
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
  if (!/[\\{}$~`'-]/.test(text)) return text;
  let decoded = '';
  let from = 0;
  for (const math of text.matchAll(MATH)) {
    decoded += decodeText(text.slice(from, math.index)) + math[0];
    from = math.index + math[0].length;
  }
  return decoded + decodeText(text.slice(from));
}

/** The formulas of a text, `$…$` and `\(…\)`. */
export function formulasIn(text: string): IterableIterator<RegExpMatchArray> {
  return text.matchAll(MATH);
}

function decodeText(text: string): string {
  return text.replace(TOKEN, (found, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const accent = groups['symbolAccent'] ?? groups['letterAccent'];
    if (accent !== undefined) {
      const letter =
        (rest.slice(1, -3) as (string | undefined)[]).filter((group) => group !== undefined && group !== accent)[0] ??
        '';
      return `${letter.replace(/^\\/, '')}${ACCENTS[accent[1]!]!}`.normalize('NFC');
    }
    if (groups['character'] !== undefined) return CHARACTERS[groups['character']]!;
    if (groups['escaped'] !== undefined) return groups['escaped'];
    if (groups['space'] !== undefined) return ' ';
    return TYPOGRAPHY[found] ?? '';
  });
}
