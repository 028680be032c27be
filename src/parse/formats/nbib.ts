import { citationIn } from '../fields/citation.js';
import { type Draft, deliver } from '../fields/draft.js';
import { uprightName } from '../fields/names.js';
import { oneLine } from '../fields/one-line.js';
import { plainTitle } from '../fields/pubmed-title.js';
import { isArticleNumber } from '../fields/volume-and-pages.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { byLines } from '../split/lines.js';
import { StrayLines } from '../split/stray-lines.js';
import { OpenRecord, type TaggedFields } from '../split/tagged.js';

/** Four columns of tag, a hyphen, a blank; continuation lines are indented by six columns. */
const TAG = /^\s?([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|)$/;
const NOT_AVAILABLE = /^\[?not available\]?\.?$/i;
const GOES_ON = /^ {2,}\S/;

/** What Ovid puts around a record: its number. */
const FRAME = /^\s*<\d+\.?\s?>\s*$/;
/** What Ovid puts behind a name: roles, degrees, numbers of addresses. */
const DEGREES = String.raw`(?:,?\s+(?:M\.?D|Ph\.?D|MPH|MSc?|BSc?|RN|DO|DVM|FACS\w*|FRCP)\b\.?)+`;
const BEHIND_NAME = new RegExp(String.raw`\s*\[[^[\]]*\]|\s*\([A-Z]{2,4}\)|${DEGREES}|\s+\d[\d,+*]*\s*$`, 'g');
/** What Ovid's full-text journals put behind a title. */
const BEHIND_TITLE =
  /\.?"?\.?\s*\[(?:Article|Report|Miscellaneous|Review|Editorial|Letter|Miscellaneous Article|References)s?\]\.?\s*$/i;
/** A chapter in PsycINFO: "Stone, Ada [Ed]. (2012). Book of lamps. (pp. 11-31). xvii, 254 pp." */
const IN_BOOK = /\((?:19|20)\d\d\)\. (.{1,300}?)\.? \(pp\. ([\w-]{1,20})\)/;
/** The id that a publisher gave the article. */
const PII = /^(\S+) \[pii\]$/;

/**
 * The MEDLINE format, which PubMed's "Citation manager" saves as `.nbib`. ERIC and Ovid use it too, without a PMID.
 */
export const nbib: Format = {
  name: 'nbib',
  recognises: ({ text }) =>
    (/^PMID ?- ?\d+[ \t]*$/m.test(text) && !/^[ \t]*TY {1,3}- ?[A-Za-z]/m.test(text)) ||
    (/^ ?(?:OWN {0,2}- ERIC|VN {1,2}- Ovid)/m.test(text) &&
      /^ ?TI {1,2}- /m.test(text) &&
      !/^\s*TY {1,3}- /m.test(text)),
  open: readNbib,
};

function readNbib(source: Source, sink: Sink): Reader {
  const article = new OpenRecord('article', sink, (fields) => deliverArticle(fields, source, sink));
  const stray = new StrayLines('article', sink);
  let numbered = false;
  return byLines(
    sink,
    ({ number, text }) => {
      const begins = FRAME.test(text);
      numbered ||= begins;
      // Ovid's records contain blank lines; their numbers separate them.
      if (begins || text.trim() === '') {
        if (begins || !numbered) article.close();
        return;
      }
      const field = TAG.exec(text);
      if (field === null || GOES_ON.test(text)) {
        if (!GOES_ON.test(text) || article.fields?.goOn(text) !== true) stray.add(number);
        return;
      }
      stray.end();
      if (field[1] === 'PMID') article.close();
      if (field[1] === 'TI') article.tellSecond('TI', number);
      article.openOn(number).add(field[1]!, field[2] ?? '', number);
    },
    () => {
      stray.end();
      article.close();
    },
  );
}

/** A title that PubMed has not translated is only under TT. */
function titleOf(article: TaggedFields): string {
  const title = article.first('TI');
  if (title === undefined || NOT_AVAILABLE.test(title)) return article.first('TT', 'TI', 'BTI') ?? '';
  return title;
}

function withoutQualifiers(heading: string): string {
  return heading.replace(/\/.*$/, '');
}

function shortName(name: string): string {
  return uprightName(oneLine(name).replace(BEHIND_NAME, ''));
}

function yearIn(citation: string | undefined): string | undefined {
  return /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(citation ?? '')?.[0];
}

/**
 * Where the article is printed: fields of their own, or in Ovid's files a citation. ERIC has the publisher of what is
 * no article in place of the journal.
 */
function placeOf(article: TaggedFields, ovid: boolean): Draft {
  const types = article.all('PT', 'DT');
  const journal = article.first('JT', 'JN', 'TA');
  const source = article.all('SO').join(' ');
  const isWhole = article.first('OWN') === 'ERIC' && article.first('VI') === undefined;
  const university = /\bDissertation, (.+)$/.exec(source)?.[1];
  const [, book, pages] = IN_BOOK.exec(source) ?? [];
  const inBook = article.first('TI') === undefined ? undefined : article.first('BTI');
  return {
    venue:
      (isWhole ? undefined : journal) ?? inBook ?? book ?? (ovid && citationIn(source) !== null ? source : undefined),
    volume: article.first('VI', 'VO'),
    issue: article.first('IP'),
    pages: article.first('PG') ?? pages,
    articleNumber: article
      .all('LID', 'AID')
      .flatMap((id) => PII.exec(id)?.[1] ?? [])
      .find(isArticleNumber),
    // ERIC has kinds of reports beside or instead of articles.
    type: [...types, ...(article.first('OWN') === 'ERIC' && !isWhole ? ['article'] : [])].join(';'),
    publisher: isWhole ? (university ?? journal) : article.first('PB', 'PU')?.replace(/;.*/, ''),
  };
}

function deliverArticle(article: TaggedFields, source: Source, sink: Sink): boolean {
  const titles = ['TI', 'TT', 'BTI'];
  const ovid = article.first('VN') !== undefined || article.first('PMID', 'OWN') === undefined;
  const names = (whole: string, short: string): string[] =>
    article.has(whole) ? article.all(whole).map(uprightName) : article.all(short).map(shortName);
  return deliver(source.file, article.lineOf(...titles), sink, {
    title: plainTitle(oneLine(titleOf(article)).replace(BEHIND_TITLE, '')),
    abstract: article.all('AB').join(' ') || article.all('OAB').join(' '),
    published: article.first('DP', 'DEP', 'YR', 'DG') ?? (ovid ? yearIn(article.first('SO')) : undefined),
    authors: [...names('FAU', 'AU'), ...article.all('CN')],
    // In Ovid's files that is the date of entry.
    editors: names('FED', 'ED').filter((name) => !/^\d/.test(name)),
    ...placeOf(article, ovid),
    // Without the qualifiers of a heading; Ovid has the keywords of authors on one line.
    keywords: [article.all('MH').map(withoutQualifiers), article.all('OT'), ...article.all('KW', 'SH')],
    doi:
      /(\S+) \[doi\]/.exec(article.all('LID', 'AID').find((text) => text.includes('[doi]')) ?? '')?.[1] ??
      article.first('DO', 'DI'),
    url: article.all('LID', 'AID', 'UR').find((text) => /^https?:/i.test(text)),
    pubmed: article.first('PMID'),
  });
}
