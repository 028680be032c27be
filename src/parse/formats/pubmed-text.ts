import { publishedOf } from '../fields/dates.js';
import { deliver } from '../fields/draft.js';
import { plainTitle } from '../fields/pubmed-title.js';
import { citedVolume } from '../fields/volume-and-pages.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';

/** The largest record taken: a bound on memory. */
const MAX_RECORD_CHARS = 1024 * 1024;
/** A record's first line: its number, and the citation. */
const BEGINS = /^\s{0,3}(\d{1,7})[.:] (\S.*)$/;
/** A citation has a journal, a full stop, a year. */
const CITATION = /^(.+?)\.\s+(?=(?:19|20|18)\d\d\b)([^;:.]+)/;
/** What a paragraph begins with that is neither the title, nor the authors, nor of the abstract. */
const ASIDE = new RegExp(
  [
    '^(?:Author information|Collaborators|Conflict of interest statement|Publisher|Grants?|Source):',
    '^(?:Keywords?|MeSH terms):',
    String.raw`^(?:Copyright\W{1,3}(?:©|\([cC]\)|\d{4}|The\b|by\b|\p{Lu}\p{Ll}+ \d{4})|©|\([cC]\))`,
    String.raw`^Published by (?:the )?\p{Lu}`,
    String.raw`^Copyright \p{Lu}.{0,120}\. All rights reserved`,
    '^\\d{4} (?:©|The Author)',
    String.raw`^\[(?:Article|Book|No authors) (?:in|listed)`,
    '^(?:DOI|PMCID|PMID): ',
  ].join('|'),
  'u',
);
/** A line above citations of other articles; as the beginning of a sentence it is one of an abstract. */
const LINKED = new RegExp(
  [
    '^(?:Comment|Erratum|Update|Republished|Corrected|Retraction|Retracted|Expression of concern|Reprint|Dataset)' +
      ' (?:in|on|of|for|from|and(?: republished)? (?:in|from)|described in)(?::.*)?$',
    '^(?:Original report|Summary for patients|Cites|Plain language|Partial retraction) (?:in|of|for)(?::.*)?$',
    String.raw`^(?:Comment|Erratum|Update) (?:in|on|of|for):? .*\b(?:1[89]|20)\d\d\b[^;:.]{0,12}[;:][\dA-Z(]`,
    String.raw`^Free (?:PMC )?[Aa]rticle\.?$`,
  ].join('|'),
);
const KEYWORDS = /^\s*(?:Keywords?|MeSH terms):/i;
/** A name with its initials: "Stone AB", "van den Berg C Jr", with numbers of addresses behind it. */
const NAME = /^[\p{L}'’ .-]+ \p{Lu}{1,4}(?: (?:Jr|Sr|2nd|3rd|4th))?$/u;
const MARKS = /\((?:\d+|#|[a-z*])\)/g;

/** The texts that PubMed saves as "Abstract (text)". */
export const pubmedText: Format = {
  name: 'pubmed-text',
  recognises: ({ text }) => /^PMID: \d+/m.test(text) && firstCitation(text),
  open: readPubmedText,
};

function firstCitation(text: string): boolean {
  const [paragraph = ''] = text.trimStart().split(/\n\s*\n/, 1);
  const begins = BEGINS.exec(paragraph.replace(/\s*\n\s*/g, ' '));
  return begins !== null && CITATION.test(begins[2]!);
}

/** A paragraph on one line, and the line that it begins on. */
interface Paragraph {
  readonly line: number;
  readonly firstLine: string;
  text: string;
}

function isAside({ firstLine, text }: Paragraph): boolean {
  return LINKED.test(firstLine.trim()) || ASIDE.test(text.trim());
}

function readPubmedText(source: Source, sink: Sink): Reader {
  let paragraphs: Paragraph[] = [];
  let chars = 0;
  let number = 0;
  let blankBefore = true;
  /** Whether the PMID of the record has been read: the next record may begin after it. */
  let identified = false;
  const open = (line: number, text: string) => void paragraphs.push({ line, firstLine: text, text });
  const close = (): void => {
    if (chars > MAX_RECORD_CHARS) sink.reject(paragraphs[0]!.line, 'this record is larger than 1 MB');
    else if (paragraphs.length > 0) readRecord(paragraphs, source, sink);
    paragraphs = [];
    chars = 0;
    identified = false;
  };
  return byLines(
    sink,
    ({ number: line, text }) => {
      if (text.trim() === '') {
        blankBefore = true;
        return;
      }
      const begins = blankBefore ? BEGINS.exec(text) : null;
      // A numbered paragraph of an abstract is no record.
      const follows = begins !== null && Number(begins[1]) === number + 1 && (identified || CITATION.test(begins[2]!));
      if (begins !== null && (paragraphs.length === 0 || follows)) {
        close();
        number = Number(begins[1]);
        open(line, begins[2]!);
      } else if (blankBefore || paragraphs.length === 0) open(line, chars > MAX_RECORD_CHARS ? '' : text);
      else paragraphs.at(-1)!.text += chars > MAX_RECORD_CHARS ? '' : ` ${text.trim()}`;
      chars += text.length;
      identified ||= /^PMID: \d/.test(text);
      blankBefore = false;
    },
    close,
  );
}

function readRecord([citation, title, ...more]: readonly Paragraph[], source: Source, sink: Sink): void {
  const cited = CITATION.exec(citation!.text);
  if (cited === null || title === undefined || isAside(title))
    return sink.reject(citation!.line, 'this is not a PubMed record: it has no citation followed by a title');
  const authors = more[0] !== undefined && isAuthors(more[0].text) ? more[0] : undefined;
  const abstract = more.filter((paragraph) => paragraph !== authors && !isAside(paragraph));
  const all = [citation!, ...more].map(({ text }) => text);
  const ids = all.filter((text) => /^(?:DOI|PMCID|PMID): /.test(text.trim())).join(' ');
  deliver(source.file, title.line, sink, {
    title: plainTitle(title.text.replace(/\s+/g, ' ')),
    abstract: abstract.map(({ text }) => text.trim()).join(' '),
    published: publishedOf(cited[2]!) === null ? undefined : cited[2],
    authors: authors === undefined ? [] : namesOf(authors.text),
    venue: cited[1],
    ...citedVolume(citation!.text),
    keywords: all.filter((text) => KEYWORDS.test(text)),
    doi: /\bDOI: (\S+)/.exec(ids)?.[1] ?? /\bdoi: ?(10\.\S+?)\.?(?:\s|$)/i.exec(citation!.text)?.[1],
    pubmed: /\bPMID: (\d+)/.exec(ids)?.[1],
  });
}

function isAuthors(paragraph: string): boolean {
  const names = namesOf(paragraph);
  return names.slice(0, 3).filter((name) => NAME.test(name)).length >= Math.min(2, names.length);
}

/** Names as PubMed has them, without the numbers of their addresses. */
function namesOf(paragraph: string): string[] {
  return paragraph
    .replace(MARKS, '')
    .replace(/\.\s*$/, '')
    .split(/[,;]\s+/)
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter((name) => name !== '');
}
