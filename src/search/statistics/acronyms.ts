/** Expands acronyms in a query by the definitions in the papers of the corpus (`text/acronyms.ts`). */
import type { Paper } from '../../paper.js';
import type { Acronym } from '../../text/acronyms.js';
import { queryTerms, termsAskedBy } from '../../text/terms.js';
import { forEachWord, type Word, wordsOf } from '../../text/words.js';

export interface QueryAcronym {
  /** `GRPO` */
  readonly short: string;
  /** `group relative policy optimization`; two words or more, a compound in its parts. */
  readonly long: string;
  /** The first query term of the short form, and the query terms of the long one. */
  readonly shortTerm: string;
  readonly longTerms: readonly string[];
  /** Whether papers also use it in lower case, as a word of its own (`MIND`, `mind`). */
  readonly isWord: boolean;
}

/** An acronym is expanded if it is at least this share of the query. */
const SHORT_QUERY = 0.5;

type Text = Pick<Paper, 'title' | 'abstract'>;

/** A lower-case word that could be an acronym. */
const LOWER_CASE = /^\p{Ll}[\p{Ll}\p{N}-]{1,11}$/u;
/** Of such a word, in UTF-16 units. */
const MOST_UNITS = 24;

/** An acronym with its query terms; undefined if a form has none. */
export function askable({ short, long }: Acronym, isWord: boolean): QueryAcronym | undefined {
  const one = { short, long: inLowerCase(long), isWord };
  const [shortTerm = '', longTerms] = [queryTerms(one.short)[0], queryTerms(one.long)];
  return shortTerm === '' || longTerms.length === 0 ? undefined : { ...one, shortTerm, longTerms };
}

function inLowerCase(long: string): string {
  const words = long.toLowerCase().split(/\s+/u);
  return words.length > 1 ? words.join(' ') : words[0]!.replace(/[^\p{L}\p{N}]+/gu, ' ');
}

/** The lower-case words of a paper that are as short as an acronym. */
export function lowerCaseWords(paper: Text): Set<string> {
  const words = new Set<string>();
  addLowerCaseWords(paper, words, (word) => words.add(word));
  return words;
}

/** Calls `add` for those that are not in `known`: a word that is there already is not looked at more closely. */
export function addLowerCaseWords(
  { title, abstract }: Text,
  known: { has(word: string): boolean },
  add: (word: string) => void,
): void {
  const text = `${title}\n${abstract}`;
  forEachWord(text, (start, end) => {
    if (end - start < 2 || end - start > MOST_UNITS) return;
    const word = text.slice(start, end);
    if (!known.has(word) && LOWER_CASE.test(word)) add(word);
  });
}

/** The places of acronyms by their forms; made once for the acronyms of a state of the papers. */
const placesOf = new WeakMap<readonly QueryAcronym[], ReadonlyMap<string, readonly number[]>>();

/** Acronyms of which one form is among the given ones, in their order. */
function acronymsWith(forms: readonly string[], acronyms: readonly QueryAcronym[]): QueryAcronym[] {
  let known = placesOf.get(acronyms);
  if (known === undefined) placesOf.set(acronyms, (known = placesByForm(acronyms)));
  const places = new Set(forms.flatMap((form) => known.get(form) ?? []));
  return [...places].sort((a, b) => a - b).map((place) => acronyms[place]!);
}

function placesByForm(acronyms: readonly QueryAcronym[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { shortTerm, longTerms }] of acronyms.entries())
    for (const form of new Set([shortTerm, longTerms.join(' ')])) {
      const known = places.get(form);
      if (known === undefined) places.set(form, [place]);
      else known.push(place);
    }
  return places;
}

export interface Expansion {
  readonly from: string;
  readonly to: string;
}

/**
 * The long forms of acronyms in a query and the reverse, only if the query consists of little else: in longer queries
 * expansion loses relevance (`test/bench/search-constants.md`). An acronym typed in lower case is expanded only if no
 * paper uses it as a word.
 */
export function expansionsOf(text: string, acronyms: readonly QueryAcronym[]): Expansion[] {
  const terms = queryTerms(text);
  const words = wordsOf(text);
  const asLong = terms.join(' ');
  const forms = [asLong, ...words.flatMap((word) => termsAskedBy(word)[0] ?? [])];
  return acronymsWith(forms, acronyms).flatMap((acronym): Expansion[] => {
    const { short, long, longTerms } = acronym;
    if (longTerms.join(' ') === asLong) return [{ from: long, to: short }];
    return isMostOf(words, terms.length, acronym) ? [{ from: short, to: long }] : [];
  });
}

/** Whether a query consists of little else than an acronym; of nothing else if that has several words (`R&D`). */
function isMostOf(words: readonly Word[], terms: number, { short, shortTerm, isWord }: QueryAcronym): boolean {
  const own = wordsOf(short);
  if (own.length > 1) return foldedText(words) === foldedText(own);
  const typed = words.filter(
    (word) => termsAskedBy(word)[0] === shortTerm && (!isWord || word.surface.startsWith(short)),
  );
  return typed.length > 0 && typed.length >= terms * SHORT_QUERY;
}

function foldedText(words: readonly Word[]): string {
  return words.map(({ folded }) => folded).join(' ');
}
