import { decodeAccents } from '../../text/decode-latex.js';
import { publishedOf } from '../fields/dates.js';
import { type Draft, deliver } from '../fields/draft.js';
import { arxivNames, namesIn } from '../fields/names.js';
import type { Format, Sink, Source } from '../format.js';
import { childrenOf, descend, everyIn, textOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';
import { readDatacite } from './datacite.js';
import { readJats } from './jats.js';
import { readMarc } from './marcxml.js';
import { readMods } from './mods.js';

/**
 * Harvests by OAI-PMH, in arXiv's own metadata (`arXiv`, `arXivRaw`, `arXivOld`), in Dublin Core (`oai_dc`), which
 * every archive offers, or in JATS, MODS, MARC or DataCite.
 */
export const arxivOai: Format = {
  name: 'arxiv-oai',
  recognises: ({ text }) =>
    /<(?:\w+:)?(?:OAI-PMH|ListRecords|GetRecord)[\s>]/.test(text) ||
    (/<(?:\w+:)?record[\s>]/.test(text) && /<(?:\w+:)?header[\s>]/.test(text) && /<(?:\w+:)?metadata[\s>]/.test(text)),
  open: byElements(
    { names: ['record'], inner: ['title', 'abstract', 'description', 'creator', 'keyname', 'datafield'], nests: true },
    readPaper,
  ),
};

function readPaper(paper: XmlElement, source: Source, sink: Sink): void {
  // A nested record has the metadata; the outer record then has only a header.
  if (childrenOf(paper, 'datafield').length > 0) return readMarc(paper, source, sink);
  if (descend(paper, 'header')?.attributes['status'] === 'deleted')
    return sink.reject(paper.line, 'the archive has deleted this paper');
  const [metadata, ...more] = childrenOf(paper, 'metadata')
    .flatMap(({ children }) => children)
    .filter((child) => typeof child !== 'string');
  if (metadata === undefined) return sink.reject(paper.line, 'there is no metadata here');
  if (more.length > 0) return sink.reject(paper.line, 'two papers are not separated here');
  if (metadata.name === 'article') return readJats(metadata, source, sink);
  if (metadata.name === 'mods') return readMods(metadata, source, sink);
  const resource = metadata.name === 'resource' ? metadata : everyIn(metadata, 'resource')[0];
  if (resource !== undefined) return readDatacite(resource, source, sink);
  const draft = metadata.name === 'dc' ? dublinCore(metadata) : arxiv(metadata);
  deliver(source.file, descend(metadata, 'title')?.line ?? paper.line, sink, draft);
}

function arxiv(metadata: XmlElement): Draft {
  const text = (name: string): string => textOf(descend(metadata, name));
  const people = childrenOf(descend(metadata, 'authors'), 'author').map((author) =>
    ['forenames', 'keyname', 'suffix']
      .map((part) => textOf(descend(author, part)).trim())
      .filter(Boolean)
      .join(' '),
  );
  return {
    title: decodeAccents(text('title')),
    abstract: decodeAccents(text('abstract')),
    published: text('created') || textOf(descend(metadata, 'version', 'date')),
    authors: people.length > 0 ? people.map(decodeAccents) : arxivNames(decodeAccents(text('authors'))),
    venue: text('journal-ref'),
    url: `https://arxiv.org/abs/${text('id').trim()}`,
    doi: text('doi'),
    arxiv: text('id'),
  };
}

/** Open Journal Systems and others write a DOI as it is. */
const DOI = /^(?:doi:\s*|info:doi\/|https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4,9}\//i;

/** The longest description is the abstract (arXiv adds "Comment: 12 pages"). */
function dublinCore(metadata: XmlElement): Draft {
  const texts = (name: string): string[] => childrenOf(metadata, name).map((element) => textOf(element).trim());
  const identifiers = texts('identifier');
  const arxiv = identifiers.find((text) => /arxiv\.org\/abs\//i.test(text));
  return {
    title: texts('title')[0],
    abstract: texts('description').reduce((longest, text) => (text.length > longest.length ? text : longest), ''),
    published: earliest(texts('date')),
    authors: texts('creator').flatMap(namesIn),
    venue: texts('source')[0],
    type: texts('type').join(';'),
    publisher: texts('publisher')[0],
    // Those of arXiv are its categories.
    keywords: arxiv !== undefined ? [] : [texts('subject')],
    url: identifiers.find((text) => /^https?:/.test(text)),
    doi: identifiers.find((text) => DOI.test(text)),
    arxiv,
  };
}

/** The date of the paper: DSpace also has the times at which it was stored, arXiv those of later versions. */
function earliest(dates: readonly string[]): string | undefined {
  const [first] = dates.flatMap((text) => publishedOf(text) ?? []).sort();
  return first ?? dates[0];
}
