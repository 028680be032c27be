/** Text of a BibTeX field that paperkin wrote (`present/export/bibtex.ts`), restored to the exact original. */

/** Formulas and accents, which were in LaTeX already and are written as they are. */
const AS_IT_IS =
  String.raw`(?<!\\)\$(?:\\.|[^$\\]){1,2000}\$|\\\((?:\\.|[^\\]){0,2000}?\\\)` +
  String.raw`|\\["'\x60^~=.](?:\{\\?[a-zA-Z]\}|[a-zA-Z])|\\[uvHcdbkr]\{\\?[a-zA-Z]\}` +
  String.raw`|\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L)(?![a-zA-Z])(?:\{\})?`;
const NAMED: Readonly<Record<string, string>> = {
  backslash: '\\',
  braceleft: '{',
  braceright: '}',
  asciitilde: '~',
  asciicircum: '^',
};
const TOKEN = new RegExp(
  [
    String.raw`\\text(?<named>${Object.keys(NAMED).join('|')})\{\}`,
    String.raw`\\(?<escaped>[&%#_$])`,
    `(?<asItIs>${AS_IT_IS})`,
    String.raw`(?<doubled>[-'\x60])\{\}(?=\k<doubled>)`,
    String.raw`(?<plain>[^\\{}~^&%#_$]+?(?=[-'\x60]\{\}|[\\{}~^&%#_$]|$))`,
  ].join('|'),
  'gsy',
);

/** The text that was written; `null` if it was edited. */
export function ownText(latex: string): string | null {
  let text = '';
  let at = 0;
  for (const match of latex.matchAll(TOKEN)) {
    const { named, escaped, asItIs, doubled, plain } = match.groups!;
    text += named === undefined ? (escaped ?? asItIs ?? doubled ?? plain!) : NAMED[named]!;
    at = match.index + match[0].length;
  }
  return at === latex.length ? text : null;
}
