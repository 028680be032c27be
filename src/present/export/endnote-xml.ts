import type { Paper } from '../../paper.js';
import type { FormatOptions } from './format-options.js';
import { invertedName } from './names.js';
import { allKeywords, type Marks, marksOf, ownFields } from './own-fields.js';
import { degreeOf, typeNames } from './type-names.js';
import { element, escapeXml } from './xml.js';

/** EndNote XML. Fields that EndNote does not have are JSON in its last custom field, after `paperkin:`. */
export function* endnoteXmlOf(papers: Iterable<Paper>, options: FormatOptions = {}): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n';
  for (const paper of papers) yield `<record>${fieldsOf(paper, marksOf(paper, options)).join('')}</record>\n`;
  yield '</records></xml>\n';
}

function fieldsOf(paper: Paper, marks: Marks): string[] {
  const { title, abstract, published, authors, venue, volume, issue, pages, publisher, url, identifiers } = paper;
  const within = (name: string, ...inner: readonly string[]): string =>
    inner.join('') === '' ? '' : `<${name}>${inner.join('')}</${name}>`;
  const [type, number] = typeNames(paper).endnote;
  const day = published === null || published.length === 4 ? null : published;
  return [
    `<ref-type name="${type}">${number}</ref-type>`,
    within('contributors', within('authors', ...authors.map((name) => element('author', authorOf(name))))),
    `<titles><title>${escapeXml(title)}</title>${element('secondary-title', venue)}</titles>`,
    element('pages', pages),
    element('volume', volume),
    element('number', issue),
    element('publisher', publisher),
    element('work-type', degreeOf(paper)),
    within('keywords', ...allKeywords(paper, marks).map((keyword) => element('keyword', keyword))),
    within('dates', element('year', published?.slice(0, 4)), within('pub-dates', element('date', day))),
    element('abstract', abstract),
    within('urls', within('related-urls', element('url', url))),
    element('electronic-resource-num', identifiers.doi),
    identifiers.pubmed === undefined
      ? ''
      : `${element('accession-num', identifiers.pubmed)}<remote-database-name>PubMed</remote-database-name>`,
    element('research-notes', marks.note),
    element('custom7', `paperkin: ${JSON.stringify(ownFields(paper, marks))}`),
  ];
}

/** EndNote splits a name without a comma into given name and surname, unless it ends with a comma. */
function authorOf(name: string): string {
  const inverted = invertedName(name);
  return inverted.includes(',') ? inverted : `${inverted},`;
}
