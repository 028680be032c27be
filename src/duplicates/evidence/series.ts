/**
 * Which part, year or number of a series does a title name?
 *
 * "Part I" and "Part II", a survey and its update, or the tasks of 2019 and 2020 have similar texts but are different
 * papers.
 */
import { stripLatex } from '../../text/strip-latex.js';
import { plainWords } from './plain-text.js';

/** From one on. */
const CARDINALS = 'one two three four five six seven eight nine ten'.split(' ');
const ORDINALS = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
  'sixteenth seventeenth eighteenth nineteenth twentieth'
).split(' ');
/** Before the ordinal of a unit. */
const TENS: ReadonlyMap<string, number> = new Map([
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
]);
/** Of what has the most parts: the volumes of large proceedings. */
const ROMAN = /^(?=.)(x{0,3})(ix|iv|v?i{0,3})$/;

/** Words before or after a part number. */
const PART_WORDS = new Set(
  'part parts pt volume vol book chapter episode edition ed edn installment lecture report'.split(' '),
);
/** Words before the letter of a part. */
const LETTERED = new Set(['part', 'pt']);

/** Numerals that may be something else; others of two letters and more always mean a part. */
const UNSURE_NUMERALS = new Set('i v x xi xx xxx'.split(' '));

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
  /** Other words with a digit: years, versions, sizes, types (`2019`, `gpt4`, `t2r3`), and letters that name a type. */
  readonly numbers: readonly string[];
  readonly words: ReadonlySet<string>;
  /** All runs of digits, and all letters and digits, of the title. */
  readonly runs: readonly string[];
  readonly letters: string;
  /** Whether it is marked as a follow-up. */
  readonly sequel: boolean;
}

export function seriesMarkOf(title: string): SeriesMark {
  const words = inDigits(plainWords(title.replace(/[~–—]/gu, ' ')));
  const closing = new Set(Array.from(title.matchAll(CLOSING_NUMERAL), ([, numeral]) => numeral!.toLowerCase()));
  const parts: number[] = [];
  const numbers: string[] = [];
  words.forEach((word, i) => {
    const besidePart = PART_WORDS.has(words[i - 1] ?? '');
    const spelled = spelledNumber(word);
    if (besidePart && /^\d{1,3}$/.test(word)) parts.push(Number(word));
    else if (ORDINAL.test(word) && PART_WORDS.has(words[i + 1] ?? '')) parts.push(Number.parseInt(word, 10));
    else if (LETTERED.has(words[i - 1] ?? '') && /^[a-h]$/.test(word)) parts.push(word.charCodeAt(0) - 96);
    else if (/\d/.test(word)) numbers.push(word);
    else if (spelled !== undefined && (besidePart || countsParts(words, i, closing))) parts.push(spelled);
  });
  if (/\p{Ll}/u.test(title)) numbers.push(...(stripLatex(title).match(LONE_CAPITAL) ?? []));
  return {
    parts,
    numbers,
    words: new Set(words),
    runs: words.flatMap((word) => word.match(/\d+/g) ?? []),
    letters: words.join(''),
    sequel: words.some((word) => SEQUEL_WORDS.has(word)),
  };
}

/** A short numeral at the end of the title or of a clause: "… spin chains. I", "… Learning I: Transport". */
const CLOSING_NUMERAL = /[\s(]([ivx]{1,2})\s*(?:[:.)]|$)/giu;
const ORDINAL = /^\d+(?:st|nd|rd|th)$/;
const NUMBER = /^(\d+)(?:st|nd|rd|th)?$/;
/** "Hepatitis B", "T-cell"; vowels are words, and initials have a stop. */
const LONE_CAPITAL = /(?<![\p{L}\p{N}.$\\^_{])[B-DF-HJ-NP-TWZ](?![\p{L}\p{N}.'’_^])/gu;

/** "Fifteenth" as "15th", "twenty-first" as "21st". */
function inDigits(words: readonly string[]): string[] {
  const all: string[] = [];
  let tens = 0;
  for (const [i, word] of words.entries()) {
    const place = ORDINALS.indexOf(word) + 1;
    const next = ORDINALS.indexOf(words[i + 1] ?? '') + 1;
    if (TENS.has(word) && next > 0 && next < 10) tens = TENS.get(word)!;
    else {
      all.push(place === 0 ? word : withEnding(tens + place));
      tens = 0;
    }
  }
  return all;
}

function withEnding(ordinal: number): string {
  const ending = ordinal > 10 && ordinal < 14 ? undefined : ['st', 'nd', 'rd'][(ordinal % 10) - 1];
  return `${ordinal}${ending ?? 'th'}`;
}

function spelledNumber(word: string): number | undefined {
  const [, tens, units] = ROMAN.exec(word) ?? [];
  if (tens === undefined || units === undefined) return CARDINALS.indexOf(word) + 1 || undefined;
  const fives = units.includes('v') ? 5 : 0;
  const ones = units.replace(/[vx]/, '').length;
  if (units.endsWith('x')) return 10 * tens.length + 9;
  return 10 * tens.length + (units === 'iv' ? 4 : fives + ones);
}

/** @param closing short numerals that count, see `CLOSING_NUMERAL` */
function countsParts(words: readonly string[], i: number, closing: ReadonlySet<string>): boolean {
  const word = words[i]!;
  if (ROMAN.test(word) && !UNSURE_NUMERALS.has(word)) return true;
  if (word.length > 2) return PART_WORDS.has(words[i + 1] ?? '');
  return i > 0 && closing.has(word);
}

/**
 * Why two titles distinguish an otherwise similar pair; null if they do not.
 * @param titles share of common content words of the titles, 0…1
 * @param sameText whether one abstract contains the other: a title without a mark may then be truncated
 */
export function apartBy(a: SeriesMark, b: SeriesMark, titles: number, sameText: boolean): string | null {
  if (a.letters === b.letters) return null;
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
  return a.numbers.filter((word) => {
    if (word.length === 1 && /\p{L}/u.test(word)) return !b.numbers.includes(word) && !b.words.has(word.toLowerCase());
    const number = NUMBER.exec(word)?.[1];
    return number === undefined ? !b.letters.includes(word) : !b.runs.includes(number);
  });
}
