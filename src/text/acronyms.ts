/**
 * Acronyms and their long forms, as papers define them: "reinforcement learning with verifiable rewards (RLVR)".
 *
 * After Schwartz & Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text": the
 * letters of the short form are matched backwards in the words before the bracket, the first at the start of a word or
 * of a part of a compound.
 */
import { mostFrequent } from '../maths/order.js';
import { FORMATTING } from './strip-latex.js';
import { compoundParts, fold, stemOf, wordsOf } from './words.js';

export interface Acronym {
  /** The most frequent spelling, in the singular: `RLVR`. */
  readonly short: string;
  /** The most frequent spelling. */
  readonly long: string;
  /** Words of the long form, folded. */
  readonly words: readonly string[];
  /** Number of papers that define it. */
  readonly papers: number;
}

/** One word of 2 to 12 characters in brackets … */
const BRACKETED = /\(([\p{L}\p{N}][\p{L}\p{N}.\-/&+]{1,11})\)/gu;
/** … with at least two capitals. */
const CAPITALS = /\p{Lu}.*\p{Lu}/u;
/** Plural: `LLMs`, `MoEs`; the last letter of `RecSys` is its own. */
const PLURAL = /(?<=[\p{Lu}\p{N}])s$/u;
/** Characters before a bracket that are searched. */
const LOOKED_AT = 200;
/** A long form has at most this many words more than the short form has letters, and at most twice as many. */
const WORDS_MORE = 5;

const CLAUSE_ENDS = '.;:!?()[]';

/** One paper's word for an acronym, as written. */
export interface Definition {
  readonly short: string;
  readonly long: string;
}

/** Definitions of one long form: its spellings, and the number of papers with any of them. */
interface Way {
  readonly shorts: Map<string, number>;
  readonly longs: Map<string, number>;
  papers: number;
}

/** The stored form of `AcronymCounts`: each long form by its stems, with its papers and the counts of its spellings. */
export type SavedCounts = readonly (readonly [
  key: string,
  papers: number,
  shorts: readonly (readonly [string, number])[],
  longs: readonly (readonly [string, number])[],
])[];

/** The long forms that papers give for one short form. Papers may be added and removed in any order. */
export class AcronymCounts {
  readonly #ways = new Map<string, Way>();

  constructor(saved: SavedCounts = []) {
    for (const [key, papers, shorts, longs] of saved)
      this.#ways.set(key, { papers, shorts: new Map(shorts), longs: new Map(longs) });
  }

  /** @param papers 1 to count a paper that gives the definition, −1 to remove one */
  count({ short, long }: Definition, papers: 1 | -1): void {
    const key = keyOfLong(long);
    const way = this.#ways.get(key) ?? {
      papers: 0,
      shorts: new Map<string, number>(),
      longs: new Map<string, number>(),
    };
    way.papers += papers;
    addTo(way.shorts, short, papers);
    addTo(way.longs, long, papers);
    if (way.papers > 0) this.#ways.set(key, way);
    else this.#ways.delete(key);
  }

  /** The long form in most papers; undefined if there is none. */
  get acronym(): Acronym | undefined {
    if (this.#ways.size === 0) return undefined;
    const [, way] = [...this.#ways].reduce((best, one) =>
      one[1].papers > best[1].papers || (one[1].papers === best[1].papers && one[0] < best[0]) ? one : best,
    );
    const long = mostFrequent(way.longs);
    return {
      short: mostFrequent(way.shorts),
      long,
      words: wordsOf(long).map(({ folded }) => folded),
      papers: way.papers,
    };
  }

  get saved(): SavedCounts {
    return [...this.#ways].map(([key, { papers, shorts, longs }]) => [key, papers, [...shorts], [...longs]] as const);
  }
}

/** Plural, hyphens and case do not distinguish long forms. */
function keyOfLong(long: string): string {
  return wordsOf(long)
    .flatMap(({ folded }) => (compoundParts(folded).length > 0 ? compoundParts(folded) : [folded]))
    .map(stemOf)
    .join('');
}

function addTo(counts: Map<string, number>, text: string, papers: number): void {
  const now = (counts.get(text) ?? 0) + papers;
  if (now > 0) counts.set(text, now);
  else counts.delete(text);
}

type Text = { readonly title: string; readonly abstract: string };

/** The acronyms that a paper introduces, each long form of a short form once. */
export function definitionsOf({ title, abstract }: Text): Definition[] {
  const seen = new Set<string>();
  return [...definitionsIn(title), ...definitionsIn(abstract)].filter(({ short, long }) => {
    const key = `${fold(short)} ${keyOfLong(long)}`;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * Acronyms by folded short form, sorted, each with its most frequent long form. Plurals, hyphens and case do not
 * distinguish long forms. Independent of the order of papers.
 */
export function acronymsOf(papers: readonly Text[]): Map<string, Acronym> {
  const counts = new Map<string, AcronymCounts>();
  for (const definition of papers.flatMap(definitionsOf)) {
    const folded = fold(definition.short);
    const one = counts.get(folded) ?? new AcronymCounts();
    counts.set(folded, one);
    one.count(definition, 1);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folded, one]) => [folded, one.acronym!]));
}

function definitionsIn(text: string): Definition[] {
  return [...text.matchAll(BRACKETED)].flatMap((match): Definition[] => {
    const short = match[1]!.replace(PLURAL, '');
    if (!CAPITALS.test(short)) return [];
    const long = longFormOf(short, text.slice(Math.max(0, match.index - LOOKED_AT), match.index));
    if (long === undefined) return [];
    const words = wordsOf(long).map(({ folded }) => folded);
    return words.includes(fold(short)) ? [] : [{ short, long }];
  });
}

/** The words at the end of `before` that a short form stands for, as written: two or more, or a compound. */
export function longFormOf(short: string, before: string): string | undefined {
  const letters = [...short.toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  const clause = clauseAtEnd(before);
  const words = wordsOf(clause).slice(-Math.min(letters.length + WORDS_MORE, letters.length * 2));
  const start = startOf(letters, clause, words[0]?.start ?? clause.length);
  const first = start === undefined ? undefined : words.find(({ end }) => end > start);
  if (first === undefined) return undefined;
  // All of a compound, even where the letters begin within it: "audio-aware decoding (AAD)".
  const long = clause
    .slice(first.start)
    .replace(FORMATTING, '')
    .replace(/[^\p{L}\p{N}]+$/u, '');
  return /[^\p{L}\p{N}]/u.test(long) ? long : undefined;
}

/** Backwards: a pattern that ends at the end of a text is tried at each of its characters. */
function clauseAtEnd(text: string): string {
  let start = text.length;
  while (start > 0 && !CLAUSE_ENDS.includes(text[start - 1]!)) start--;
  return text.slice(start);
}

/** Position of the first letter, each letter matched backwards from the one after it; not before `earliest`. */
function startOf(letters: readonly string[], clause: string, earliest: number): number | undefined {
  let at = clause.length;
  for (let i = letters.length - 1; i >= 0; i--) {
    do at--;
    while (
      at >= earliest &&
      (clause[at]!.toLowerCase() !== letters[i] || (i === 0 && /[\p{L}\p{N}]/u.test(clause[at - 1] ?? ' ')))
    );
    if (at < earliest) return undefined;
  }
  return at;
}
