import type { Paper } from '../../paper.js';
import type { FormatOptions } from './format-options.js';
import { marksOf } from './own-fields.js';

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
  ['volume', ({ volume }) => volume],
  ['issue', ({ issue }) => issue],
  ['pages', ({ pages }) => pages],
  ['type', ({ type }) => type],
  ['publisher', ({ publisher }) => publisher],
  ['keywords', ({ keywords }) => keywords?.join('; ')],
  ['url', ({ url }) => url],
  ['comments', ({ comments }) => comments],
  ['doi', ({ identifiers }) => identifiers.doi],
  ['arxiv', ({ identifiers }) => identifiers.arxiv],
  ['pubmed', ({ identifiers }) => identifiers.pubmed],
  ['openalex', ({ identifiers }) => identifiers.openalex],
  ['s2', ({ identifiers }) => identifiers.s2],
  ['s2corpus', ({ identifiers }) => identifiers.s2corpus],
];

/** Cells that a spreadsheet runs as formulas, or that were escaped before. */
const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * RFC 4180 with a header, in the columns that `add` reads. Authors are separated by semicolons; a single author ends
 * with one; a semicolon in a name is escaped by a backslash. Keywords are separated by semicolons,
 * which none has, and tags by commas.
 * A cell that a spreadsheet would run gets a leading apostrophe, which `add` removes.
 * @param exact does not escape such cells
 */
export function* csvOf(papers: Iterable<Paper>, { exact = false, ...options }: FormatOptions = {}): Generator<string> {
  const withNotes = options.noteOf !== undefined;
  yield rowOf([...COLUMNS.map(([name]) => name), 'tags', ...(withNotes ? ['note'] : [])]);
  const cellOf = (text: string) => (!exact && FORMULA.test(text) ? `'${text}` : text);
  for (const paper of papers) {
    const { tags, note } = marksOf(paper, options);
    const fields = COLUMNS.map(([, of]) => String(of(paper) ?? ''));
    const cells = [...fields, tags.join(', '), ...(withNotes ? [note ?? ''] : [])];
    yield rowOf(cells.map(cellOf));
  }
}

function rowOf(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (/[",;\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${quoted.join(',')}\r\n`;
}
