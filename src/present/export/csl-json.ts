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

function itemOf(paper: Paper, marks: Marks): object {
  const { note } = marks;
  const keywords = allKeywords(paper, marks);
  const { title, abstract, published, authors, venue, volume, issue, pages, publisher, url, identifiers } = paper;
  const { doi, pubmed, arxiv } = identifiers;
  const degree = degreeOf(paper);
  return {
    type: typeNames(paper).csl,
    title,
    ...(authors.length === 0 ? {} : { author: authors.map(nameOf) }),
    ...(abstract === '' ? {} : { abstract }),
    ...(published === null ? {} : { issued: { 'date-parts': [published.split('-').map(Number)] } }),
    ...(venue === null ? {} : { 'container-title': venue }),
    ...(volume === undefined ? {} : { volume }),
    ...(issue === undefined ? {} : { issue }),
    ...(pages === undefined ? {} : { page: pages }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(degree === '' ? {} : { genre: degree }),
    ...(doi === undefined ? {} : { DOI: doi }),
    ...(pubmed === undefined ? {} : { PMID: pubmed }),
    ...(arxiv === undefined ? {} : { number: `arXiv:${arxiv}` }),
    ...(url === null ? {} : { URL: url }),
    ...(keywords.length === 0 ? {} : { keyword: keywordText(keywords) }),
    ...(note === null ? {} : { annote: note }),
    custom: { paperkin: ownFields(paper, marks) },
  };
}

function nameOf(name: string): object {
  const [family, given, suffix] = invertedName(name).split(', ');
  if (given === undefined || name.includes(',')) return { literal: name };
  return { family, given, ...(suffix === undefined ? {} : { suffix }) };
}
