import { deliver } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { uprightName } from '../fields/names.js';
import { oneLine } from '../fields/one-line.js';
import { titleWith } from '../fields/subtitle.js';
import type { LooseVolume } from '../fields/volume-and-pages.js';
import type { Format, Sink, Source } from '../format.js';
import { childrenOf, descend, textOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';

/** Roles of authors; a name without a role is an author too. */
const AUTHOR = /^(?:aut|author|cre|creator|dissertant|dis)$/i;
const EDITOR = /^(?:edt|editor)$/i;
/** The years of a life, which cataloguers put beside a name. */
const LIFE = /,?\s*[[(]?\b\d{4}\??-(?:\d{4}\??)?[\])]?/;
/** Elements of a publication date, the most reliable first. */
const DATES = ['dateIssued', 'copyrightDate', 'dateCreated', 'dateOther'];

/** Records of libraries and repositories in MODS. */
export const mods: Format = {
  name: 'mods',
  recognises: ({ text }) => /<(?:\w+:)?(?:mods|modsCollection)[\s>]/.test(text),
  open: byElements({ names: ['mods'], inner: ['titleInfo', 'namePart'] }, readMods),
};

/** Reads a `mods` element, at any position. */
export function readMods(record: XmlElement, source: Source, sink: Sink): void {
  const own = childrenOf(record, 'titleInfo').filter(({ attributes }) => attributes['type'] === undefined);
  const title = own[0] ?? childrenOf(record, 'titleInfo')[0];
  const host = childrenOf(record, 'relatedItem').find(({ attributes }) => attributes['type'] === 'host');
  const id = (...kinds: string[]): string =>
    textOf(
      childrenOf(record, 'identifier').find(({ attributes }) =>
        kinds.includes((attributes['type'] ?? '').toLowerCase()),
      ),
    );
  const links = childrenOf(record, 'location').flatMap((location) => childrenOf(location, 'url').map(textOf));
  deliver(source.file, title?.line ?? record.line, sink, {
    title: titleOf(title),
    abstract: withoutMarkup(childrenOf(record, 'abstract').map(textOf)[0] ?? ''),
    published: [
      dateIn(record),
      textOf(descend(record, 'part', 'date')),
      textOf(descend(host, 'part', 'date')),
      dateIn(host),
    ].find((date) => date !== ''),
    authors: childrenOf(record, 'name').filter(isAuthor).map(nameOf),
    editors: childrenOf(record, 'name')
      .filter((name) => rolesOf(name).some((role) => EDITOR.test(role)))
      .map(nameOf),
    venue: titleOf(childrenOf(host, 'titleInfo')[0]),
    ...partIn([host, record]),
    type: genresOf(record) || issuanceOf(record, host),
    degree: genresOf(record),
    publisher: publisherIn(record) || publisherIn(host),
    keywords: [childrenOf(record, 'subject').flatMap(topicsIn)],
    url: links.map((link) => link.trim()).find((link) => /^https?:/i.test(link)),
    doi: id('doi') || links.find((link) => /\bdoi\.org\//i.test(link)),
    arxiv: id('arxiv'),
    pubmed: id('pmid', 'pubmed'),
  });
}

function titleOf(info: XmlElement | undefined): string {
  const part = (name: string): string => textOf(descend(info, name)).replace(/\s+/g, ' ').trim();
  const [article, title, rest, number] = ['nonSort', 'title', 'subTitle', 'partNumber'].map(part) as [
    string,
    string,
    string,
    string,
  ];
  const main = article === '' ? title : `${article}${/['’]$/.test(article) ? '' : ' '}${title}`;
  return withoutMarkup(titleWith(main, rest) + (number === '' ? '' : `. ${number}`));
}

/** Volume, issue and pages in the first of the elements that states them. */
function partIn(elements: readonly (XmlElement | undefined)[]): LooseVolume {
  const partElements = elements.flatMap((element) => childrenOf(element, 'part'));
  const number = (kind: string): string | undefined =>
    partElements
      .flatMap((part) => childrenOf(part, 'detail'))
      .filter(({ attributes }) => attributes['type'] === kind)
      .map((detail) => textOf(descend(detail, 'number')).trim())
      .find((text) => text !== '');
  const pages = partElements
    .flatMap((part) => childrenOf(part, 'extent'))
    .find(({ attributes }) => /^pages?$/.test(attributes['unit'] ?? ''));
  return {
    volume: number('volume'),
    issue: number('issue') ?? number('number'),
    pages: textOf(descend(pages, 'list')),
    firstPage: textOf(descend(pages, 'start')),
    lastPage: textOf(descend(pages, 'end')),
  };
}

/** In words or as addresses of a vocabulary; a record may have several. */
function genresOf(record: XmlElement): string {
  return childrenOf(record, 'genre').map(textOf).join(';');
}

/** Of a subject of a vocabulary, the topics behind the first subdivide it. */
function topicsIn(subject: XmlElement): string[] {
  const topics = childrenOf(subject, 'topic').map(textOf);
  return subject.attributes['authority'] === undefined ? topics : topics.slice(0, 1);
}

/** Where no genre is given: a text by itself is a book, a text in a serial an article. */
function issuanceOf(record: XmlElement, host: XmlElement | undefined): string {
  const issuance = (element: XmlElement | undefined) => textOf(descend(element, 'originInfo', 'issuance')).trim();
  if (host !== undefined) return /^(?:continuing|serial)$/.test(issuance(host)) ? 'article' : '';
  const isText = textOf(descend(record, 'typeOfResource')).trim() === 'text';
  return isText && issuance(record) === 'monographic' ? 'book' : '';
}

function publisherIn(record: XmlElement | undefined): string {
  const [publisher] = childrenOf(record, 'originInfo').flatMap((origin) => childrenOf(origin, 'publisher'));
  return textOf(publisher);
}

function dateIn(record: XmlElement | undefined): string {
  const origins = childrenOf(record, 'originInfo');
  const dates = DATES.flatMap((name) => origins.flatMap((origin) => childrenOf(origin, name)));
  const key = dates.find(({ attributes }) => attributes['keyDate'] === 'yes');
  return textOf(key ?? dates.find((date) => /\d{4}/.test(textOf(date)))).trim();
}

function isAuthor(name: XmlElement): boolean {
  const roles = rolesOf(name);
  return roles.length === 0 || roles.some((role) => AUTHOR.test(role));
}

function rolesOf(name: XmlElement): string[] {
  return childrenOf(name, 'role')
    .flatMap((role) => [...childrenOf(role, 'roleTerm'), ...childrenOf(role, 'text')])
    .map((role) => textOf(role).trim())
    .filter((text) => text !== '');
}

function nameOf(name: XmlElement): string {
  const parts = childrenOf(name, 'namePart');
  const of = (kind: string): string =>
    parts
      .filter(({ attributes }) => attributes['type'] === kind)
      .map((part) => textOf(part).trim())
      .join(' ');
  if (of('family') !== '') return `${of('given')} ${of('family')}`.trim();
  const plain = parts.filter(({ attributes }) => attributes['type'] === undefined).map((part) => textOf(part).trim());
  const whole = (plain.length > 0 ? plain.join(' ') : textOf(descend(name, 'displayForm'))).replace(/,$/, '');
  return name.attributes['type'] === 'corporate' ? whole : uprightName(oneLine(whole).replace(LIFE, ''));
}
