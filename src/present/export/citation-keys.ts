/**
 * Citation keys as people expect them: surname of the first author, year, first word of the title
 * (`vaswani2017attention`). A key depends on its paper, and on whether other papers of the collection have the same
 * author, year and word; then each of them gets a few letters that depend on its id alone. So a key is the same in
 * every export, and never moves from one paper to another.
 */
import { createHash } from 'node:crypto';
import type { Corpus, Paper, PaperId } from '../../index.js';
import { countsOnly } from '../byline.js';
import { invertedName, isOrganisation, withoutParticles } from './names.js';

/** Words that a key does not begin with. Pronouns and verbs count: "You Only Look Once" is `redmon2016you`. */
const SKIPPED = new Set(
  'a an and are as at by can do does for from how in into is of on or the to what when where which why with'.split(' '),
);
/** Words that many organisations share; what follows or precedes them names one. */
const GENERIC = new Set(
  (
    'center centre collaboration college consortium department group institute lab laboratory national school team ' +
    'university'
  ).split(' '),
);
/** Initials after a surname, as in PubMed: "Okafor CB". */
const INITIALS = /^(.*\p{Ll}.*) (?:\p{Lu}\.?){1,3}$/u;
/** Words of the title where there is no author: one alone would be the key of many papers. */
const TITLE_WORDS_ALONE = 3;
/** LaTeX commands that format their argument. */
const FORMATTING = /\\(?:text|math)[a-z]+|\\(?:emph|ensuremath)(?![a-z])/g;
/** Letters that Unicode does not decompose. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  đ: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};
/** Letters that distinguish papers with the same key. */
const SUFFIX_LETTERS = 3;

type Cited = Pick<Paper, 'id' | 'title' | 'authors' | 'by' | 'published'>;

/** The key of a paper, which other papers may have too. */
export function citationKeyOf({ id, title, authors, by, published }: Cited): string {
  const [first = ''] = authors;
  const who = (isOrganisation(first) ? organisationOf(first) : surnameOf(first)) || organisationOf(by ?? '');
  const words = wordsIn(title).slice(0, who === '' ? TITLE_WORDS_ALONE : 1);
  const year = published?.slice(0, 4) ?? '';
  const key = who === '' ? words.join('') + year : who + year + words.join('');
  return /[a-z]/.test(key) ? key : lettersOf(id) + key || 'paper';
}

/** A key for each paper, no two the same. */
export function distinctKeys(papers: Iterable<Cited>): ReadonlyMap<PaperId, string> {
  const byKey = new Map<string, PaperId[]>();
  for (const paper of papers) {
    const key = citationKeyOf(paper);
    const sharing = byKey.get(key);
    if (sharing === undefined) byKey.set(key, [paper.id]);
    else sharing.push(paper.id);
  }
  const keys = new Map<PaperId, string>();
  for (const [key, ids] of byKey) {
    const [only] = ids;
    if (ids.length === 1) keys.set(only!, key);
    else for (const [id, suffix] of suffixesOf(ids)) keys.set(id, `${key}-${suffix}`);
  }
  return keys;
}

/** The papers of a file in their order, each with its key; distinct among these papers if no keys are given. */
export function* withKeys(
  papers: Iterable<Paper>,
  keyOf: ((id: PaperId) => string) | undefined,
): Generator<readonly [Paper, string]> {
  const all = keyOf === undefined ? [...papers] : papers;
  const keys = keyOf === undefined ? distinctKeys(all) : undefined;
  for (const paper of all) yield [paper, keys?.get(paper.id) ?? keyOf!(paper.id)];
}

/** The keys of papers of a corpus: distinct among all its papers, not only among these. */
export async function citationKeysIn(corpus: Corpus, papers: readonly Paper[]): Promise<(id: PaperId) => string> {
  if (papers.length === 0) return (id) => id;
  const years = papers.map(({ published }) => published?.slice(0, 4));
  const filters = years.includes(undefined) ? {} : { since: min(years as string[]), until: max(years as string[]) };
  const cited: Cited[] = [];
  for await (const { id, title, authors, by, published } of corpus.papers(filters))
    cited.push({ id, title, authors, by, published });
  const keys = distinctKeys(cited);
  return (id) => keys.get(id) ?? id;
}

function organisationOf(by: string): string {
  if (countsOnly(by)) return '';
  const words = wordsIn(by);
  return words.find((word) => !GENERIC.has(word)) ?? words[0] ?? '';
}

function surnameOf(name: string): string {
  const surname = name.includes(',') ? name.slice(0, name.indexOf(',')) : (INITIALS.exec(name)?.[1] ?? name);
  return lettersOf(surname === name ? withoutParticles(invertedName(name).split(',')[0]!) : surname);
}

/** The words of a text that say something; all of them if none does. */
function wordsIn(text: string): string[] {
  const words = text
    .replace(FORMATTING, '')
    .split(/[\s\-‐–—/:;,.()[\]{}$]+/u)
    .map(lettersOf)
    .filter((word) => word !== '');
  const content = words.filter((word) => !SKIPPED.has(word));
  return content.length === 0 ? words : content;
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, (letter) => LETTERS[letter] ?? '');
}

/** Letters from the hash of each id: as few as distinguish them, at least `SUFFIX_LETTERS`. */
function suffixesOf(ids: readonly PaperId[]): (readonly [PaperId, string])[] {
  const hashes = ids.map((id) => [id, lettersOfHash(id)] as const);
  let length = SUFFIX_LETTERS;
  while (new Set(hashes.map(([, hash]) => hash.slice(0, length))).size < ids.length) length++;
  return hashes.map(([id, hash]) => [id, hash.slice(0, length)]);
}

function lettersOfHash(id: string): string {
  const bytes = createHash('sha256').update(id).digest();
  return Array.from(bytes, (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

const min = (texts: readonly string[]): string => texts.reduce((a, b) => (a < b ? a : b));
const max = (texts: readonly string[]): string => texts.reduce((a, b) => (a > b ? a : b));
