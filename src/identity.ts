/**
 * "When are two parsed papers the same paper, and which fields does it have?"
 *
 * Keys: public identifiers, an id that a file gives, the normalised title with the first words of the abstract (without
 * an abstract: with identifiers, or year and first author), and the title with volume and first page. Two parsed papers
 * that share a key are the same.
 * Joining is commutative, associative and idempotent for derived ids, so the order of files has no effect.
 * Imports nouns only; independent of storage.
 */
import { createHash } from 'node:crypto';
import { joinKeywords } from './keywords.js';
import { fuller, smaller } from './maths/order.js';
import {
  type Identifiers,
  type Paper,
  type PaperFields,
  type PaperId,
  type ParsedPaper,
  volumeAndPage,
} from './paper.js';
import { joinPlaces, placesBut } from './places.js';
import { isPreprintDoi, surerDoi, surerVenue } from './preprints.js';
import { PUBLICATION_TYPES, type PublicationType } from './publication-types.js';
import { fold } from './text/words.js';

/**
 * Words of the abstract that go into a paper's key: enough to distinguish two papers of one title,
 * few enough that a page cut in the middle of an abstract still names the same paper.
 */
const KEY_WORDS = 8;
/** An abstract of fewer words is not distinctive: "No abstract available", "n/a". */
const LEAST_ABSTRACT_WORDS = 4;
/** Words of the title in a readable id, and the letters of a hash behind them (20 bits each 4 letters of base 32). */
const ID_WORDS = 3;
const ID_HASH_LETTERS = 5;
/** Stop words, left out of readable ids. */
const ID_LEFT_OUT = new Set(
  'a an the of on in for to and or with via by from is are be as at its it how what why when do does can'.split(' '),
);
/** Shorter titles, as “Editorial” and “Letters to the editor”, begin on one page of one volume in several journals. */
const CITED_TITLE_WORDS = 5;
/** Suffixes after a surname that are not part of it. */
const SUFFIX = /,?\s+(?:jr|sr|ii|iii|iv)\.?$/i;
const BASE32 = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Letters and digits only, folded: a title without case, accents, LaTeX braces and punctuation. */
export function normalisedTitle(title: string): string {
  return wordsOf(title).join(' ');
}

/**
 * The keys that identify a paper: its id, its text, what it is cited by, its public identifiers.
 * Two papers with a key in common are the same paper, unless files give each of them its own id.
 */
export function keysOf(paper: PaperFields, id: PaperId): string[] {
  return [`id:${id}`, `text:${textKey(paper)}`, ...citationKeys(paper), ...identifierKeys(paper.identifiers)].sort();
}

/**
 * What a citation tells a paper by: title, volume and first page, whatever the journal, whose name has many forms. A
 * conference version and a preprint have another volume or page, or none.
 */
function citationKeys(paper: PaperFields): string[] {
  const words = wordsOf(paper.title);
  const place = volumeAndPage(paper);
  if (words.length < CITED_TITLE_WORDS || place === null || place.includes('')) return [];
  return [`cited:${digest([words.join(' '), ...place.map(fold)].join('\n')).slice(0, 20)}`];
}

function textKey(paper: PaperFields): string {
  const opening = wordsOf(paper.abstract).slice(0, KEY_WORDS);
  const besides = opening.length < LEAST_ABSTRACT_WORDS ? whoAndWhen(paper) : '';
  return digest(`${normalisedTitle(paper.title)}\n${opening.join(' ')}${besides}`).slice(0, 20);
}

/**
 * What distinguishes two papers of one title without an abstract: their identifiers, else year and first author.
 * Part of the key and not a rule over pairs, because "not contradicting" is not transitive and would depend on the
 * order.
 */
function whoAndWhen({ identifiers, published, authors: [first = ''] }: PaperFields): string {
  const known = identifierKeys(identifiers);
  const parts = known.length > 0 ? known : [published?.slice(0, 4) ?? '', surnameOf(first)];
  return parts.some((part) => part !== '') ? `\n${parts.join('\n')}` : '';
}

/** The last word of a name's first part that is no initial: of "Ann Lee", "Lee, Ann" and Scopus's "Lee A.". */
function surnameOf(name: string): string {
  const words = wordsOf(name.replace(SUFFIX, '').split(',')[0]!);
  return words.findLast((word) => word.length > 1) ?? words.at(-1) ?? '';
}

export function identifierKeys(identifiers: Identifiers): string[] {
  return Object.entries(identifiers)
    .map(([kind, value]) => `${kind}:${value}`)
    .sort();
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether less than half of the shorter title's content words are in the other. */
export function titlesDiffer(title: string, other: string): boolean {
  return differ(titleWords(title), titleWords(other));
}

/** Words of so few letters are articles and prepositions in most languages. */
const SHORT_WORD_LETTERS = 3;

/**
 * The content words of a title; all its words if few are content words. "The effects of the" and "in the case of"
 * occur in unrelated titles.
 */
function titleWords(title: string): ReadonlySet<string> {
  const all = wordsOf(title);
  const content = new Set(all.filter((word) => word.length > SHORT_WORD_LETTERS && !ID_LEFT_OUT.has(word)));
  return content.size < TITLE_WORDS ? new Set(all) : content;
}

function differ(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return shared(a, b) < TITLE_SHARED * Math.min(a.size, b.size);
}

/** A title of fewer words ("Editorial", "Reply") contradicts no other. */
const TITLE_WORDS = 3;
/** Two titles that share less than this share of the shorter one's words are different. */
const TITLE_SHARED = 0.5;
/** Abstracts with at least this Jaccard overlap of words are one text. */
const ABSTRACT_SHARED = 0.4;

/**
 * Whether two papers that share an identifier cannot be one: Mendeley stamps unrelated papers with the same arXiv id
 * and PMID, and chapters carry the DOI of their book. Their titles have little in common, nor do their abstracts; and
 * if they share neither a DOI nor an id, there is more evidence against it: other DOIs, two abstracts, or no common
 * author. Symmetric and a function of the two alone, so the order of papers has no effect.
 */
export function contradict(a: PaperFields, b: PaperFields, key: string): boolean {
  const titles = [titleWords(a.title), titleWords(b.title)] as const;
  if (Math.min(titles[0].size, titles[1].size) < TITLE_WORDS || !differ(...titles)) return false;
  const [one, other] = [new Set(wordsOf(a.abstract)), new Set(wordsOf(b.abstract))];
  const inBoth = shared(one, other);
  if (one.size > 0 && other.size > 0 && inBoth >= ABSTRACT_SHARED * (one.size + other.size - inBoth)) return false;
  if (/^(?:doi|id):/.test(key) || haveOtherDois(a, b)) return true;
  if (one.size >= LEAST_ABSTRACT_WORDS && other.size >= LEAST_ABSTRACT_WORDS) return true;
  const [authors, others] = [surnamesOf(a), surnamesOf(b)];
  return authors.size > 0 && others.size > 0 && shared(authors, others) === 0;
}

/** Whether each has a DOI of its own; those of a preprint and of a journal may belong to one paper. */
function haveOtherDois(a: PaperFields, b: PaperFields): boolean {
  const [doi, other] = [a.identifiers.doi, b.identifiers.doi];
  return doi !== undefined && other !== undefined && doi !== other && isPreprintDoi(doi) === isPreprintDoi(other);
}

/** All words of names except initials: the position of the surname varies. */
function surnamesOf({ authors }: PaperFields): ReadonlySet<string> {
  return new Set(authors.flatMap(wordsOf).filter((word) => word.length > 2));
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((word) => b.has(word)).length;
}

/** `thought-anchors-steps-k3f9a`: words of the title, then letters of a hash over what identifies the paper. */
export function derivedId(paper: PaperFields): PaperId {
  const all = normalisedTitle(paper.title === '' ? paper.abstract : paper.title).split(' ');
  const telling = all.filter((word) => !ID_LEFT_OUT.has(word));
  const words = (telling.length > 0 ? telling : all).slice(0, ID_WORDS).map((word) => word.slice(0, 20));
  return [...words, digest(textKey(paper)).slice(0, ID_HASH_LETTERS)]
    .filter((part) => part !== '')
    .join('-') as PaperId;
}

function digest(text: string): string {
  return Array.from(createHash('sha256').update(text).digest(), (byte) => BASE32[byte & 31]).join('');
}

/** Characters of a source's title that are kept: enough to recognise it. */
const PLACE_TITLE_CHARS = 200;

/** The paper that one source describes. */
export function paperOf({ givenId, place, tags: _tags, note: _note, ...fields }: ParsedPaper): Paper {
  const own = givenId === null ? [] : [`id:${givenId}`];
  const keys = [...own, ...identifierKeys(fields.identifiers), ...citationKeys(fields), `text:${textKey(fields)}`];
  return {
    id: (givenId ?? derivedId(fields)) as PaperId,
    ...fields,
    identifiers: inOrder(fields.identifiers),
    places: [{ ...place, title: fields.title.slice(0, PLACE_TITLE_CHARS), keys }],
  };
}

/**
 * The fields of two papers together: the longer abstract, the more exact date, the journal rather than a preprint
 * server, every identifier and place.
 * Where both have a field of one length, the smaller in code-unit order wins, so `join(a, b)` equals `join(b, a)`. Of
 * two derived ids the smaller stays; a caller that knows a given id replaces the derived one.
 */
export function join(a: Paper, b: Paper): Paper {
  return {
    id: smaller(a.id, b.id) as PaperId,
    title: fuller(a.title, b.title),
    abstract: fuller(a.abstract, b.abstract),
    published: either(a.published, b.published, exacterDate),
    by: either(a.by, b.by, fuller),
    authors: moreNames(a.authors, b.authors),
    venue: either(a.venue, b.venue, surerVenue),
    ...optionalFields(a, b, { text: fuller, type: moreSpecific, keywords: joinKeywords }),
    url: either(a.url, b.url, smaller),
    comments: either(a.comments, b.comments, Math.max),
    identifiers: joinIdentifiers(a.identifiers, b.identifiers),
    places: joinPlaces(a.places, b.places),
  };
}

/**
 * A newer version under an id given by the file: its fields replace the known ones, fields that it leaves empty stay,
 * and places and identifiers accumulate.
 */
export function overwrite(known: Paper, stated: Paper): Paper {
  return {
    id: known.id,
    title: stated.title === '' ? known.title : stated.title,
    abstract: stated.abstract === '' ? known.abstract : stated.abstract,
    published: stated.published ?? known.published,
    by: stated.by ?? known.by,
    authors: stated.authors.length > 0 ? stated.authors : known.authors,
    venue: stated.venue ?? known.venue,
    ...optionalFields(stated, known, { text: first, type: first, keywords: first }),
    url: stated.url ?? known.url,
    comments: stated.comments ?? known.comments,
    identifiers: inOrder({ ...known.identifiers, ...stated.identifiers }),
    places: joinPlaces(placesBut(known.places, stated.places), stated.places),
  };
}

/** Whether two papers have the same fields, whatever their sources. */
export function saysTheSame(a: Paper, b: Paper): boolean {
  return JSON.stringify({ ...a, places: [] }) === JSON.stringify({ ...b, places: [] });
}

type OptionalFields = Pick<PaperFields, 'volume' | 'issue' | 'pages' | 'type' | 'publisher' | 'keywords'>;
type Choose<T> = (a: T, b: T) => T;
interface Choices {
  readonly text: Choose<string>;
  readonly type: Choose<PublicationType>;
  readonly keywords: Choose<readonly string[]>;
}

/** Fields of two papers that are absent if neither has them. */
function optionalFields(a: PaperFields, b: PaperFields, choices: Choices): OptionalFields {
  const chosen = <T>(one: T | undefined, other: T | undefined, choose: Choose<T>) =>
    either(one ?? null, other ?? null, choose);
  const text = (name: 'volume' | 'issue' | 'pages' | 'publisher') => chosen(a[name], b[name], choices.text);
  const fields = {
    volume: text('volume'),
    issue: text('issue'),
    pages: text('pages'),
    type: chosen(a.type, b.type, choices.type),
    publisher: text('publisher'),
    keywords: chosen(a.keywords, b.keywords, choices.keywords),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function moreSpecific(a: PublicationType, b: PublicationType): PublicationType {
  return PUBLICATION_TYPES.find((type) => type === a || type === b)!;
}

const first = <T>(one: T): T => one;

function either<T>(a: T | null, b: T | null, choose: (a: T, b: T) => T): T | null {
  if (a === null) return b;
  return b === null ? a : choose(a, b);
}

/** A date with more parts is the longer one; of two of equal length the earlier: a paper's first day is its date. */
const exacterDate = fuller;

function moreNames(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return a.join('\n') <= b.join('\n') ? a : b;
}

function joinIdentifiers(a: Identifiers, b: Identifiers): Identifiers {
  const joined: Record<string, string> = { ...a };
  for (const [kind, value] of Object.entries(b)) {
    const known = joined[kind];
    const choose = kind === 'doi' ? surerDoi : smaller;
    joined[kind] = known === undefined ? value : choose(known, value);
  }
  return inOrder(joined);
}

/** In order of kind, so that the same identifiers are the same bytes. */
function inOrder(identifiers: Identifiers): Identifiers {
  return Object.fromEntries(Object.entries(identifiers).sort(([a], [b]) => (a < b ? -1 : 1)));
}
