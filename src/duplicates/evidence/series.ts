/**
 * Which part, year or number of a series does a title name?
 *
 * "Part I" and "Part II", a survey and its update, or the tasks of 2019 and 2020 have similar texts but are different
 * papers.
 */
import { plainWords } from './plain-text.js';

const SPELLED: ReadonlyMap<string, number> = new Map([
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
  ['v', 5],
  ['vi', 6],
  ['vii', 7],
  ['viii', 8],
  ['ix', 9],
  ['x', 10],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
]);

/** Words before or after a part number. */
const PART_WORDS = new Set(
  'part parts pt volume vol book chapter episode edition installment lecture report'.split(' '),
);

/** Numerals that always mean a part; a single `i`, `v` or `x` may be a letter. */
const SURE_NUMERALS = new Set('ii iii iv vi vii viii ix'.split(' '));

/** Words that mark a follow-up of another paper. */
const SEQUEL_WORDS = new Set(
  (
    'update updated updates updating revisited sequel followup continued appendix addendum erratum corrigendum ' +
    'supplement'
  ).split(' '),
);

/** Titles that share less of their words are on different things, and their numbers say nothing. */
const SAME_NAME = 0.3;

/** The mark of a title within a series. */
export interface SeriesMark {
  /** Part numbers: "II", "part 2", "second report". */
  readonly parts: readonly number[];
  /** Other words with a digit: years, versions, sizes, types (`2019`, `gpt4`, `t2r3`). */
  readonly numbers: readonly string[];
  /** All runs of digits, and all letters and digits, of the title. */
  readonly runs: readonly string[];
  readonly letters: string;
  /** Whether it is marked as a follow-up. */
  readonly sequel: boolean;
}

export function seriesMarkOf(title: string): SeriesMark {
  const words = plainWords(title.replace(/[~–—]/gu, ' '));
  const parts: number[] = [];
  const numbers: string[] = [];
  words.forEach((word, i) => {
    const besidePart = PART_WORDS.has(words[i - 1] ?? '');
    const spelled = SPELLED.get(word);
    if (besidePart && /^\d{1,3}$/.test(word)) parts.push(Number(word));
    else if (/\d/.test(word)) numbers.push(word);
    else if (spelled !== undefined && (besidePart || countsParts(title, words, i))) parts.push(spelled);
  });
  return {
    parts,
    numbers,
    runs: words.flatMap((word) => word.match(/\d+/g) ?? []),
    letters: words.join(''),
    sequel: words.some((word) => SEQUEL_WORDS.has(word)),
  };
}

function countsParts(title: string, words: readonly string[], i: number): boolean {
  const word = words[i]!;
  if (SURE_NUMERALS.has(word)) return true;
  if (word.length > 2) return PART_WORDS.has(words[i + 1] ?? '');
  // A single letter counts if it ends the title or a clause: "… spin chains. I", "… Learning I: Transport".
  return i > 0 && new RegExp(`[\\s(]${word}\\s*(?:[:.)]|$)`, 'iu').test(title);
}

/**
 * Why two titles distinguish an otherwise similar pair; null if they do not.
 * @param titles share of common content words of the titles, 0…1
 * @param sameText whether one abstract contains the other: a title without a mark may then be truncated
 */
export function apartBy(a: SeriesMark, b: SeriesMark, titles: number, sameText: boolean): string | null {
  const partsA = a.parts.filter((part) => !b.parts.includes(part));
  const partsB = b.parts.filter((part) => !a.parts.includes(part));
  if (partsA.length > 0 && partsB.length > 0)
    return `the titles name parts ${partsA.join(', ')} and ${partsB.join(', ')} of a series`;
  if (titles < SAME_NAME) return null;
  const [onlyA, onlyB] = [numbersOnlyIn(a, b), numbersOnlyIn(b, a)];
  if (onlyA.length > 0 && onlyB.length > 0) return `the titles name ${onlyA.join(', ')} and ${onlyB.join(', ')}`;
  if (sameText) return null;
  if (a.sequel !== b.sequel) return 'one title calls itself an update or a sequel';
  const later = [...partsA, ...partsB].find((part) => part > 1);
  return later === undefined ? null : `one title names part ${later}`;
}

/** `SAM 2` and `SAM2` name the same; `2` and `12` do not. */
function numbersOnlyIn(a: SeriesMark, b: SeriesMark): string[] {
  return a.numbers.filter((word) => (/^\d+$/.test(word) ? !b.runs.includes(word) : !b.letters.includes(word)));
}
