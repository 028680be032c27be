import { ET_AL } from '../../paper.js';
import { decodeLatex, decodeProse } from '../../text/decode-latex.js';
import { lineEndsIn } from '../bytes/line-ends.js';
import { withCollaborations } from '../fields/author-list.js';
import { monthOf, publishedOf } from '../fields/dates.js';
import { deliver } from '../fields/draft.js';
import { identifiersInLines, type LooseIdentifiers } from '../fields/identifiers.js';
import { journalOf } from '../fields/journal-macros.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import { ownNote } from '../fields/own-fields.js';
import { ownText } from '../fields/own-latex.js';
import { titleWith } from '../fields/subtitle.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byBlocks } from '../split/bibtex-blocks.js';
import { CrossReferences, type KeyedReference } from '../split/bibtex-crossref.js';
import { fieldsOf, type RawField } from '../split/bibtex-fields.js';

/** The longest macro accepted: those of journals and publishers have a hundred characters. */
const MAX_MACRO_CHARS = 64 * 1024;
/** Blocks of the format that are not papers. */
const NO_PAPER = new Set(['comment', 'preamble', 'string']);
/** An address as the way of publication is not a venue. */
const ADDRESS = /^\W*(?:url|available (?:at|from|online)|online|web ?page|website|accessed)?\W*https?:/i;
/** Fields of keywords: of anyone, of Scopus for authors, and of Web of Science for itself. */
const KEYWORDS = ['keywords', 'keyword', 'author_keywords', 'keywords-plus'];
/** The macros that every BibTeX style defines. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** BibTeX and BibLaTeX as Zotero, Mendeley, JabRef, Google Scholar and publishers write it. */
export const bibtex: Format = {
  name: 'bibtex',
  recognises: ({ text }) => /^[ \t]*@[ \t]*[a-z][\w-]*[ \t]*[{(]\s*(?:[^\s{},="]*\s*,|[\w-]+\s*=)/im.test(text),
  open: readBibtex,
};

interface Reference extends KeyedReference {
  readonly line: number;
  /** The line that its fields begin on. */
  readonly fieldsLine: number;
}

function readBibtex(source: Source, sink: Sink): Reader {
  const macros = new Map(MONTHS.map((month) => [month, month]));
  const references = new CrossReferences<Reference>((reference) => deliverReference(reference, source, sink));
  const blocks = byBlocks(sink, (block) => {
    if (block.type === 'string') {
      const defined = fieldsOf(block.body, macros);
      if (typeof defined === 'string') return sink.reject(block.line, `this @string cannot be read: ${defined}`);
      for (const [name, { text }] of defined) {
        if (text.length > MAX_MACRO_CHARS) return sink.reject(block.line, 'this @string is too long to be a macro');
        macros.set(name, text);
      }
    } else if (!NO_PAPER.has(block.type)) {
      const start = /^[^,=]*?(?:,|$)/.exec(block.body)?.[0].length ?? 0;
      const fields = fieldsOf(block.body.slice(start), macros);
      if (typeof fields === 'string') return sink.reject(block.line, `this @${block.type} cannot be read: ${fields}`);
      const key = block.body.slice(0, start).replace(',', '').trim().toLowerCase();
      const fieldsLine = block.bodyLine + lineEndsIn(block.body.slice(0, start));
      references.add({ type: block.type, key, fields, line: block.line, fieldsLine });
    }
  });
  return {
    push: (text) => blocks.push(text),
    end() {
      blocks.end();
      references.end();
    },
  };
}

function deliverReference({ type, fields, ...lines }: Reference, source: Source, sink: Sink): void {
  const own = fields.has('paperkin');
  const textBy =
    (decode: (latex: string) => string) =>
    (...names: string[]): string => {
      const raw = names.map((name) => fields.get(name)?.text ?? '').find((value) => value.trim() !== '') ?? '';
      return (own ? ownText(raw.replace(/^\{(.*)\}$/s, '$1')) : null) ?? withoutMarkup(decode(raw));
    };
  const text = textBy(decodeLatex);
  const prose = textBy(decodeProse);
  const asIs = (name: string): string =>
    (fields.get(name)?.text ?? '')
      .replace(/\\url\b|[{}]/g, '')
      .replace(/\\([&%#_$~])/g, '$1')
      .trim();
  const line = (field: RawField | undefined): number =>
    field === undefined ? lines.line : lines.fieldsLine + field.linesBefore;
  const published = text('howpublished');
  const venue = journalOf(text('journal', 'journaltitle', 'booktitle') || (ADDRESS.test(published) ? '' : published));
  const authors = authorsIn(fields.get('author')?.text ?? '', own);
  const inNote: LooseIdentifiers = own ? {} : identifiersInLines(text('note'));
  // Zotero has the number of a preprint there.
  const inNumber = own ? undefined : /^arxiv:\s*(\S+)/i.exec(text('number'))?.[1];
  const eprintType = text('archiveprefix', 'eprinttype').toLowerCase();
  deliver(source.file, line(fields.get('title') ?? fields.get('abstract')), sink, {
    exact: own,
    id: text('paperkin'),
    title: titleWith(prose('title'), prose('subtitle')),
    abstract: prose('abstract'),
    published: publishedIn(text),
    authors: own ? authors : withCollaborations(authors, text('collaboration').split(/,? and |,/)),
    editors: own ? [] : authorsIn(fields.get('editor')?.text ?? '', false),
    venue,
    volume: text('volume'),
    issue: inNumber === undefined ? text('number', 'issue') : '',
    pages: text('pages'),
    type: own ? text('paperkintype') : type,
    degree: text('type'),
    publisher: text('publisher', 'school', 'institution', 'organization'),
    keywords: (own ? ['paperkinkeywords'] : KEYWORDS).map((name) => text(name)),
    articleNumber: text('eid', 'article-number', 'articleno'),
    by: text('byline'),
    comments: Number(text('comments') || Number.NaN),
    tags: own ? text('paperkintags').split(',') : [],
    note: own ? ownNote(text('paperkinnote')) : undefined,
    url: text('paperkinurl') || asIs('url') || asIs('adsurl') || /https?:[^\s{}]+/.exec(asIs('howpublished'))?.[0],
    doi: doiIn(asIs('doi')),
    arxiv:
      text('arxivid', 'arxiv') ||
      (eprintType === 'arxiv' || eprintType === '' ? text('eprint') : '') ||
      (own ? undefined : (/arxiv:\s*(\S+)/i.exec(venue)?.[1] ?? inNumber ?? inNote.arxiv)),
    openalex: text('openalex'),
    s2: text('s2'),
    s2corpus: text('s2corpus'),
    pubmed: text('pmid') || (eprintType === 'pubmed' ? text('eprint') : '') || inNote.pubmed,
  });
}

/** Angle brackets of old DOIs are written as LaTeX. */
function doiIn(text: string): string {
  return text
    .replace(/\$([<>])\$/g, '$1')
    .replace(/\\textless\s*/g, '<')
    .replace(/\\textgreater\s*/g, '>');
}

function publishedIn(text: (...names: string[]) => string): string {
  const date = text('date');
  const year = text('year').trim();
  // JabRef and Biblioscape write a month or a day there, and the year in a field of its own.
  if (date !== '' && (year === '' || publishedOf(date) !== null)) return date;
  if (date !== '' && publishedOf(`${date} ${year}`) !== null) return `${date} ${year}`;
  if (year === '' && text('early access date') !== '') return text('early access date');
  const month = text('month').trim();
  const number = monthOf(month);
  const day = /^\d{1,2}$/.exec(text('day').trim())?.[0];
  if (number !== null && /^\d{4}$/.test(year)) return [year, number, ...(day === undefined ? [] : [day])].join('-');
  return year === '' ? '' : `${month} ${year}`.trim();
}

/**
 * Names separated by "and", in any case, outside braces. A name entirely in braces is an organisation and stays
 * unchanged, as do all names that paperkin wrote.
 */
function authorsIn(text: string, own: boolean): string[] {
  const names: string[] = [];
  let depth = 0;
  let name = '';
  for (const part of text.replace(/\s+/g, ' ').split(/(\\.|[{}]| and )/i)) {
    if (depth === 0 && /^ and $/i.test(part)) {
      names.push(name);
      name = '';
      continue;
    }
    if (part === '{') depth++;
    if (part === '}') depth--;
    name += part;
  }
  // Some programs separate names by semicolons.
  const all = names.length === 0 && !own && !name.includes('{') ? name.split(';') : [...names, name];
  return all
    .map((raw) => raw.trim())
    .filter((raw) => raw !== '')
    .map(
      (raw) =>
        (raw === 'others' ? ET_AL : null) ??
        (own ? ownText(raw.replace(/^\{(.*)\}$/s, '$1')) : null) ??
        (/^\{[^{}]*\}$/.test(raw) ? decodeLatex(raw) : uprightName(decodeLatex(raw))),
    );
}
