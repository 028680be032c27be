import type { Paper } from '../../paper.js';

const COLUMNS: readonly (readonly [string, (paper: Paper) => string | number | null | undefined])[] = [
  ['id', ({ id }) => id],
  ['title', ({ title }) => title],
  ['abstract', ({ abstract }) => abstract],
  ['published', ({ published }) => published],
  ['by', ({ by }) => by],
  [
    'authors',
    ({ authors }) =>
      authors.map((name) => name.replace(/[\\;]/g, '\\$&')).join('; ') + (authors.length === 1 ? ';' : ''),
  ],
  ['venue', ({ venue }) => venue],
  ['url', ({ url }) => url],
  ['comments', ({ comments }) => comments],
  ['doi', ({ identifiers }) => identifiers.doi],
  ['arxiv', ({ identifiers }) => identifiers.arxiv],
  ['pubmed', ({ identifiers }) => identifiers.pubmed],
  ['openalex', ({ identifiers }) => identifiers.openalex],
  ['s2', ({ identifiers }) => identifiers.s2],
  ['s2corpus', ({ identifiers }) => identifiers.s2corpus],
];

/** What a spreadsheet runs as a formula, also where it was made text before. */
const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * RFC 4180 with a header, in the columns that `add` reads. Authors are separated by semicolons; one alone ends in one;
 * those in a name have a backslash before them. A cell that a spreadsheet would run gets an apostrophe before it, which
 * `add` takes away again.
 * @param exact leaves such cells as they are
 */
export function* csvOf(
  papers: Iterable<Paper>,
  { exact = false }: { readonly exact?: boolean } = {},
): Generator<string> {
  yield rowOf(COLUMNS.map(([name]) => name));
  const cellOf = (text: string) => (!exact && FORMULA.test(text) ? `'${text}` : text);
  for (const paper of papers) yield rowOf(COLUMNS.map(([, of]) => cellOf(String(of(paper) ?? ''))));
}

function rowOf(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (/[",;\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${quoted.join(',')}\r\n`;
}
