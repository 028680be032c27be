import type { Paper } from '../../paper.js';
import { onOneLine } from '../plain-text.js';
import { withKeys } from './citation-keys.js';
import type { FormatOptions } from './format-options.js';
import { invertedName, SUFFIX } from './names.js';
import { allKeywords, type Marks, marksOf } from './own-fields.js';
import { degreeOf, typeNames } from './type-names.js';

/** Suffixes of names. */
const TITLE_OR_SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.?d?|m\.?d?|d|inc|ltd|llc|gmbh|esq)\.?$/i;

/** A first and a last page; a list of pages is none. */
const RANGE = /^([^-,;]+)-([^-,;]+)$/;

/** RIS. Fields without a tag are written under `U1` as `paperkin.name: value`. */
export function* risOf(papers: Iterable<Paper>, options: FormatOptions = {}): Generator<string> {
  for (const [paper, key] of withKeys(papers, options.keyOf)) {
    const marks = marksOf(paper, options);
    const lines = [...fieldsOf(paper, key), ...keywordLines(paper, marks), ...noteLines(marks.note)].filter(
      ([, value]) => value !== '',
    );
    yield `${lines.map(([tag, value]) => `${tag}  - ${value}\r\n`).join('')}ER  - \r\n\r\n`;
  }
}

/** Keywords and tags as keywords for other programs; tags, and keywords that are tags too, also as custom lines. */
function keywordLines(paper: Paper, marks: Marks): [string, string][] {
  const { tags } = marks;
  const both = paper.keywords?.filter((keyword) => tags.includes(keyword)) ?? [];
  return [
    ...allKeywords(paper, marks).map((keyword): [string, string] => ['KW', keyword]),
    ...tags.map((tag): [string, string] => ['U1', `paperkin.tag: ${tag}`]),
    ...both.map((keyword): [string, string] => ['U1', `paperkin.keyword: ${keyword}`]),
  ];
}

/** A note as one line for other programs, and as a custom line that keeps its lines. */
function noteLines(note: string | null): [string, string][] {
  if (note === null) return [];
  return [
    ['N1', onOneLine(note)],
    ['U1', `paperkin.note: ${encodeURIComponent(note.toWellFormed())}`],
  ];
}

function fieldsOf(paper: Paper, key: string): [string, string][] {
  const { id, title, abstract, published, by, authors, venue, url, comments, identifiers } = paper;
  const { volume = '', issue = '', pages = '', type, publisher = '' } = paper;
  const [, first = pages, last = ''] = RANGE.exec(pages) ?? [];
  const own = {
    id,
    by,
    type,
    comments,
    arxiv: identifiers.arxiv,
    pubmed: identifiers.pubmed,
    openalex: identifiers.openalex,
    s2: identifiers.s2,
    s2corpus: identifiers.s2corpus,
  };
  return [
    ['TY', typeNames(paper).ris],
    ['ID', key],
    ['TI', title],
    ...authors.map((name): [string, string] => ['AU', invertedName(name)]),
    ['AB', abstract],
    ['PY', published?.slice(0, 4) ?? ''],
    [
      'DA',
      published === null ? '' : `${published.replaceAll('-', '/')}${'/'.repeat(3 - published.split('-').length)}/`,
    ],
    ['T2', venue ?? ''],
    ['VL', volume],
    ['IS', issue],
    ['SP', first],
    ['EP', last],
    ['PB', publisher],
    ['M3', degreeOf(paper)],
    ['DO', identifiers.doi ?? ''],
    ['UR', url ?? ''],
    ...Object.entries(own).map(([name, value]): [string, string] => [
      'U1',
      value === null || value === undefined ? '' : `paperkin.${name}: ${value}`,
    ]),
    ...(authors.some(cannotBeTurned) ? authors : []).map((name): [string, string] => [
      'U1',
      `paperkin.author: ${name}`,
    ]),
  ];
}

/**
 * Whether inverting a name and turning it back may change it: it contains a comma, or words that look like a suffix.
 */
function cannotBeTurned(name: string): boolean {
  return (
    name.includes(',') ||
    name.split(' ').some((word) => TITLE_OR_SUFFIX.test(word) && !SUFFIX.test(word)) ||
    /^(?:Jr|Sr|II|III|IV)\b/i.test(name)
  );
}
