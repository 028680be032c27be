import { lineEndsBefore } from '../bytes/line-ends.js';
import { type Draft, deliver } from '../fields/draft.js';
import { ownDraft, ownFieldsIn } from '../fields/own-fields.js';
import type { Format, Reader, Sink, Source } from '../format.js';
import { wholePage } from '../split/whole-page.js';
import { childrenOf, descend, everyIn, textOf, treeOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';
import { draftOfItem, holdsPaper, type ZoteroItem } from './zotero.js';

/** A resource of its own; nested ones have no address. */
const RESOURCE = /<((?:bib|rdf|z|foaf):[A-Za-z]{1,40})\s+rdf:about=/g;
/** Elements that occur only within a resource. */
const INNER = /<(?:dc:title|dcterms:abstract|bib:authors|foaf:surname)[\s>]/;
/** Elements that list people, by the role that Zotero's JSON names. */
const ROLES = [
  ['authors', 'author'],
  ['editors', 'editor'],
  ['contributors', 'contributor'],
  ['inventors', 'inventor'],
  ['presenters', 'presenter'],
  ['programmers', 'programmer'],
  ['artists', 'artist'],
  ['directors', 'director'],
  ['podcasters', 'podcaster'],
  ['performers', 'performer'],
] as const;

/** The beginning of a file, which has its namespaces: that of paperkin if paperkin wrote it. */
const BEGINNING_CHARS = 4096;
const OWN = /\sxmlns:paperkin=/;
const readOwn = byElements({ names: ['Article'], inner: ['authors', 'abstract'] }, (resource, source, sink) =>
  deliver(source.file, descend(resource, 'title')?.line ?? resource.line, sink, draftOf(resource, new Map())),
);

/**
 * A library exported from Zotero as RDF. A paper names its journal and its collections by their addresses, and both
 * may follow it, so the file is read as a whole. Collections become tags.
 */
export const zoteroRdf: Format = {
  name: 'zotero-rdf',
  recognises: ({ text }) => /<rdf:RDF[\s>]/.test(text) && /purl\.org\/net\/biblio#|<z:itemType>/.test(text),
  open: readRdf,
};

/** In what paperkin wrote, every element has all of its paper: such a file may have any size. */
function readRdf(source: Source, sink: Sink): Reader {
  let reader: Reader | null = null;
  let beginning = '';
  const open = (): Reader => {
    const own = OWN.test(beginning.slice(0, BEGINNING_CHARS));
    reader = own ? readOwn(source, sink) : wholePage(sink, (page) => readLibrary(page, source, sink));
    reader.push(beginning);
    return reader;
  };
  return {
    push(text) {
      if (reader !== null) return reader.push(text);
      beginning += text;
      if (beginning.length >= BEGINNING_CHARS) open();
    },
    end: () => (reader ?? open()).end(),
  };
}

function readLibrary(page: string, source: Source, sink: Sink): void {
  const resources = resourcesOf(page, sink);
  const byAddress = new Map(resources.map((resource) => [addressOf(resource), resource]));
  const collections = new Map<string, string[]>();
  for (const collection of resources.filter(({ name }) => name === 'Collection')) {
    const name = textOf(descend(collection, 'title'));
    for (const { attributes } of childrenOf(collection, 'hasPart')) {
      const part = attributes['rdf:resource'] ?? '';
      collections.set(part, [...(collections.get(part) ?? []), name]);
    }
  }
  for (const resource of resources) {
    if (!isPaper(resource)) continue;
    const draft = draftOf(resource, byAddress);
    const title = descend(resource, 'title');
    const tags = [...(draft.tags ?? []), ...(collections.get(addressOf(resource)) ?? [])];
    deliver(source.file, title?.line ?? resource.line, sink, { ...draft, tags });
  }
}

/** Journals, books of chapters and collections have no kind of item, and neither authors nor an abstract. */
function isPaper(resource: XmlElement): boolean {
  const kind = textOf(descend(resource, 'itemType'));
  if (kind !== '') return holdsPaper(kind);
  return ['authors', 'abstract'].some((name) => descend(resource, name) !== undefined);
}

const addressOf = ({ attributes }: XmlElement): string => attributes['rdf:about'] ?? '';

/** The resources of a file, each parsed by itself, so that damage costs only one. */
function resourcesOf(page: string, sink: Sink): XmlElement[] {
  const linesBefore = lineEndsBefore(page);
  const starts = [...page.matchAll(RESOURCE)];
  const reject = (index: number, reason: string): void => sink.reject(1 + linesBefore(index), reason);
  if (INNER.test(page.slice(0, starts[0]?.index ?? page.length)))
    sink.reject(1, 'this paper has no element of its own');
  return starts.flatMap((start, i) => {
    const piece = page.slice(start.index, starts[i + 1]?.index ?? page.length);
    const closing = `</${start[1]!}>`;
    const end = piece.lastIndexOf(closing);
    const xml = `<piece>${piece.slice(0, end + closing.length)}</piece>`;
    const parsed = end < 0 ? 'it has no end tag' : treeOf(xml, 1 + linesBefore(start.index));
    if (typeof parsed === 'string') {
      reject(start.index, `this element is not well-formed XML: ${parsed}`);
      return [];
    }
    const [resource, ...more] = parsed.children.filter((child) => typeof child !== 'string');
    if (resource === undefined || more.length > 0) {
      reject(start.index, 'two elements are not separated here');
      return [];
    }
    const after = start.index + end + closing.length;
    const rest = page.slice(after, start.index + piece.length).replace(/<\/rdf:RDF\s*>|<!--.*?-->/gs, '');
    if (rest.trim() !== '') reject(after, 'this text is outside all elements');
    return [resource];
  });
}

/** Zotero writes the DOI of a paper beside its journal, which may be an element of its own. */
function draftOf(resource: XmlElement, byAddress: ReadonlyMap<string, XmlElement>): Draft {
  const title = textOf(descend(resource, 'title'));
  const abstract = textOf(descend(resource, 'abstract'));
  const own = ownFieldsIn(textOf(descend(resource, 'record')));
  if (own !== null) return ownDraft(own, title, abstract);
  const part = descend(resource, 'isPartOf');
  const inner = part?.children.find((child) => typeof child !== 'string');
  const container = inner ?? byAddress.get(part?.attributes['rdf:resource'] ?? '');
  const item: ZoteroItem = {
    title,
    abstractNote: abstract,
    date: textOf(descend(resource, 'date')),
    creators: ROLES.flatMap(([list, creatorType]) =>
      everyIn(descend(resource, list), 'Person').map((person) => ({ ...nameOf(person), creatorType })),
    ),
    publicationTitle: textOf(descend(container, 'title')),
    volume: textOf(descend(container ?? resource, 'volume')),
    issue: textOf(descend(container ?? resource, 'number')),
    pages: textOf(descend(resource, 'pages')),
    itemType: textOf(descend(resource, 'itemType')),
    thesisType: textOf(descend(resource, 'type')),
    publisher: textOf(descend(resource, 'publisher', 'Organization', 'name')),
    // A call number of a library is in an element of its own.
    tags: childrenOf(resource, 'subject')
      .filter((subject) => descend(subject, 'LCC') === undefined)
      .map(textOf),
    DOI: doiOf(resource) || doiOf(container),
    url: textOf(everyIn(resource, 'URI')[0]).trim(),
    extra: textOf(descend(resource, 'description')),
  };
  return draftOfItem(item);
}

function nameOf(person: XmlElement): { lastName: string; firstName: string } {
  const givenName = descend(person, 'givenName') ?? descend(person, 'givenname');
  return { lastName: textOf(descend(person, 'surname')).trim(), firstName: textOf(givenName).trim() };
}

function doiOf(element: XmlElement | undefined): string {
  const texts = childrenOf(element, 'identifier').map((identifier) => textOf(identifier).trim());
  return texts.find((text) => /^DOI\s/i.test(text))?.slice(4) ?? '';
}
