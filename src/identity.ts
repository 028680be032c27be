/**
 * "When are two parsed papers the same paper?"
 *
 * Keys: public identifiers, an id that a file gives, the normalised title with the first words of the abstract (without
 * an abstract: with identifiers, or year and first author), and the title with volume and first page. Two parsed papers
 * that share a key are the same. `joining.ts` says which fields it has.
 * Imports nouns only; independent of storage.
 */
import { createHash } from 'node:crypto';
import { byCodeUnits } from './maths/order.js';
import {
  type Identifiers,
  type Paper,
  type PaperFields,
  type PaperId,
  type ParsedPaper,
  volumeAndPage,
} from './paper.js';
import { isPreprintDoi } from './preprints.js';
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

const [MERGED, AMBIGUOUS] = ['merged:', 'ambiguous:'] as const;

/** The key that a merged paper gets for each paper that a person merged into it. */
export function mergedKey(id: PaperId): string {
  return `${MERGED}${id}`;
}

export function isMergedKey(key: string): boolean {
  return key.startsWith(MERGED);
}

/**
 * The key of a paper that lost this id, because files gave it to papers that cannot be one. It joins no papers: it is
 * stored so that the id stays contradictory in later batches, and when the files are added again.
 */
export function ambiguousKey(id: string): string {
  return `${AMBIGUOUS}${id}`;
}

export function isAmbiguousKey(key: string): boolean {
  return key.startsWith(AMBIGUOUS);
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
    identifiers: identifiersInOrder(fields.identifiers),
    places: [{ ...place, title: fields.title.slice(0, PLACE_TITLE_CHARS), keys }],
  };
}

/** In order of kind, so that the same identifiers are the same bytes. */
export function identifiersInOrder(identifiers: Identifiers): Identifiers {
  return Object.fromEntries(Object.entries(identifiers).sort(([a], [b]) => byCodeUnits(a, b)));
}
