/**
 * Volume, issue and pages, written in one form whatever the format: without labels and placeholders, with a hyphen
 * between the first and last page, and both in full.
 */
import type { PaperFields } from '../../paper.js';
import { NO_VALUE } from './no-value.js';
import { oneLine } from './one-line.js';

/** As a format gives them. */
export interface LooseVolume {
  readonly volume?: string | undefined;
  readonly issue?: string | undefined;
  readonly pages?: string | undefined;
  /** For a format with a field for each; used if `pages` is empty. */
  readonly firstPage?: string | undefined;
  readonly lastPage?: string | undefined;
  /** Used if there are no pages, as reference managers do, and if it has a digit: some programs put labels there. */
  readonly articleNumber?: string | undefined;
}

/** Longer text is not a volume, an issue or pages. */
const MAX_CHARS = 100;
const DASHES = /\s*[-‐‑‒–—−]+\s*/g;
/**
 * What publishers and databases write before an issue exists, R, pandas and Publish or Perish where there is none, and
 * dblp for arXiv.
 */
const NOTHING = new RegExp(
  `^(?:[-?]*|0(?:-0)?|${NO_VALUE}|undefined|(?:online )?ahead[- ]of[- ]print` +
    String.raw`|in[- ]press(?:, corrected proof)?|abs\/.*)$`,
  'i',
);
const VOLUME_LABEL = /^(?:(?:vol(?:ume)?(?![a-z])\.?|v\.)\s*)+(?=\S)/i;
const ISSUE_LABEL = /^(?:(?:issue|iss|number|nr|no|n°)(?![a-z])[.:]?\s*)+(?=\S)/i;
/** "UNSP" and "PII" are labels of Web of Science. */
const PAGES_LABEL =
  /^(?:(?:pages?|pgs?|pp?)\.?\s+|pp?\.|(?:article|art\.?)\s+(?:(?:no\.?|number)\s*)?|(?:unsp|pii)\s+)+(?=\S)/i;
/** Ovid writes its number of the journal as the issue of an article without one: "0372347", "eag, 7805975". */
const JOURNAL_NUMBER = /(?<!\d)\d{7,9}r?(?!\w)/i;
/** bioRxiv's and medRxiv's number of a preprint, which its DOI contains. */
const PREPRINT = /^\d{4}\.\d\d\.\d\d\.\d+/;
/** ADS has the DOI of software and data as the number of the article. */
const DOI = /^10\.\d{4,9}\//;
/** Scopus has its number of a record under the name that others use for the number of the article. */
const SCOPUS = /^2-s2\.0-\d+$/;
/** What Embase, EBSCO and Ovid write; Ovid has "No" and "Specified" as the first and the last page. */
const NO_PAGES = /^(?:\(?no[ -](?:pagination|page numbers?|specified|pagination specified)\)?|n\.? ?pag)$/i;
/** What Web of Science writes where an article continues on other pages. */
const GOES_ON = /-(?:\+|\\?&)$/;
/** Two numbers, the first perhaps with a letter before it. */
const RANGE = /(?<![\w./-])([a-z]?)(\d+)-(\d+)(?![\w./-])/gi;
const SAME_TWICE = /^([^-]+)-\1$/;
const FIRST_AND_LAST = /^([^-]+)-([^-]+)$/;

/** What follows the date in a citation of PubMed: "2020 Feb 20;382(8):727-733. doi: …". */
const CITED =
  /(?:18|19|20)\d\d[^;:.]{0,20};([^;:().]{1,40})(?:\(([^()]{1,40})\))?(?::((?:[^:.]|\.(?=\S)){1,80}))?\.(?:\s|$)/;
/** Numbers with labels, in the languages of journals. */
const LABELLED = {
  volume: /(?<!\p{L})(?:vol(?:umen?)?|v|bd|band|jg|jahrgang|том)[.:\s]{1,3}([\w–-]{0,20}\d[\w–-]{0,20})/iu,
  issue: /(?<!\p{L})(?:no|nr|n|n[úu]m(?:ero)?|№|number|issue|iss|heft|h)[.:º\s]{1,3}([\w–-]{0,20}\d[\w–-]{0,20})/iu,
  pages: /(?<!\p{L})(?:pp?|pages?|seiten?|s)[.:\s]{1,3}(\w{0,20}\d\w{0,20}(?:\s?[-–]\s?\w{1,20})?)/iu,
} as const;

/** What a citation of PubMed states. */
export function citedVolume(citation: string): LooseVolume {
  const [, volume, issue, pages] = CITED.exec(citation) ?? [];
  return { volume, issue, pages };
}

/** What a text states with labels: "Vol. 12, no. 3 (2010), p. 45-67". */
export function labelledVolume(text: string): LooseVolume {
  const number = (kind: keyof typeof LABELLED) => LABELLED[kind].exec(text)?.[1];
  return { volume: number('volume'), issue: number('issue'), pages: number('pages') };
}

/** Whether an id that a publisher gave an article, a “pii” of PubMed, is the number of the article. */
export function isArticleNumber(pii: string): boolean {
  return /^e?\d{1,8}$/.test(pii);
}

/** Empty fields are absent. */
export function volumeAndPages(draft: LooseVolume): Pick<PaperFields, 'volume' | 'issue' | 'pages'> {
  const fields = {
    volume: tidy(tidy(draft.volume).replace(VOLUME_LABEL, '')),
    issue: issueOf(draft.issue),
    pages:
      pagesOf(draft.pages) ||
      pagesOf(between(tidy(draft.firstPage), tidy(draft.lastPage))) ||
      pagesOf(/\d/.test(draft.articleNumber ?? '') ? draft.articleNumber : ''),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''));
}

/** One line with plain hyphens; empty for a placeholder. Spreadsheets and pandas write a number as `12.0`. */
function tidy(text: string | undefined): string {
  if (text === undefined || text.length > MAX_CHARS) return '';
  const line = oneLine(text)
    .replace(DASHES, '-')
    .replace(/^(\d+)\.0+$/, '$1');
  return NOTHING.test(line) ? '' : line;
}

function issueOf(text: string | undefined): string {
  const issue = tidy(tidy(text).replace(ISSUE_LABEL, ''));
  return JOURNAL_NUMBER.test(issue) ? '' : issue;
}

function between(first: string, last: string): string {
  // Some programs write the whole range into one of the two.
  if (first === '' || last === '' || first.endsWith(`-${last}`)) return first;
  return last.startsWith(`${first}-`) ? last : `${first}-${last}`;
}

/** Without its label, and punctuation behind it. */
function onePage(text: string | undefined): string {
  return tidy(
    tidy(text)
      .replace(PAGES_LABEL, '')
      .replace(/[\s.,;]+$/, ''),
  );
}

/** Until nothing changes, because one change can make another possible: what is read again stays the same. */
function pagesOf(text: string | undefined): string {
  let pages = onePage(text);
  for (let before = ''; before !== pages; ) {
    before = pages;
    const [, first, last] = FIRST_AND_LAST.exec(pages) ?? [];
    const whole = first === undefined ? pages : between(onePage(first), onePage(last));
    pages = onePage(whole.replace(GOES_ON, '+').replace(RANGE, wholeRange).replace(SAME_TWICE, '$1'));
  }
  return [NO_PAGES, PREPRINT, DOI, SCOPUS].some((pattern) => pattern.test(pages)) ? '' : pages;
}

/** "1234-8" as "1234-1238", "S12-8" as "S12-S18", "12-12" as "12". */
function wholeRange(range: string, letter: string, first: string, last: string): string {
  if (letter !== '' && last.length >= first.length) return range;
  const end = first.slice(0, Math.max(0, first.length - last.length)) + last;
  if (end.length === first.length && end < first) return range;
  return end === first ? letter + first : `${letter}${first}-${letter}${end}`;
}
