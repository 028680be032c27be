import { ET_AL, type Paper } from '../../paper.js';
import { onOneLine } from '../plain-text.js';
import { withKeys } from './citation-keys.js';
import type { FormatOptions } from './format-options.js';
import { isHarmlessMaths } from './maths-commands.js';
import { isOrganisation } from './names.js';
import { allKeywords, keywordText, type Marks, marksOf } from './own-fields.js';
import { degreeOf, isInBook, typeNames } from './type-names.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** A formula, which is already LaTeX. */
const FORMULA = /((?<!\\)\$(?:\\.|[^$\\]){1,2000}\$|\\\((?:\\.|[^\\]){0,2000}?\\\))/s;
/** An accent or letter in LaTeX, as in titles from arXiv: `\"o`, `\'{e}`, `\ss`. */
const ACCENT = new RegExp(
  String.raw`(\\["'\x60^~=.](?:\{\\?[a-zA-Z]\}|[a-zA-Z])|\\[uvHcdbkr]\{\\?[a-zA-Z]\}` +
    String.raw`|\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L)(?![a-zA-Z])(?:\{\})?)`,
);
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  $: '\\$',
};

/**
 * BibTeX in UTF-8. Fields that begin with `paperkin`, `byline`, `comments`, `openalex`, `s2` and `s2corpus` are custom
 * fields, which other programs ignore.
 */
export function* bibtexOf(papers: Iterable<Paper>, options: FormatOptions = {}): Generator<string> {
  for (const [paper, key] of withKeys(papers, options.keyOf)) {
    const marks = marksOf(paper, options);
    const fields = [...fieldsOf(paper), ...keywordFields(paper, marks), ...noteFields(marks.note)].filter(
      ([, value]) => value !== '',
    );
    const lines = fields.map(([name, value]) => `  ${name} = ${value},\n`);
    yield `@${typeNames(paper).bibtex}{${key},\n${lines.join('')}}\n\n`;
  }
}

/** Where the publisher of a type stands, if not in the field of that name. */
const PUBLISHER: Readonly<Record<string, string>> = {
  phdthesis: 'school',
  mastersthesis: 'school',
  techreport: 'institution',
};

function fieldsOf(paper: Paper): [string, string][] {
  const { id, title, abstract, published, by, authors, venue, url, comments, identifiers } = paper;
  const { volume = '', issue = '', pages = '', type = '', publisher = '' } = paper;
  const [year = '', month, day] = (published ?? '').split('-');
  return [
    ['title', title === '' ? '' : `{${braced(latexOf(title))}}`],
    ['author', inBraces(authors.map(authorOf).join(' and '))],
    ['abstract', inBraces(latexOf(abstract))],
    [isInBook(paper) ? 'booktitle' : 'journal', inBraces(latexOf(venue ?? ''))],
    ['volume', inBraces(latexOf(volume))],
    ['number', inBraces(latexOf(issue))],
    ['pages', inBraces(pages.split('-').map(latexOf).join('--'))],
    [PUBLISHER[typeNames(paper).bibtex] ?? 'publisher', inBraces(latexOf(publisher))],
    ['type', inBraces(latexOf(degreeOf(paper)))],
    ['year', inBraces(year)],
    ['month', month === undefined ? '' : MONTHS[Number(month) - 1]!],
    ['day', inBraces(day ?? '')],
    ['doi', inBraces(verbatim(identifiers.doi))],
    ['eprint', inBraces(identifiers.arxiv ?? '')],
    ['archiveprefix', identifiers.arxiv === undefined ? '' : '{arXiv}'],
    ['pmid', inBraces(identifiers.pubmed ?? '')],
    ['url', inBraces(verbatim(url ?? undefined))],
    ['openalex', inBraces(identifiers.openalex ?? '')],
    ['s2', inBraces(identifiers.s2 ?? '')],
    ['s2corpus', inBraces(identifiers.s2corpus ?? '')],
    ['byline', inBraces(latexOf(by ?? ''))],
    ['paperkintype', inBraces(type)],
    ['comments', comments === null ? '' : `{${comments}}`],
    ['paperkinurl', verbatim(url ?? '') === (url ?? '') ? '' : braced(latexOf(url!))],
    ['paperkin', inBraces(latexOf(id))],
  ];
}

/** Keywords and tags as keywords for other programs, and apart in custom fields. */
function keywordFields(paper: Paper, marks: Marks): [string, string][] {
  const { keywords = [] } = paper;
  return [
    ['keywords', inBraces(keywordText(allKeywords(paper, marks).map(latexOf)))],
    ['paperkinkeywords', inBraces(keywords.map(latexOf).join('; '))],
    ['paperkintags', inBraces(marks.tags.map(latexOf).join(', '))],
  ];
}

/** A note as the field of annotated bibliographies, and as a custom field that keeps its lines. */
function noteFields(note: string | null): [string, string][] {
  if (note === null) return [];
  return [
    ['annote', braced(latexOf(onOneLine(note)))],
    ['paperkinnote', braced(latexOf(encodeURIComponent(note.toWellFormed())))],
  ];
}

/** Escapes text for LaTeX; accents and formulas of known commands stay. */
function latexOf(text: string): string {
  return text
    .split(FORMULA)
    .map((part, i) =>
      i % 2 === 1 && balanced(part) && isHarmlessMaths(part)
        ? part
        : part
            .split(ACCENT)
            .map((piece, j) => (j % 2 === 1 ? piece : escaped(piece)))
            .join(''),
    )
    .join('');
}

function escaped(text: string): string {
  // A pair of hyphens, apostrophes or backquotes would print as one other character.
  return text.replace(/[\\{}~^&%#_$]/g, (char) => ESCAPES[char]!).replace(/([-'`])(?=\1)/g, '$1{}');
}

function balanced(formula: string): boolean {
  let depth = 0;
  for (const [brace] of formula.matchAll(/(?<!\\)[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0 && !/\\[{}]/.test(formula);
}

/** A second pair of braces keeps capitals as they are. */
function braced(text: string): string {
  return `{${text}}`;
}

function inBraces(text: string): string {
  return text === '' ? '' : braced(text);
}

/** A URL or identifier, which BibTeX does not read as LaTeX; braces would break the entry. */
function verbatim(text: string | undefined): string {
  return (text ?? '').replace(/[{}\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A name; put in braces if BibTeX would split it, as that of an organisation. */
function authorOf(name: string, i: number, names: readonly string[]): string {
  if (name === ET_AL && i > 0 && i === names.length - 1) return 'others';
  return /,|\sand\s|^others$/i.test(name) || isOrganisation(name) ? braced(latexOf(name)) : latexOf(name);
}
