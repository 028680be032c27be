/**
 * What the acronyms of a corpus ask for, by the papers that say what they stand for: see `../acronyms.ts`.
 */

import type { Paper } from '../paper.js';
import { type Acronym as AcronymInText, acronymsOf } from '../text/acronyms.js';
import { queryTerms, termsAskedBy } from '../text/terms.js';
import { wordsOf } from '../text/words.js';

export interface Acronym {
  /** `GRPO` */
  readonly short: string;
  /** `group relative policy optimization`; two words or more, a compound in its parts. */
  readonly long: string;
  /** The terms that each asks for. */
  readonly shortTerm: string;
  readonly longTerms: readonly string[];
  /** Whether papers also use it in lower case, as a word of its own (`MIND`, `mind`). */
  readonly isWord: boolean;
}

/** An acronym is said in full where it is at least so much of what a query asks for. */
const SHORT_QUERY = 0.5;

type Text = Pick<Paper, 'title' | 'abstract'>;

/** A word in lower case that an acronym may be confused with. */
const LOWER_CASE = /^\p{Ll}[\p{Ll}\p{N}-]{1,11}$/u;

/** Acronyms that can be asked for, in order of their letters; the same for any order of the papers. */
export function learnAcronyms(papers: readonly Text[]): Acronym[] {
  const words = new Set(papers.flatMap((paper) => [...lowerCaseWords(paper)]));
  return [...acronymsOf(papers).values()].flatMap(
    (acronym) => askable(acronym, words.has(acronym.short.toLowerCase())) ?? [],
  );
}

/** An acronym as a query may ask for it; none where it leaves no term to ask for. */
export function askable({ short, long }: AcronymInText, isWord: boolean): Acronym | undefined {
  const one = { short, long: inLowerCase(long), isWord };
  const [shortTerm = '', longTerms] = [queryTerms(one.short)[0], queryTerms(one.long)];
  return shortTerm === '' || longTerms.length === 0 ? undefined : { ...one, shortTerm, longTerms };
}

function inLowerCase(long: string): string {
  const words = long.toLowerCase().split(/\s+/u);
  return words.length > 1 ? words.join(' ') : words[0]!.replace(/[^\p{L}\p{N}]+/gu, ' ');
}

/** Words of a paper in lower case, as short as an acronym. */
export function lowerCaseWords({ title, abstract }: Text): Set<string> {
  return new Set(
    wordsOf(`${title}\n${abstract}`)
      .map(({ surface }) => surface)
      .filter((surface) => LOWER_CASE.test(surface)),
  );
}

export interface Expansion {
  readonly from: string;
  readonly to: string;
}

/**
 * What a query says by acronym alone, said in full, and the other way; only where the query is about little else.
 *
 * Longer queries say enough: expanding every acronym in them cost 0.006–0.008 nDCG@10 on two of five judged sets, and
 * naming the acronym of every long form 0.003–0.005; on short queries the former gained 0.02 (`test/bench`).
 * An acronym typed in lower case is taken for one only where no paper uses it as a word.
 */
export function expansionsOf(text: string, acronyms: readonly Acronym[]): Expansion[] {
  const terms = queryTerms(text);
  const words = wordsOf(text).map((word) => ({ surface: word.surface, term: termsAskedBy(word)[0] }));
  return acronyms.flatMap(({ short, long, shortTerm, longTerms, isWord }): Expansion[] => {
    if (terms.length === longTerms.length && terms.every((term, i) => term === longTerms[i]))
      return [{ from: long, to: short }];
    const typed = words.filter(({ surface, term }) => term === shortTerm && (!isWord || surface.startsWith(short)));
    return typed.length > 0 && typed.length >= terms.length * SHORT_QUERY ? [{ from: short, to: long }] : [];
  });
}
