import { z } from 'zod';
import type { Draft } from '../fields/draft.js';
import type { DraftResult } from '../fields/fields.js';
import { identifiersInLines } from '../fields/identifiers.js';
import { withoutMarkup } from '../fields/markup.js';
import type { Format, Sink, Source } from '../format.js';
import { type JsonObject, layoutOf } from '../split/json-layout.js';
import { byObjects } from '../split/json-objects.js';
import { deliverResult, shaped, text } from './json-papers.js';

/** Kinds of item that are not papers: files, notes and annotations. */
const NO_PAPER = new Set(['attachment', 'note', 'annotation', '']);

/** Whether an item of a kind is a paper. */
export const holdsPaper = (itemType: string): boolean => !NO_PAPER.has(itemType);

/** People of other kinds (editors, translators) stand for the authors of a volume without any. */
const AUTHORS = new Set(
  'author inventor presenter programmer artist contributor director podcaster performer'.split(' '),
);

const creator = z.looseObject({ creatorType: text, firstName: text, lastName: text, name: text });
const tag = z.union([z.string(), z.looseObject({ tag: z.string() }).transform((one) => one.tag)]).catch('');
const item = z.looseObject({
  itemType: text,
  title: text,
  caseName: text,
  subject: text,
  nameOfAct: text,
  abstractNote: text,
  date: text,
  issueDate: text,
  dateDecided: text,
  dateEnacted: text,
  parsedDate: text,
  creators: z.array(creator).nullish(),
  publicationTitle: text,
  proceedingsTitle: text,
  bookTitle: text,
  encyclopediaTitle: text,
  dictionaryTitle: text,
  blogTitle: text,
  forumTitle: text,
  repository: text,
  websiteTitle: text,
  conferenceName: text,
  publisher: text,
  university: text,
  institution: text,
  company: text,
  thesisType: text,
  tags: z.array(tag).nullish().catch(undefined),
  volume: text,
  issue: text,
  pages: text,
  DOI: text,
  url: text,
  archiveID: text,
  archiveLocation: text,
  // Better BibTeX writes a list of lines.
  extra: z.union([text, z.array(z.string()).transform((lines) => lines.join('\n'))]),
});
export type ZoteroItem = z.infer<typeof item>;

/** Where an item is, by its kind. */
const VENUES = [
  'publicationTitle',
  'proceedingsTitle',
  'bookTitle',
  'encyclopediaTitle',
  'dictionaryTitle',
  'blogTitle',
  'forumTitle',
  'repository',
  'websiteTitle',
  'conferenceName',
] as const;

/** Items of Zotero: its API, its own JSON, and that of Better BibTeX. */
export const zotero: Format = {
  name: 'zotero',
  recognises: ({ text: beginning }) =>
    layoutOf(beginning) !== null &&
    /(?<!\\)"itemType"\s*:/.test(beginning) &&
    /(?<!\\)"(?:creators|library|abstractNote|dateAdded|title)"\s*:/.test(beginning),
  open: (source, sink) => byObjects(sink, 'stream', (object, line) => readItem(bareItem(object), source, line, sink)),
};

const read: (object: JsonObject) => DraftResult = shaped(item, draftOfItem);

/** The API puts an item under `data`, and its own interpretation of the date beside it. */
function bareItem(object: JsonObject): JsonObject {
  const { data, meta } = object;
  if (typeof data !== 'object' || data === null) return object;
  const parsedDate = typeof meta === 'object' && meta !== null && 'parsedDate' in meta ? meta.parsedDate : undefined;
  return { ...data, parsedDate };
}

function readItem(object: JsonObject, source: Source, line: number, sink: Sink): void {
  if (holdsPaper(String(object['itemType'] ?? 'document'))) deliverResult(read(object), source, line, sink);
}

/** The day of a patent, a case and a law has a name of its own. */
function dateOf({ parsedDate, date, issueDate, dateDecided, dateEnacted }: ZoteroItem): string | undefined {
  return [parsedDate, date, issueDate, dateDecided, dateEnacted].find((text) => text) ?? undefined;
}

/** A case, an e-mail and a law have a name of their own; a program may leave an empty title beside it. */
function titleOf({ title, caseName, subject, nameOfAct }: ZoteroItem): string {
  return [title, caseName, subject, nameOfAct].find((text) => text?.trim()) ?? '';
}

function venueOf(record: ZoteroItem): string {
  return VENUES.map((field) => record[field]).find((text) => text) ?? '';
}

/** The fields of an item from any source. */
export function draftOfItem(record: ZoteroItem): Draft {
  const inExtra = identifiersInLines(record.extra ?? '');
  const all = record.creators ?? [];
  const authors = all.filter(({ creatorType }) => AUTHORS.has(creatorType ?? 'author'));
  const editors = all.filter(({ creatorType }) => creatorType === 'editor');
  return {
    title: withoutMarkup(titleOf(record)),
    abstract: withoutMarkup(record.abstractNote ?? ''),
    published: dateOf(record),
    authors: authors.map(nameOf),
    editors: (editors.length > 0 ? editors : all).map(nameOf),
    venue: withoutMarkup(venueOf(record)),
    volume: record.volume ?? undefined,
    issue: record.issue ?? undefined,
    pages: record.pages ?? undefined,
    // A letter from an archive; in databases it is one in a journal.
    type: record.itemType === 'letter' ? undefined : (record.itemType ?? undefined),
    degree: record.thesisType ?? undefined,
    publisher: record.publisher || record.university || record.institution || record.company || undefined,
    keywords: [record.tags],
    url: record.url ?? undefined,
    doi: record.DOI || inExtra.doi,
    arxiv:
      inExtra.arxiv ?? [record.archiveID, record.archiveLocation].find((id) => /arxiv/i.test(id ?? '')) ?? undefined,
    pubmed: inExtra.pubmed,
  };
}

function nameOf({ firstName, lastName, name }: z.infer<typeof creator>): string {
  return name || [firstName, lastName].filter(Boolean).join(' ');
}
