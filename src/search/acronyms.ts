/**
 * What the acronyms of a corpus ask for, by the papers that say what they stand for: see `../acronyms.ts`.
 */

import type { Paper } from '../paper.js';
import { acronymsOf } from '../text/acronyms.js';
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

/** Acronyms that can be asked for, in order of their letters; the same for any order of the papers. */
export function learnAcronyms(papers: readonly Text[]): Acronym[] {
  const acronyms = acronymsOf(papers);
  const words = lowerCaseUses(papers, new Set([...acronyms.values()].map(({ short }) => short.toLowerCase())));
  return [...acronyms.values()]
    .map(({ short, long }) => ({ short, long: inLowerCase(long), isWord: words.has(short.toLowerCase()) }))
    .map((one) => ({ ...one, shortTerm: queryTerms(one.short)[0] ?? '', longTerms: queryTerms(one.long) }))
    .filter(({ shortTerm, longTerms }) => shortTerm !== '' && longTerms.length > 0);
}

function inLowerCase(long: string): string {
  const words = long.toLowerCase().split(/\s+/u);
  return words.length > 1 ? words.join(' ') : words[0]!.replace(/[^\p{L}\p{N}]+/gu, ' ');
}

function lowerCaseUses(papers: readonly Text[], shorts: ReadonlySet<string>): Set<string> {
  const used = new Set<string>();
  if (shorts.size === 0) return used;
  for (const { title, abstract } of papers) {
    for (const [word] of `${title} ${abstract}`.matchAll(/(?<![\p{L}\p{N}])\p{Ll}[\p{Ll}\p{N}-]*(?![\p{L}\p{N}])/gu)) {
      if (shorts.has(word)) used.add(word);
    }
  }
  return used;
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
  const asked = queryTerms(text);
  const words = wordsOf(text).map((word) => ({ surface: word.surface, term: termsAskedBy(word)[0] }));
  return acronyms.flatMap(({ short, long, shortTerm, longTerms, isWord }): Expansion[] => {
    if (asked.length === longTerms.length && asked.every((term, i) => term === longTerms[i]))
      return [{ from: long, to: short }];
    const typed = words.filter(({ surface, term }) => term === shortTerm && (!isWord || surface.startsWith(short)));
    return typed.length > 0 && typed.length >= asked.length * SHORT_QUERY ? [{ from: short, to: long }] : [];
  });
}
