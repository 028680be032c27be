import type { Paper } from '../../paper.js';
import { withKeys } from './citation-keys.js';
import type { FormatOptions } from './format-options.js';
import { invertedName } from './names.js';
import { allKeywords, keywordText, type Marks, marksOf, ownFields } from './own-fields.js';
import { degreeOf, typeNames } from './type-names.js';

/**
 * CSL-JSON, which Zotero imports and citation processors read. Other fields are under `custom`, which the schema
 * reserves for programs.
 */
export function* cslJsonOf(papers: Iterable<Paper>, options: FormatOptions = {}): Generator<string> {
  let before = '[\n';
  for (const [paper, key] of withKeys(papers, options.keyOf)) {
    yield `${before}${JSON.stringify({ id: key, ...itemOf(paper, marksOf(paper, options)) })}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** JSON leaves out the fields that are undefined. */
function itemOf(paper: Paper, marks: Marks): object {
  const { note } = marks;
  const keywords = allKeywords(paper, marks);
  const { title, abstract, published, authors, venue, volume, issue, pages, publisher, url, identifiers } = paper;
  const { doi, pubmed, arxiv } = identifiers;
  const degree = degreeOf(paper);
  return {
    type: typeNames(paper).csl,
    title,
    author: authors.length === 0 ? undefined : authors.map(nameOf),
    abstract: abstract || undefined,
    issued: published === null ? undefined : { 'date-parts': [published.split('-').map(Number)] },
    'container-title': venue ?? undefined,
    volume,
    issue,
    page: pages,
    publisher,
    genre: degree || undefined,
    DOI: doi,
    PMID: pubmed,
    number: arxiv && `arXiv:${arxiv}`,
    URL: url ?? undefined,
    keyword: keywords.length === 0 ? undefined : keywordText(keywords),
    annote: note ?? undefined,
    custom: { paperkin: ownFields(paper, marks) },
  };
}

function nameOf(name: string): object {
  const [family, given, suffix] = invertedName(name).split(', ');
  if (given === undefined || name.includes(',')) return { literal: name };
  return { family, given, suffix };
}
