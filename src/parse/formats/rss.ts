import { deliver } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { namesIn } from '../fields/names.js';
import { labelledVolume } from '../fields/volume-and-pages.js';
import type { Format, Sink, Source } from '../format.js';
import { childrenOf, proseOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';

/** Text that publishers put before the abstract in a feed; it is removed. */
const PREAMBLES: readonly RegExp[] = [
  /^arXiv:\S+ Announce Type: \S+(?: \S+)? Abstract: /i,
  /^[^.;]{3,120}, Published online: \d{1,2} \w+ \d{4}; (?:doi:\s?\S+ ?)?/i,
  // Only behind the end of a sentence or a citation: “Abstract Meaning Representation” is no heading.
  /^(?:.{0,600}?[.:;)\]\d] )?(?:ABSTRACT:?|Abstract:) (?=\S)/,
];
/** The heading of an abstract as an element of its own, and what stands before it. */
const UP_TO_HEADING = /^.{0,4000}?<(\w{1,10})\b[^<>]{0,200}>\s*(?:ABSTRACT|Abstract):?\s*<\/\1>(?=\s*\S)/s;
/** Text that PubMed puts after the abstract. */
const CLOSING = /\s*PMID:\s?\d+\s*\|.*$/s;
/** In place of an abstract, Elsevier's feeds have data that other feeds have in fields. */
const ELSEVIER = /^Publication date: (.*?) Source: (.*?)(?: Author\(s\): (.*))?$/s;

/** News feeds of journals, preprint servers and searches: RSS 2.0 and RSS 1.0. */
export const rss: Format = {
  name: 'rss',
  recognises: ({ text }) =>
    /<rss[\s>]/.test(text) || (/<(?:\w+:)?RDF[\s>]/.test(text) && text.includes('http://purl.org/rss/1.0/')),
  open: byElements({ names: ['item'], inner: ['guid'] }, readItem),
};

function readItem(item: XmlElement, source: Source, sink: Sink): void {
  const texts = (name: string): string[] =>
    childrenOf(item, name)
      .map((child) => proseOf(child).trim())
      .filter((text) => text !== '');
  const first = (...names: string[]): string | undefined => names.flatMap(texts)[0];
  const plain = ['description', 'encoded', 'abstract', 'summary'].flatMap(texts).map(withoutHeading).map(flowing);
  const elsevier = plain.map((text) => ELSEVIER.exec(text)).find((match) => match !== null);
  const abstract = plain
    .filter((text) => !ELSEVIER.test(text))
    .map(withoutFrame)
    .reduce((longest, text) => (text.length > longest.length ? text : longest), '');
  const ids = [...texts('identifier'), ...texts('guid'), ...texts('link'), ...childrenOf(item, 'link').map(hrefOf)];
  const title = childrenOf(item, 'title')[0];
  const inSource = labelledVolume(elsevier?.[2] ?? '');
  const creators = [...new Set([...texts('creator'), ...texts('author')].map(flowing))];
  deliver(source.file, title?.line ?? item.line, sink, {
    title: flowing(first('title') ?? '').replace(/\s*\(arXiv:[^)]*\)\s*$/i, ''),
    abstract: abstract === flowing(first('title') ?? '') ? '' : abstract,
    published: first('publicationDate', 'coverDate', 'date', 'pubDate', 'coverDisplayDate') ?? elsevier?.[1],
    authors: creators.length > 0 ? creators.flatMap(peopleIn) : namesIn(elsevier?.[3] ?? ''),
    venue: first('publicationName', 'source') ?? elsevier?.[2]?.split(',')[0],
    volume: first('volume') ?? inSource.volume,
    issue: first('number', 'issueIdentifier') ?? inSource.issue,
    pages: first('pageRange'),
    publisher: first('publisher'),
    keywords: [texts('keyword')],
    firstPage: first('startingPage'),
    lastPage: first('endingPage'),
    url: [...texts('link'), ...childrenOf(item, 'link').map(hrefOf), ...texts('guid')].find((link) =>
      /^https?:/i.test(link),
    ),
    doi:
      first('doi', 'DOI') ??
      ids.find((id) => /^(?:doi:\s*)?10\.\d{4,9}\/|\bdoi\.org\/|\/doi\/(?:\w+\/)?10\./i.test(id)),
    arxiv: ids.find((id) => /arxiv/i.test(id))?.replace(/^oai:arXiv\.org:/i, 'arXiv:'),
    pubmed: ids.flatMap((id) => /^(?:pmid|pubmed):\s*(\d+)$/i.exec(id)?.[1] ?? [])[0],
  });
}

/** HTML of a feed as text on one line. */
function flowing(html: string): string {
  return withoutMarkup(html).replace(/\s+/g, ' ').trim();
}

function withoutHeading(html: string): string {
  return html.replace(UP_TO_HEADING, ' ');
}

function withoutFrame(text: string): string {
  const preamble = PREAMBLES.find((pattern) => pattern.test(text));
  return (preamble === undefined ? text : text.replace(preamble, '')).replace(CLOSING, '');
}

/** An address before a name in brackets is RSS's way to write an author: "ann@lab.test (Ann Adler)". */
function peopleIn(creator: string): string[] {
  return namesIn(/^\S+@\S+ \((.*)\)$/.exec(creator)?.[1] ?? creator);
}

function hrefOf(link: XmlElement): string {
  return link.attributes['href'] ?? '';
}
