import { decodeAccents } from '../../text/decode-latex.js';
import { dateFrom } from '../fields/dates.js';
import { type Draft, deliver } from '../fields/draft.js';
import { draftOf, fieldOf } from '../fields/fields.js';
import { identifiersInLines } from '../fields/identifiers.js';
import { withoutMarkup } from '../fields/markup.js';
import { nameAPaper } from '../fields/paper-signs.js';
import { plainTitle } from '../fields/pubmed-title.js';
import { citedVolume } from '../fields/volume-and-pages.js';
import type { Beginning, Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';
import { cellsOf, type Row, Rows } from '../split/rows.js';
import { StrayLines } from '../split/stray-lines.js';

/** Lines that may contain the header; some exports put a few lines of their own before it. */
const LINES_TO_HEADER = 20;
/** Maximum length of a column name; an abstract is longer. */
const LONGEST_NAME = 100;
/** Excel's maximum number of columns; a line with more is not a header. */
const MAX_COLUMNS = 16_384;
const DELIMITERS = ['\t', ',', ';'];
/** The two-letter columns of Web of Science's tab-delimited files, and of tables made from RIS. */
const TAGS: Readonly<Record<string, string>> = {
  TI: 'title',
  T1: 'title',
  AB: 'abstract',
  N2: 'abstract',
  AF: 'authors',
  A1: 'author',
  AU: 'author',
  BE: 'editors',
  ED: 'editors',
  SO: 'venue',
  T2: 'venue',
  JO: 'journal',
  VL: 'volume',
  IS: 'issue',
  PS: 'pages',
  DT: 'type',
  TY: 'type',
  PU: 'publisher',
  PB: 'publisher',
  DE: 'author keywords',
  ID: 'keywords plus',
  KW: 'keywords',
  K1: 'keywords',
  MH: 'mesh terms',
  OT: 'other terms',
  BP: 'first page',
  SP: 'first page',
  EP: 'last page',
  AR: 'article number',
  PD: 'date',
  PY: 'year',
  Y1: 'year',
  DI: 'doi',
  DO: 'doi',
  PM: 'pubmed',
  UR: 'url',
};

/** Of the table that Google Scholar makes of a profile. */
const SCHOLAR: Readonly<Record<string, string>> = { Publication: 'venue', Number: 'issue' };

/** The apostrophe that our own export writes before text that a spreadsheet would run as a formula. */
const MADE_TEXT = /^'(?='*[=+\-@\t\r])/;

/** What Embase has in one cell: "Lamps (2014) 3:3 (152-160). Date of Publication: 1 May 2014". */
const EMBASE_SOURCE = new RegExp(
  String.raw`^(?<venue>.{2,200}?) \((?<year>(?:19|20)\d\d)\) (?<volume>\d[\w-]{0,20})` +
    String.raw`(?::(?<issue>[\w-]{1,10}(?: [\w-]{1,10}){0,2}))?` +
    String.raw`(?: \((?<pages>[^()]{1,60})\))?.*?(?:Date of Publication: (?<day>.*?))?\.?$`,
);

/** Where one name ends and the next begins; "McDonald" and "DeVries" are one. */
const GLUED_NAMES = /(?<=\p{Ll}{2}|\.)(?<!\b(?:Mac|Van|Von))(?=\p{Lu})/gu;

/**
 * Comma- or semicolon-separated, with the columns of Zotero, Scopus, Web of Science, PubMed, ASReview, Rayyan and the
 * like.
 */
export const csv = tableFormat('csv', (delimiter) => delimiter !== '\t');
export const tsv = tableFormat('tsv', (delimiter) => delimiter === '\t');

function tableFormat(name: 'csv' | 'tsv', suits: (delimiter: string) => boolean): Format {
  return {
    name,
    recognises(beginning) {
      const delimiter = delimiterOf(beginning);
      return delimiter !== null && suits(delimiter);
    },
    open: (source, sink) => readTable(name === 'tsv' ? ['\t'] : [',', ';'], source, sink),
  };
}

function delimiterOf({ text }: Beginning): string | null {
  for (const line of text.split('\n', LINES_TO_HEADER)) {
    const delimiter = DELIMITERS.find((candidate) => isHeader(cellsOf(line, candidate)));
    if (delimiter !== undefined) return delimiter;
  }
  return null;
}

/** A header names a title or an abstract and at least one more field. */
function isHeader(cells: readonly string[] | null): cells is readonly string[] {
  if (cells === null || cells.length > MAX_COLUMNS) return false;
  const columns = columnsOf(cells);
  const fields = new Set(columns.map((column) => fieldOf(column)?.field));
  fields.delete(undefined);
  return fields.size > 1 && nameAPaper(columns);
}

function columnsOf(header: readonly string[]): string[] {
  // bibliometrix writes a column's name behind its tag: "TI - TITLE".
  const names = header.map((name) => name.trim().replace(/^[A-Z][A-Z0-9] - (?=\w)/, ''));
  if (names.includes('TI') || names.includes('T1'))
    return names.map((name) => (isIdOfRis(name, names) ? '' : (TAGS[name] ?? (name.length === 2 ? '' : name))));
  if (isOwn(names)) return names;
  if (['Publication', 'Volume', 'Number'].every((name) => names.includes(name)))
    return names.map((name) => SCHOLAR[name] ?? name);
  // OpenAlex's export has its addresses there. Elsewhere ids are often mere row numbers, and two tables' rows 1 are not
  // one paper.
  const id = names.includes('authorships.author.display_name') ? 'openalex' : '';
  return names.map((name) => (fieldOf(name)?.field === 'id' ? id : name));
}

/** `ID` is a number in RIS, and keywords in Web of Science. */
function isIdOfRis(name: string, names: readonly string[]): boolean {
  return name === 'ID' && !names.includes('DE');
}

/** Whether a table is one that paperkin wrote. */
function isOwn(columns: readonly string[]): boolean {
  return columns.includes('by') && columns.includes('openalex');
}

function readTable(delimiters: readonly string[], source: Source, sink: Sink): Reader {
  const before = new StrayLines('table; no header with a title and another field of a paper has come yet', sink);
  let rows: Rows | null = null;
  return byLines(
    sink,
    (line) => {
      if (rows !== null) return rows.push(line);
      for (const delimiter of delimiters) {
        const header = cellsOf(line.text, delimiter);
        if (!isHeader(header)) continue;
        before.end();
        if (header.some((cell) => cell.length > LONGEST_NAME))
          sink.reject(line.number, 'a row continues the header line; it is skipped');
        const columns = columnsOf(header);
        rows = new Rows(
          delimiter,
          (row) => readRow(row, columns, source, sink),
          (number, reason) => sink.reject(number, reason),
        );
        return;
      }
      if (line.text.trim() !== '' && !/^sep=.$/.test(line.text)) before.add(line.number);
    },
    () => {
      before.end();
      rows?.end();
    },
  );
}

/**
 * Reads the rows of a sheet; text before its header is rejected. A sheet may have cells beyond its header, such as
 * notes, and two headers, of which the second has more names.
 */
export function sheetReader(source: Source, sink: Sink, thing: string): { push(row: Row): void; end(): void } {
  const before = new StrayLines(thing, sink);
  let columns: readonly string[] | null = null;
  let rows = 0;
  return {
    push({ line, cells }) {
      if (cells.every((cell) => cell.trim() === '')) return;
      if (isHeader(cells) && (columns === null || (rows === 0 && fieldsIn(cells) > fieldsIn(columns)))) {
        columns = columnsOf(cells);
        before.end();
      } else if (columns === null) before.add(line);
      else {
        rows++;
        readRow({ line, cells: columns.map((_, i) => cells[i] ?? '') }, columns, source, sink);
      }
    },
    end: () => before.end(),
  };
}

/** How many fields of a paper a header names. */
function fieldsIn(header: readonly string[]): number {
  return new Set(columnsOf(header).flatMap((column) => fieldOf(column)?.field ?? [])).size;
}

function readRow({ line, cells }: Row, columns: readonly string[], source: Source, sink: Sink): void {
  const beyond = cells.slice(columns.length).some((cell) => cell.trim() !== '');
  if (beyond || (cells.length < columns.length && !endsEarly(cells, columns))) {
    return sink.reject(line, `the row has ${cells.length} columns where the header has ${columns.length}`);
  }
  const [own, glued, pubmed] = [isOwn(columns), areGlued(columns), isPubmed(columns)];
  const comments = cells[columns.indexOf('comments')] ?? '';
  if (own && !/^\d*$/.test(comments))
    return sink.reject(line, `the column “comments” does not contain a number; two rows are on one line`);
  const value = (column: string, cell: string): unknown => {
    if (!own) {
      if (glued && column === 'Authors') return cell.replace(GLUED_NAMES, '; ');
      const plain = withoutMarkup(decodeAccents(cell));
      if (pubmed && column === 'Title') return plainTitle(plain);
      return pubmed && column === 'Authors' ? plain.replace(/\.$/, '') : plain;
    }
    const text = cell.replace(MADE_TEXT, '');
    return column === 'authors' ? ownNames(text) : text;
  };
  // PubMed's table has the volume in its citation only.
  const cited = pubmed ? (cells[columns.indexOf('Citation')] ?? '') : '';
  const extra = own ? '' : (cells[columns.indexOf('Extra')] ?? '');
  const result = draftOf(
    Object.fromEntries(
      columns
        .map((column, i) => [column, value(column, cells[i] ?? '')] as const)
        .filter(([column, cell]) => column !== '' && cell !== ''),
    ),
  );
  if ('reason' in result) return sink.reject(line, result.reason);
  const draft = own
    ? {
        ...result.draft,
        exact: true,
        tags: tagsIn(cells[columns.indexOf('tags')] ?? ''),
        note: cells[columns.indexOf('note')]?.replace(MADE_TEXT, ''),
      }
    : { ...citedVolume(cited), ...identifiersInLines(extra), ...withSource(result.draft) };
  deliver(source.file, line, sink, draft);
}

/** With what Embase has in the cell of the venue. */
function withSource(draft: Draft): Draft {
  const match = EMBASE_SOURCE.exec(draft.venue?.trim() ?? '');
  if (match === null || draft.published !== undefined) return draft;
  const { venue, year, volume, issue, pages, day } = match.groups!;
  return { ...draft, venue, volume, issue, pages, published: dateFrom(year, day) };
}

/**
 * Excel leaves out empty cells at the end of a row; a row that has its title and its abstract may have lost no more.
 */
function endsEarly(cells: readonly string[], columns: readonly string[]): boolean {
  return (['title', 'abstract'] as const).every((field) => {
    const at = columns.findIndex((column) => fieldOf(column)?.field === field);
    return at >= 0 && (cells[at] ?? '').trim() !== '';
  });
}

/** SpringerLink writes authors without a separator: "Ada OneBen Two". */
function areGlued(columns: readonly string[]): boolean {
  return columns.includes('Item DOI') && columns.includes('Content Type');
}

function isPubmed(columns: readonly string[]): boolean {
  return columns.includes('PMID') && columns.includes('Citation');
}

/** Tags as our own export writes them; a tag has no comma. */
function tagsIn(cell: string): string[] {
  return cell.replace(MADE_TEXT, '').split(',');
}

/** Names as our own export writes them: separated by semicolons, those within a name escaped with a backslash. */
function ownNames(cell: string): string[] {
  return (cell.match(/(?:\\.|[^\\;])+/g) ?? []).map((name) => name.replace(/\\(.)/g, '$1').trim());
}
