/**
 * Acronyms and their long forms as papers introduce them: "reinforcement learning with verifiable rewards (RLVR)".
 *
 * After Schwartz & Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text":
 * the letters of the short form are looked for backwards in the words before the bracket, its first letter at the
 * start of a word. A short form that papers spell out in several ways keeps the way of most papers.
 */
import { fold, wordsOf } from '../words.js';
import { singularOf } from './vocabulary.js';

export interface Acronym {
  /** As written, in the singular: `RLVR`. */
  readonly short: string;
  /** The long form's words, folded. */
  readonly words: readonly string[];
  /** As the first text that spells it so writes it. */
  readonly long: string;
  /** How many papers introduce it so. */
  readonly papers: number;
}

/** Letters before a bracket that are looked at. */
const LONGEST = 200;

const BRACKETED = /\(([\p{L}\p{N}][\p{L}\p{N}.\-/&+]{1,11})\)/gu;

/** Acronyms by folded short form, each with the long form that most texts give it. */
export function acronymsOf(texts: readonly string[]): Map<string, Acronym> {
  const spellings = new Map<string, Map<string, { acronym: Acronym; papers: number }>>();
  for (const text of texts) {
    for (const acronym of new Map(definitionsIn(text).map((found) => [fold(found.short), found])).values()) {
      const ways = spellings.get(fold(acronym.short)) ?? new Map();
      spellings.set(fold(acronym.short), ways);
      const key = acronym.words.map(singularOf).join('');
      const way = ways.get(key) ?? { acronym, papers: 0 };
      ways.set(key, { acronym: way.acronym, papers: way.papers + 1 });
    }
  }
  const acronyms = new Map<string, Acronym>();
  for (const [short, ways] of [...spellings].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const ranked = [...ways].sort(([keyA, a], [keyB, b]) => b.papers - a.papers || (keyA < keyB ? -1 : 1));
    const { acronym, papers } = ranked[0]![1];
    acronyms.set(short, { ...acronym, papers });
  }
  return acronyms;
}

function definitionsIn(text: string): Acronym[] {
  const found: Acronym[] = [];
  for (const bracket of text.matchAll(BRACKETED)) {
    const short = bracket[1]!.replace(/(?<=\p{Lu})s$/u, '');
    if (!/\p{Lu}.*\p{Lu}|\p{Lu}\d|^\p{Ll}\p{Lu}/u.test(short)) continue;
    const long = longFormOf(short, text.slice(Math.max(0, bracket.index - LONGEST), bracket.index));
    if (long !== undefined) found.push(long);
  }
  return found;
}

/** The words that end `before` and spell `short`; at most its letters plus five, or twice its letters. */
function longFormOf(short: string, before: string): Acronym | undefined {
  const letters = [...short.toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  const sentence = /[^.;:!?()[\]]*$/u.exec(before)![0].trimEnd();
  const candidates = wordsOf(sentence).slice(-Math.min(letters.length + 5, letters.length * 2));
  if (candidates.length === 0) return undefined;
  const start = candidates[0]!.start;
  let position = sentence.length;
  for (let i = letters.length - 1; i >= 0; i--) {
    do position--;
    while (position >= start && (sentence[position]!.toLowerCase() !== letters[i] || (i === 0 && /[\p{L}\p{N}]/u.test(sentence[position - 1] ?? ' '))));
    if (position < start) return undefined;
  }
  const long = sentence.slice(position);
  const words = wordsOf(long).map((word) => word.folded);
  if (words.length < 2 && !/-/u.test(long)) return undefined;
  return { short, words, long, papers: 1 };
}
