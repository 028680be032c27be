/**
 * Acronyms and what they stand for, as papers introduce them: "reinforcement learning with verifiable rewards (RLVR)".
 *
 * After Schwartz & Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text": the
 * letters of the short form are looked for backwards in the words before the bracket, the first at the start of a word
 * or of a compound's part. Imports nouns only; what an acronym is good for is for search and themes to say.
 */
import { fold, partsOf, stemOf, wordsOf } from './words.js';

export interface Acronym {
  /** As most papers write it, in the singular: `RLVR`. */
  readonly short: string;
  /** As most papers write it. */
  readonly long: string;
  /** The long form's words, folded. */
  readonly words: readonly string[];
  /** How many papers introduce it so. */
  readonly papers: number;
}

/** One word of 2 to 12 characters in brackets … */
const BRACKETED = /\(([\p{L}\p{N}][\p{L}\p{N}.\-/&+]{1,11})\)/gu;
/** … with two capitals at least. */
const CAPITALS = /\p{Lu}.*\p{Lu}/u;
/** Several of what an acronym names: `LLMs`, `MoEs`. */
const PLURAL = /s$/u;
/** Characters before a bracket that are looked at. */
const LOOKED_AT = 200;
/** A long form has at most so many words more than its short form has letters, and at most twice as many. */
const WORDS_MORE = 5;
/** What sets type within a long form and is no part of it. */
const TYPESETTING = /\\[a-z]+\*?|[{}$]/giu;

interface Definition {
  readonly short: string;
  readonly long: string;
  readonly words: readonly string[];
}

/** The definitions of one long form: all its spellings, and how many papers give any of them. */
interface Way {
  readonly shorts: Map<string, number>;
  readonly longs: Map<string, number>;
  papers: number;
}

/**
 * Acronyms by folded short form, in order of it, each with the long form that most papers give. Plural, hyphens and
 * case make no other long form. The same for any order of the papers.
 */
export function acronymsOf(
  papers: readonly { readonly title: string; readonly abstract: string }[],
): Map<string, Acronym> {
  const waysOf = new Map<string, Map<string, Way>>();
  for (const { title, abstract } of papers) {
    const seen = new Set<Way>();
    for (const { short, long, words } of [...definitionsIn(title), ...definitionsIn(abstract)]) {
      const ways = waysOf.get(fold(short)) ?? new Map<string, Way>();
      waysOf.set(fold(short), ways);
      const key = words
        .flatMap((word) => (partsOf(word).length > 0 ? partsOf(word) : [word]))
        .map(stemOf)
        .join('');
      const way = ways.get(key) ?? { shorts: new Map<string, number>(), longs: new Map<string, number>(), papers: 0 };
      ways.set(key, way);
      if (seen.has(way)) continue;
      seen.add(way);
      way.papers++;
      way.shorts.set(short, (way.shorts.get(short) ?? 0) + 1);
      way.longs.set(long, (way.longs.get(long) ?? 0) + 1);
    }
  }
  return new Map([...waysOf].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folded, ways]) => [folded, acronymOf(ways)]));
}

function acronymOf(ways: ReadonlyMap<string, Way>): Acronym {
  const [, way] = [...ways].reduce((best, one) =>
    one[1].papers > best[1].papers || (one[1].papers === best[1].papers && one[0] < best[0]) ? one : best,
  );
  const long = commonest(way.longs);
  return { short: commonest(way.shorts), long, words: wordsOf(long).map(({ folded }) => folded), papers: way.papers };
}

/** Of equals the first in order of letters. */
function commonest(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((best, one) =>
    one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best,
  )[0];
}

function definitionsIn(text: string): Definition[] {
  return [...text.matchAll(BRACKETED)].flatMap((match): Definition[] => {
    const short = match[1]!.replace(PLURAL, '');
    if (!CAPITALS.test(short)) return [];
    const long = longFormOf(short, text.slice(Math.max(0, match.index - LOOKED_AT), match.index));
    if (long === undefined) return [];
    const words = wordsOf(long).map(({ folded }) => folded);
    return words.includes(fold(short)) ? [] : [{ short, long, words }];
  });
}

/** The words at the end of `before` that a short form stands for, as written: two or more, or a compound. */
export function longFormOf(short: string, before: string): string | undefined {
  const letters = [...short.toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  const clause = /[^.;:!?()[\]]*$/u.exec(before)![0];
  const words = wordsOf(clause).slice(-Math.min(letters.length + WORDS_MORE, letters.length * 2));
  const start = startOf(letters, clause, words[0]?.start ?? clause.length);
  const first = start === undefined ? undefined : words.find(({ end }) => end > start);
  if (first === undefined) return undefined;
  // All of a compound, even where the letters begin within it: "audio-aware decoding (AAD)".
  const long = clause
    .slice(first.start)
    .replace(TYPESETTING, '')
    .replace(/[^\p{L}\p{N}]+$/u, '');
  return /[^\p{L}\p{N}]/u.test(long) ? long : undefined;
}

/** Where the first of the letters stands, each looked for backwards from the one after it; not before `earliest`. */
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
