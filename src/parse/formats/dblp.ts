import { z } from 'zod';
import { type Draft, deliver } from '../fields/draft.js';
import { withoutMarkup } from '../fields/markup.js';
import { plainTitle } from '../fields/pubmed-title.js';
import type { Format, Sink, Source } from '../format.js';
import { decodeEntities } from '../split/entities.js';
import type { JsonObject } from '../split/json-layout.js';
import { byObjects } from '../split/json-objects.js';
import { childrenOf, descend, objectOf, textOf, type XmlElement } from '../split/xml.js';
import { byElements } from '../split/xml-elements.js';
import { xmlOrJson } from '../split/xml-or-json.js';
import { deliverResult, shaped } from './json-papers.js';

/** Kinds of publication in dblp; pages of people (`www`) are not among them. */
const KINDS = ['article', 'inproceedings', 'proceedings', 'incollection', 'book', 'phdthesis', 'mastersthesis', 'data'];
/** Pages of people, whose names are in them. */
const PEOPLE = ['www', 'person'];
/** A record that stands by itself: its key begins with the kind of the venue. */
const RECORD = new RegExp(`^\\s*(?:<[?!][^>]*>\\s*)*<(?:${KINDS.join('|')})\\s[^>]*\\bkey="[a-z]+/`);
/** The types of an answer of the search. */
const TYPES: Readonly<Record<string, string>> = {
  'Journal Articles': 'article',
  'Conference and Workshop Papers': 'inproceedings',
  'Parts in Books or Collections': 'incollection',
  'Data and Artifacts': 'data',
  'Informal and Other Publications': 'preprint',
};
/** The number that distinguishes people of one name: "Wei Wang 0001". */
const HOMONYM = /\s\d{4}$/;

const text = z.string().nullish();
const person = z.union([z.string(), z.looseObject({ text: z.string() }).transform((one) => one.text)]);
const people = z.union([z.array(person), person.transform((one) => [one])]);
const info = z.looseObject({
  title: text,
  authors: z.looseObject({ author: people }).nullish(),
  type: text.catch(undefined),
  publisher: text.catch(undefined),
  venue: z.union([z.string(), z.array(z.string()).transform((venues) => venues[0] ?? '')]).nullish(),
  year: text,
  doi: text,
  ee: z.union([z.string(), z.array(z.string()).transform((links) => links[0] ?? '')]).nullish(),
  volume: text.catch(undefined),
  number: text.catch(undefined),
  pages: text.catch(undefined),
  url: text,
});
const readInfo = shaped(info, infoDraft);

/** Records of dblp: its XML, whole or of one person, and the answers of its search in XML or JSON. */
export const dblp: Format = {
  name: 'dblp',
  recognises: ({ text: beginning }) =>
    /<(?:dblp|dblpperson)[\s>]/.test(beginning) ||
    RECORD.test(beginning) ||
    (/dblp/.test(beginning) && /<hits[\s>]|"hits"\s*:/.test(beginning) && /<info>|"info"\s*:/.test(beginning)),
  open: xmlOrJson(
    byElements({ names: [...KINDS, ...PEOPLE, 'hit'], inner: ['author', 'booktitle'] }, readElement),
    (source, sink) =>
      byObjects(sink, 'stream', (hit, line) => deliverResult(readInfo(infoOf(hit)), source, line, sink)),
  ),
};

function infoOf(hit: JsonObject): JsonObject {
  const inner = hit['info'];
  return typeof inner === 'object' && inner !== null ? (inner as JsonObject) : hit;
}

function readElement(element: XmlElement, source: Source, sink: Sink): void {
  if (PEOPLE.includes(element.name)) return;
  if (element.name === 'hit')
    return deliverResult(readInfo(infoOf(objectOf(element) as JsonObject)), source, element.line, sink);
  const titles = childrenOf(element, 'title');
  if (titles.length > 1) return sink.reject(element.line, 'two records are not separated here');
  const text = (name: string): string => textOf(descend(element, name)).trim();
  const links = childrenOf(element, 'ee').map((link) => textOf(link).trim());
  const people = (role: string): string[] =>
    childrenOf(element, role).map((one) => textOf(one).trim().replace(HOMONYM, ''));
  deliver(source.file, titles[0]?.line ?? element.line, sink, {
    title: plainTitle(textOf(titles[0])),
    published: text('year'),
    authors: people('author'),
    editors: people('editor'),
    venue: text('journal') || text('booktitle'),
    type: element.attributes['publtype'] === 'informal' ? 'preprint' : element.name,
    publisher: text('publisher') || text('school'),
    volume: text('volume'),
    issue: text('number'),
    pages: text('pages'),
    url: links[0],
    doi: links.find((link) => /\bdoi\.org\//i.test(link)),
    arxiv: links.find((link) => /arxiv\.org\/|10\.48550/i.test(link)),
  });
}

function infoDraft(record: z.infer<typeof info>): Draft {
  const link = record.ee ?? record.url ?? undefined;
  return {
    title: plainTitle(withoutMarkup(record.title ?? '')),
    published: record.year ?? undefined,
    authors: (record.authors?.author ?? []).map((name) => decodeEntities(name).replace(HOMONYM, '')),
    venue: record.venue === null || record.venue === undefined ? undefined : decodeEntities(record.venue),
    volume: record.volume ?? undefined,
    issue: record.number ?? undefined,
    pages: record.pages ?? undefined,
    type: TYPES[record.type ?? ''],
    publisher: record.publisher ?? undefined,
    url: link,
    doi: record.doi ?? undefined,
  };
}
