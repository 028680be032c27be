import { z } from 'zod';
import { monthOf, publishedOf, withoutFraction } from './dates.js';
import type { Draft } from './draft.js';
import { people } from './people.js';

/**
 * The names under which files give a field, separated by blanks, in order of preference; in files, case and `_`, `-`,
 * blanks do not matter.
 */
const ALIASES = {
  id: 'id paperid',
  // HAL's Solr writes `title_s` and the like.
  title:
    'title papertitle articletitle primarytitle documenttitle itemtitle displayname maintitle titles ' + 'titledisplay',
  abstract:
    'abstract abstracttext abstractnote text summary notesabstract contenttext descriptionabstract ' +
    'description abstracts descriptions',
  published:
    'published publicationdate publisheddate publishedat datepublished date coverdate year ' +
    'publicationyear publishedyear yearpublished dateissued pubyear issued publicationdates ' +
    'produceddates produceddateyi pubdate publicationdateyear',
  by: 'by byline',
  // Scopus and Web of Science write initials under "Authors" and whole names beside them.
  authors:
    'authorfullnames authors author authornames creators firstauthors authorlist firstauthor ' +
    'authorshipsauthordisplayname authfullnames authordisplay zauthors contributorauthor creator',
  editors: 'editors editor bookeditors editornames scientificeditor',
  venue:
    'venue journal containertitle publicationtitle proceedingstitle journalbook journaltitle ' +
    'sourcetitle booktitle conference secondarytitle journalref source primarylocationsourcedisplayname ' +
    'journaltitles pub pubtitle conferencename publicationname journals',
  volume: 'volume journalvolume bibliovolume volumes',
  issue: 'issue issuenumber issueidentifier journalissue biblioissue issues',
  pages: 'pages pagination pagerange page',
  firstPage: 'firstpage startpage startingpage pagestart pagefirst bibliofirstpage',
  lastPage: 'lastpage endpage endingpage pageend pagelast bibliolastpage',
  articleNumber: 'articlenumber artno articleno elocationid eid',
  type:
    'type documenttype publicationtype articletype itemtype referencetype contenttype doctype doctypes ' +
    'subtypedescription',
  degree: 'genre thesistype',
  publisher: 'publisher publishername primarylocationsourcehostorganizationname',
  // Zotero, Scopus, Web of Science, IEEE, OpenAlex, Embase, ERIC, HAL and ProQuest.
  keywords:
    'keywords keyword authorkeywords indexkeywords keywordsplus meshterms meshheadings mesh otherterms ieeeterms ' +
    'indexterms subjectterms descriptors inspeccontrolledterms inspecnoncontrolledterms manualtags automatictags ' +
    'keywordsdisplayname emtreedrugindextermsmajorfocus emtreedrugindexterms emtreemedicalindextermsmajorfocus ' +
    'emtreemedicalindexterms identifierkeywords authkeywords',
  url: 'url link urls htmlurl weburl articleurl externalurl documenturl pdflink',
  comments: 'comments numcomments commentcount',
  doi: 'doi digitalobjectidentifier itemdoi doiids identifierdoi',
  arxiv: 'arxiv arxivid eprint archiveid arxivids',
  pubmed: 'pubmed pmid pubmedid accessionnumberpubmed idspmid medlinepmid',
  openalex: 'openalex openalexid',
  s2: 's2 s2id semanticscholar semanticscholarid',
  s2corpus: 's2corpus s2corpusid corpusid',
} satisfies Record<Exclude<keyof Draft, 'tags' | 'note' | 'exact'>, string>;

type Field = keyof typeof ALIASES;

const FIELD_OF: ReadonlyMap<string, { readonly field: Field; readonly rank: number }> = new Map(
  Object.entries(ALIASES).flatMap(([field, names]) =>
    names.split(' ').map((name, rank) => [name, { field: field as Field, rank }] as const),
  ),
);

/** A field's text; numbers count as text, `null` and empty text as not given. */
const text = z.union([
  z.string(),
  z.number().transform(String),
  z.null().transform(() => ''),
  // Crossref writes titles and journals as lists of one.
  z.array(z.string()).transform((texts) => texts[0] ?? ''),
]);
/** A date as text, or as CSL-JSON and Crossref write it: `{"date-parts": [[2025, 8, 15]]}`. */
const date = z.union([
  text,
  z
    .looseObject({ 'date-parts': z.array(z.array(z.union([z.number(), z.string(), z.null()]))) })
    .transform(({ 'date-parts': [parts = []] }) =>
      parts
        .filter((part) => part !== null)
        .map(padded)
        .join('-'),
    ),
  z.looseObject({ raw: z.string() }).transform(({ raw }) => raw),
  z.looseObject({ literal: z.string() }).transform(({ literal }) => literal),
]);
const part = z.string().nullish().catch(undefined);
/** Text under "comments" is a count only where it is a number: arXiv's authors write "12 pages" there. */
const count = z.union([
  z.number().int().nonnegative(),
  z.string().transform(numberOf),
  z.null().transform(() => undefined),
]);

/** What is not text has another meaning: `issue` of a tracker, `pages` with their texts. */
const inVenue = text.optional().catch(undefined);

const titled = z.looseObject({ title: z.string() }).transform(({ title }) => title);

/** Of a list of journals, the first with a title. */
const venues = z.array(titled.catch('')).transform((titles) => titles.find((title) => title !== '') ?? '');

const publisher = z.union([text, z.looseObject({ name: z.string() }).transform(({ name }) => name)]);

/** A keyword as text or as an object that names it. */
const term = z.union([
  z.string(),
  z
    .looseObject({ name: part, display_name: part, keyword: part, term: part, value: part })
    .transform((one) => one.name || one.display_name || one.keyword || one.term || one.value || ''),
]);

const fields = z.object({
  id: text.optional(),
  title: text.optional(),
  abstract: text.optional(),
  published: date.optional(),
  by: text.optional(),
  authors: people.optional(),
  editors: people.optional().catch(undefined),
  venue: z.union([text, titled, venues]).optional(),
  volume: inVenue,
  issue: inVenue,
  pages: inVenue,
  firstPage: inVenue,
  lastPage: inVenue,
  articleNumber: inVenue,
  type: inVenue,
  degree: inVenue,
  publisher: publisher.optional().catch(undefined),
  keywords: z.array(z.union([z.string(), z.array(term.catch(''))]).catch('')).optional(),
  url: text.optional(),
  comments: count.optional(),
  doi: text.optional(),
  arxiv: text.optional(),
  pubmed: text.optional(),
  openalex: text.optional(),
  s2: text.optional(),
  s2corpus: text.optional(),
});
/** Fields without which a paper is rejected if they cannot be read; any other field is left out and reported. */
const NEEDED: ReadonlySet<string> = new Set<Field>(['title', 'abstract']);

/** The field that a column or key stands for, and its rank among the names of that field; `null` if there is none. */
export function fieldOf(name: string): { readonly field: Field; readonly rank: number } | null {
  return FIELD_OF.get(normalKey(name)) ?? null;
}

/** Dublin Core and PRISM have prefixes, and DSpace languages: `dc:title`, `dc.title[en]`. */
function normalKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:dc|dcterms|prism)[:.]|\[[a-z_*]{0,8}\]$/g, '')
    .replace(/[^a-z0-9]+/g, '');
}

export type DraftResult = { readonly draft: Draft; readonly leftOut: readonly string[] } | { readonly reason: string };

/**
 * A draft of an object whose keys are any of the aliases. If two keys mean one field, the more specific one that is not
 * empty counts. What is under `identifiers` or `external_ids` counts as well. Unknown keys are skipped.
 */
export function draftOf(object: Readonly<Record<string, unknown>>): DraftResult {
  const chosen = new Map<Field, { value: unknown; rank: number }>();
  const keywords: unknown[] = [];
  const parts: DateParts = {};
  const take = (key: string, value: unknown): void => {
    const alias = fieldOf(key);
    const part = DATE_PART.exec(key)?.[1]?.toLowerCase();
    if (part === 'month' || part === 'day') parts[part] = value;
    if (alias === null || value === null || value === undefined || value === '') return;
    if (alias.field === 'published' && /^\d{4}(?:\.0+)?$/.test(String(value).trim()))
      parts.year ??= withoutFraction(String(value)).trim();
    if (alias.field === 'keywords') keywords.push(value);
    const before = chosen.get(alias.field);
    if (before === undefined || alias.rank < before.rank) chosen.set(alias.field, { value, rank: alias.rank });
  };
  for (const [key, value] of Object.entries(object)) {
    if (IDENTIFIERS.test(key) && typeof value === 'object' && value !== null)
      for (const [kind, id] of namedIn(value)) take(kind, id);
    else take(key, value);
    // ADS lists all identifiers of a paper.
    if (key === 'identifier' && Array.isArray(value))
      take(
        'arxiv',
        value.find((id) => /^arxiv:/i.test(String(id))),
      );
  }
  const raw = Object.fromEntries([...chosen].map(([field, { value }]) => [field, value]));
  // The keywords of authors and of databases have columns of their own.
  if (keywords.length > 0) raw['keywords'] = keywords;
  if (['string', 'number'].includes(typeof raw['published']))
    raw['published'] = withParts(String(raw['published']), parts);
  const checked = fields.safeParse(raw);
  if (checked.success) return { draft: checked.data, leftOut: [] };
  const wrong = new Set(checked.error.issues.map((issue) => String(issue.path[0])));
  const fatal = [...wrong].find((field) => NEEDED.has(field));
  if (fatal !== undefined) return { reason: `the ${fatal} is not text` };
  for (const field of wrong) delete raw[field];
  return { draft: fields.parse(raw), leftOut: [...wrong] };
}

const IDENTIFIERS = /^(?:identifiers|external_?ids)$/i;
/** An identifier in a list, as Lens writes it: `{"type": "doi", "value": "10.1234/x"}`. */
const namedIdentifier = z.looseObject({ type: z.string(), value: z.union([z.string(), z.number()]) });

/** Identifiers with their kinds, of an object that has them by kind or of a list that names the kind of each. */
function namedIn(value: object): readonly (readonly [kind: string, id: unknown])[] {
  if (!Array.isArray(value)) return Object.entries(value);
  return value.flatMap((one) => {
    const { success, data } = namedIdentifier.safeParse(one);
    return success ? [[data.type, data.value] as const] : [];
  });
}

/** Rayyan has a month and a day, Covidence the month. */
const DATE_PART = /^(?:published[ _])?(month|day)$/i;

/** Parts of a date under names of their own. */
interface DateParts {
  year?: string;
  month?: unknown;
  day?: unknown;
}

/**
 * A date such as "JAN 15" of Web of Science combined with the year in another field; the year alone if both do not make
 * a date. A year alone is combined with the month and day, as far as they make a date.
 */
function withParts(date: string, { year, month, day }: DateParts): string {
  if (year === undefined) return date;
  if (withoutFraction(date).trim() !== year) {
    if (publishedOf(date) !== null) return date;
    return publishedOf(`${date} ${year}`) === null ? year : `${date} ${year}`;
  }
  const monthNumber = monthOf(wholeNumber(month));
  if (monthNumber === null) return year;
  const yearMonth = `${year}-${padded(monthNumber)}`;
  const dayNumber = wholeNumber(day);
  const exact = `${yearMonth}-${padded(dayNumber)}`;
  return /^\d{1,2}$/.test(dayNumber) && publishedOf(exact) !== null ? exact : yearMonth;
}

/** The text of a cell; pandas writes a number with a fraction. */
function wholeNumber(cell: unknown): string {
  return String(cell ?? '')
    .trim()
    .replace(/\.0+$/, '');
}

function padded(part: number | string): string {
  return String(part).padStart(2, '0');
}

function numberOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}
