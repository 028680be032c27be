import { dateFrom } from '../fields/dates.js';
import { deliver } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import { ownDraft, ownFieldsIn } from '../fields/own-fields.js';
import type { Format, Sink, Source } from '../format.js';
import { childrenOf, descend, everyIn, textOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';

/** An EndNote library exported as XML; Zotero, Mendeley, JabRef and Rayyan write it too. */
export const endnoteXml: Format = {
  name: 'endnote-xml',
  recognises: ({ text }) =>
    /<records>\s*<record>|<xml>\s*<record>/.test(text) &&
    /<(?:ref-type|rec-number|contributors|titles)[\s>]/.test(text),
  open: byElements({ names: ['record'], inner: ['ref-type', 'titles', 'abstract'] }, readRecord),
};

function readRecord(record: XmlElement, source: Source, sink: Sink): void {
  const titles = childrenOf(record, 'titles');
  if (titles.length > 1) return sink.reject(record.line, 'two records are not separated here');
  const text = (...path: string[]): string => textOf(descend(record, ...path)).trim();
  const title = descend(titles[0], 'title');
  const own = ownFieldsIn(text('custom7'));
  if (own !== null) {
    deliver(source.file, title?.line ?? record.line, sink, ownDraft(own, textOf(title), text('abstract')));
    return;
  }
  const links = everyIn(descend(record, 'urls'), 'url').map((url) => textOf(url).trim());
  const accession = text('accession-num');
  deliver(source.file, title?.line ?? record.line, sink, {
    title: withoutMarkup(textOf(title)),
    abstract: withoutMarkup(text('abstract')),
    published: dateFrom(text('dates', 'year'), text('dates', 'pub-dates', 'date') || undefined),
    authors: everyIn(descend(record, 'contributors', 'authors'), 'author').map(nameOf),
    editors: everyIn(descend(record, 'contributors', 'secondary-authors'), 'author').map(nameOf),
    venue: text('titles', 'secondary-title') || text('periodical', 'full-title') || text('titles', 'alt-title'),
    volume: text('volume'),
    issue: text('number'),
    pages: text('pages'),
    type: descend(record, 'ref-type')?.attributes['name'],
    degree: text('work-type'),
    publisher: text('publisher'),
    keywords: [everyIn(descend(record, 'keywords'), 'keyword').map(textOf)],
    // Newer versions of EndNote write the number of an article there.
    articleNumber: /^(?!.*arxiv)[\w.-]{1,20}$/i.exec(text('custom7'))?.[0],
    url: links.find((link) => /^https?:/i.test(link)),
    doi: text('electronic-resource-num') || links.find((link) => /\bdoi\.org\//i.test(link)),
    arxiv: [text('accession-num'), text('custom7'), text('call-num')].find((id) => /arxiv/i.test(id)),
    pubmed: /^\d{5,9}$/.test(accession) && isPubmed(record) ? accession : pmidIn(links),
  });
}

/** EndNote puts a comma behind an organisation, so that it is not inverted. */
function nameOf(author: XmlElement): string {
  return uprightName(textOf(author).trim().replace(/,$/, ''));
}

/** Whether the record's accession number is one of PubMed. */
function isPubmed(record: XmlElement): boolean {
  const from = ['remote-database-name', 'remote-database-provider'].map((name) => textOf(descend(record, name)));
  return /pubmed|medline|nlm/i.test(from.join(' ')) || from.every((name) => name === '');
}

function pmidIn(links: readonly string[]): string | undefined {
  return links.flatMap((link) => /ncbi\.nlm\.nih\.gov\/(?:pubmed\/)?(\d{5,9})\b/.exec(link)?.[1] ?? [])[0];
}
