import type { Paper } from '../../paper.js';
import type { FormatOptions } from './format-options.js';
import { invertedName } from './names.js';
import { allKeywords, type Marks, marksOf, ownFields } from './own-fields.js';
import { degreeOf, typeNames } from './type-names.js';
import { element, escapeXml } from './xml.js';

const OPENING = `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:paperkin="urn:paperkin">
`;

/**
 * Zotero's RDF, which Zotero imports with tags. Fields that Zotero lacks are JSON after `paperkin:` in an element of
 * paperkin's own, which Zotero ignores.
 */
export function* zoteroRdfOf(papers: Iterable<Paper>, options: FormatOptions = {}): Generator<string> {
  yield OPENING;
  let number = 0;
  for (const paper of papers) {
    number++;
    const fields = fieldsOf(paper, marksOf(paper, options)).filter((field) => field !== '');
    yield `<bib:Article rdf:about="#item_${number}">\n${fields.join('\n')}\n</bib:Article>\n`;
  }
  yield '</rdf:RDF>\n';
}

/** What papers of some types are part of. */
const CONTAINERS: Readonly<Record<string, string>> = { 'conference-paper': 'Proceedings', 'book-chapter': 'Book' };

function fieldsOf(paper: Paper, marks: Marks): string[] {
  const { title, abstract, published, authors, venue, volume, issue, pages, publisher, url, identifiers } = paper;
  const { doi, arxiv, pubmed } = identifiers;
  const extra = [
    ...(arxiv === undefined ? [] : [`arXiv: ${arxiv}`]),
    ...(pubmed === undefined ? [] : [`PMID: ${pubmed}`]),
  ];
  const number = element('prism:volume', volume) + element('prism:number', issue);
  const container = `bib:${CONTAINERS[paper.type ?? ''] ?? 'Journal'}`;
  const inContainer =
    venue === null
      ? number
      : `<dcterms:isPartOf><${container}>${element('dc:title', venue)}${number}</${container}></dcterms:isPartOf>`;
  const house = element('foaf:name', publisher);
  const people = authors.map((name) => `<rdf:li>${personOf(name)}</rdf:li>`).join('');
  return [
    element('z:itemType', typeNames(paper).zotero),
    inContainer,
    house === '' ? '' : `<dc:publisher><foaf:Organization>${house}</foaf:Organization></dc:publisher>`,
    element('z:type', degreeOf(paper)),
    people === '' ? '' : `<bib:authors><rdf:Seq>${people}</rdf:Seq></bib:authors>`,
    element('dc:title', title) || '<dc:title></dc:title>',
    element('dcterms:abstract', abstract),
    element('dc:date', published),
    element('bib:pages', pages),
    doi === undefined ? '' : element('dc:identifier', `DOI ${doi}`),
    url === null ? '' : `<dc:identifier><dcterms:URI>${element('rdf:value', url)}</dcterms:URI></dc:identifier>`,
    ...allKeywords(paper, marks).map((keyword) => element('dc:subject', keyword)),
    element('dc:description', extra.join('\n')),
    element('paperkin:record', `paperkin: ${JSON.stringify(ownFields(paper, marks))}`),
  ];
}

function personOf(name: string): string {
  const [family, given] = invertedName(name).split(/, (.*)/s);
  const surname = `<foaf:surname>${escapeXml(family!)}</foaf:surname>`;
  return `<foaf:Person>${surname}${given ? `<foaf:givenName>${escapeXml(given)}</foaf:givenName>` : ''}</foaf:Person>`;
}
