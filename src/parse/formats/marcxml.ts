import { deliver } from '../fields/draft.js';
import { uprightName } from '../fields/names.js';
import { type LooseVolume, labelledVolume } from '../fields/volume-and-pages.js';
import type { Format, Sink, Source } from '../format.js';
import { childrenOf, textOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';

/** The punctuation that cataloguers put between parts. */
const CLOSING = /\s*[/:;,=.]\s*$/;
/** Roles, as terms and as codes: of editors, and of people who are not authors. */
const EDITOR = /(?:^|\/)(?:edt?\b|hrsg|herausgeb|editor|éditeur sci)/i;
const NO_AUTHOR =
  /edit|edt|publish|pbl|verlag|transl|trl|illustr|ill|advis|ths|review|compil|com|host|spons|degree|dgs|opn|rev/i;

/** Records of library catalogues in MARC 21 XML. */
export const marcxml: Format = {
  name: 'marcxml',
  recognises: ({ text }) => /<(?:\w+:)?record[\s>]/.test(text) && /<(?:\w+:)?datafield[\s>]/.test(text),
  open: byElements({ names: ['record'], inner: ['datafield', 'leader'], nests: true }, readMarc),
};

/** Reads a `record` of MARC, at any position. */
export function readMarc(record: XmlElement, source: Source, sink: Sink): void {
  const fields = (tag: string): XmlElement[] =>
    childrenOf(record, 'datafield').filter(({ attributes }) => attributes['tag'] === tag);
  const titles = fields('245');
  if (titles.length > 1) return sink.reject(record.line, 'two records are not separated here');
  const links = fields('856').flatMap((field) => parts(field, 'u'));
  deliver(source.file, titles[0]?.line ?? record.line, sink, {
    title: titleOf(titles[0]),
    abstract: fields('520')
      .map((field) => parts(field, 'a', 'b').join(' '))
      .join(' '),
    published: publishedIn(record, fields),
    authors: authorsIn(fields),
    editors: fields('700')
      .filter((field) => parts(field, 'e', '4').some((role) => EDITOR.test(role)))
      .map(personIn),
    venue: plain(fields('773').flatMap((field) => parts(field, 't', 'p'))[0] ?? ''),
    ...partIn(fields('773')),
    type: typesIn(record, fields),
    degree: fields('502')
      .flatMap((field) => parts(field, 'a', 'b'))
      .join(' '),
    publisher: [...fields('264'), ...fields('260')].flatMap((field) => parts(field, 'b'))[0],
    keywords: [[...fields('650'), ...fields('653'), ...fields('695')].filter(isSubject).flatMap(subjectsIn)],
    url: links.find((link) => /^https?:/i.test(link)),
    doi: identifier(fields('024'), 'doi') ?? links.find((link) => /\bdoi\.org\//i.test(link)),
    arxiv: identifier(fields('037'), 'arxiv') ?? identifier(fields('024'), 'arxiv'),
    pubmed: identifier(fields('024'), 'pmid'),
  });
}

/** Subfields of the codes, in their own order. */
function parts(field: XmlElement | undefined, ...codes: string[]): string[] {
  return childrenOf(field, 'subfield')
    .filter(({ attributes }) => codes.includes(attributes['code'] ?? ''))
    .map((part) => textOf(part).replace(/\s+/g, ' ').trim());
}

/** Without the marks of where filing begins, and the punctuation before the next part. */
function plain(text: string): string {
  return text
    .replace(/[\u0098\u009c¬]/g, '')
    .replace(CLOSING, '')
    .trim();
}

function titleOf(field: XmlElement | undefined): string {
  const [main, ...more] = [...parts(field, 'a'), ...parts(field, 'b', 'n', 'p')].map(plain).filter(Boolean);
  return [main ?? '', ...more].filter(Boolean).join(': ');
}

function authorsIn(fields: (tag: string) => XmlElement[]): string[] {
  const people = [...fields('100'), ...fields('700')].filter(
    (field) => isAuthor(field) && parts(field, 't').length === 0,
  );
  const names = people.map(personIn);
  const bodies = [...fields('110'), ...(names.length === 0 ? fields('710') : [])]
    .filter(isAuthor)
    .map((field) => parts(field, 'a', 'b').map(plain).join('. '));
  return [...new Set([...names, ...bodies])];
}

function personIn(field: XmlElement): string {
  return uprightName(plain(parts(field, 'a')[0] ?? ''));
}

function isAuthor(field: XmlElement): boolean {
  const roles = parts(field, 'e', '4');
  return (
    roles.length === 0 || roles.some((role) => /aut|cre/i.test(role)) || !roles.some((role) => NO_AUTHOR.test(role))
  );
}

function publishedIn(record: XmlElement, fields: (tag: string) => XmlElement[]): string {
  const stated = [...fields('264'), ...fields('260')].flatMap((field) => parts(field, 'c'));
  const inHost = fields('773').flatMap((field) => parts(field, 'g', 'd', 'y'));
  const fixed = textOf(childrenOf(record, 'controlfield').find(({ attributes }) => attributes['tag'] === '008'));
  return (
    [...stated, fixed.slice(7, 11), ...inHost].flatMap(
      (text) => /(?<!\d)(?:1[4-9]|20)\d\d(?!\d)/.exec(text)?.[0] ?? [],
    )[0] ?? ''
  );
}

/**
 * Volume, issue and pages in the host: INSPIRE has a subfield for each; cataloguers write "Vol. 12, no. 3, p. 45-67",
 * and the numbers alone as "12:3<45".
 */
function partIn(hosts: readonly XmlElement[]): LooseVolume {
  const first = (code: string): string => hosts.flatMap((host) => parts(host, code))[0] ?? '';
  if (first('v') !== '') return { volume: first('v'), issue: first('n'), pages: first('c') };
  const written = labelledVolume(hosts.flatMap((host) => parts(host, 'g')).join(', '));
  const [, volume, issue, pages] = /^([^:<]*)(?::([^:<]*))?[^<]*(?:<(.*))?$/.exec(first('q')) ?? [];
  return { volume: written.volume ?? volume, issue: written.issue ?? issue, pages: written.pages ?? pages };
}

/** Kinds of text in the leader of a record: parts of books and of serials, and books. */
const KINDS: Readonly<Record<string, string>> = { aa: 'chapter', ab: 'article', am: 'book' };

/** A note on a thesis, the form of what is catalogued, the collections of INSPIRE, and the leader. */
function typesIn(record: XmlElement, fields: (tag: string) => XmlElement[]): string {
  const kind = KINDS[textOf(childrenOf(record, 'leader')[0]).slice(6, 8)] ?? '';
  const forms = [...fields('655'), ...fields('980')].flatMap((field) => parts(field, 'a')).map(plain);
  return [...(fields('502').length > 0 ? ['thesis'] : []), ...forms, kind].join(';');
}

/** INSPIRE and arXiv have fields of science there. */
function isSubject(field: XmlElement): boolean {
  return !/inspire|arxiv/i.test(parts(field, '2').join(' ')) || field.attributes['tag'] === '695';
}

function subjectsIn(field: XmlElement): string[] {
  return parts(field, 'a').map(plain);
}

function identifier(fields: readonly XmlElement[], kind: string): string | undefined {
  const named = fields.find((field) =>
    [...parts(field, '2'), ...parts(field, '9')].some((text) => text.toLowerCase() === kind),
  );
  return parts(named, 'a')[0];
}
