/**
 * Words of a normalised text as numbers. An abstract has two hundred words, and most were seen before: they are read as
 * bytes and found in a hash table, so that no string is made of them.
 */
import { isContentWord, stemHashOf } from './content-words.js';
import { FNV_OFFSET, fnvStep, hashOf } from './hash.js';
import { type PlainText, wordsIn } from './plain-text.js';

export interface TextNumbers {
  /** Of each word, in order. */
  readonly hashes: Uint32Array;
  /** Of the stem of each content word, in order. */
  readonly stems: Uint32Array;
  /** Of each word with a digit, in order. */
  readonly numbers: Uint32Array;
  /** The letters and digits of all words. */
  readonly letters: string;
}

/** Maximum number of words: the vocabulary of about ten thousand papers. The table is emptied when it is full. */
const MOST_WORDS = 100_000;
/** In a longer text there may be more of them. */
const LONGEST_TEXT = 2 * (MOST_WORDS - 1);
/** More than twice as many slots, so that a word is found within few steps. */
const LAST_SLOT = 2 ** 18 - 1;
/** Bits of what is known of a word. */
const [IS_WORD, IS_CONTENT, HAS_DIGIT] = [1, 2, 4];

/**
 * Known words by place, with signed numbers, which are faster here. A slot has the place and one more, or 0 if it is
 * empty.
 */
const slots = new Int32Array(LAST_SLOT + 1);
const hashOfWord = new Int32Array(MOST_WORDS);
const stemOfWord = new Int32Array(MOST_WORDS);
const kindOfWord = new Uint8Array(MOST_WORDS);
/** The letters of one word after the other, and where each starts. */
let letters = Buffer.alloc(2 ** 20);
const starts = new Int32Array(MOST_WORDS + 1);
let known = 0;

/** The bytes of one text, its letters without what separates words, and the words found in it. */
let text = Buffer.alloc(2 ** 12);
let joined = Buffer.alloc(2 ** 12);
let places = new Int32Array(2 ** 12);

export function textNumbers(plain: PlainText): TextNumbers {
  return plain.isAscii && plain.text.length <= LONGEST_TEXT
    ? numbersOfAscii(plain.text)
    : numbersOfWords(wordsIn(plain));
}

function numbersOfWords(words: readonly string[]): TextNumbers {
  const content = words.filter(isContentWord);
  return {
    hashes: Uint32Array.from(words, hashOf),
    stems: Uint32Array.from(content, stemHashOf),
    numbers: Uint32Array.from(
      words.filter((word) => /\d/.test(word)),
      hashOf,
    ),
    letters: words.join(''),
  };
}

/** Words are runs of a–z and 0–9. */
function numbersOfAscii(ascii: string): TextNumbers {
  if (text.length < ascii.length) {
    text = Buffer.alloc(2 * ascii.length);
    joined = Buffer.alloc(2 * ascii.length);
    places = new Int32Array(2 * ascii.length);
  }
  // Read through constants: a variable of the module is loaded again for every byte.
  const [bytes, all, words] = [text, joined, places];
  const length = bytes.write(ascii, 'latin1');
  if (known + length / 2 + 1 > MOST_WORDS) forgetWords();
  let [count, stemCount, numberCount, letterCount] = [0, 0, 0, 0];
  for (let at = 0; at < length; at++) {
    let code = bytes[at]!;
    if (!isLetterOrDigit(code)) continue;
    const start = at;
    let hash = FNV_OFFSET;
    do {
      hash = fnvStep(hash, code);
      all[letterCount++] = code;
      code = ++at < length ? bytes[at]! : 0;
    } while (isLetterOrDigit(code));
    const place = placeOf(start, at, hash);
    const kind = kindOfWord[place]!;
    words[count++] = place;
    if (kind & IS_CONTENT) stemCount++;
    if (kind & HAS_DIGIT) numberCount++;
  }
  return {
    hashes: picked(count, count, { kind: IS_WORD, from: hashOfWord }),
    stems: picked(count, stemCount, { kind: IS_CONTENT, from: stemOfWord }),
    numbers: picked(count, numberCount, { kind: HAS_DIGIT, from: hashOfWord }),
    letters: all.toString('latin1', 0, letterCount),
  };
}

/** Of the words of a kind, their numbers. */
function picked(
  count: number,
  length: number,
  { kind, from }: { readonly kind: number; readonly from: Int32Array },
): Uint32Array {
  const numbers = new Uint32Array(length);
  const words = places;
  let filled = 0;
  for (let i = 0; i < count && filled < length; i++) {
    const place = words[i]!;
    if (kindOfWord[place]! & kind) numbers[filled++] = from[place]!;
  }
  return numbers;
}

/** The place of the word of the text, which is put there if it is new. */
function placeOf(start: number, end: number, hash: number): number {
  let slot = hash & LAST_SLOT;
  for (; slots[slot] !== 0; slot = (slot + 1) & LAST_SLOT) {
    const place = slots[slot]! - 1;
    if (hashOfWord[place] === hash && isWordAt(start, end, place)) return place;
  }
  const place = known++;
  slots[slot] = place + 1;
  const word = text.toString('latin1', start, end);
  hashOfWord[place] = hash;
  const isContent = isContentWord(word);
  if (isContent) stemOfWord[place] = stemHashOf(word);
  kindOfWord[place] = IS_WORD | (isContent ? IS_CONTENT : 0) | (/\d/.test(word) ? HAS_DIGIT : 0);
  const first = starts[place]!;
  const next = first + word.length;
  if (next > letters.length) letters = Buffer.concat([letters], 2 * next);
  text.copy(letters, first, start, end);
  starts[place + 1] = next;
  return place;
}

function isWordAt(start: number, end: number, place: number): boolean {
  const first = starts[place]!;
  if (starts[place + 1]! - first !== end - start) return false;
  const [bytes, words] = [text, letters];
  for (let i = start, j = first; i < end; i++, j++) if (bytes[i] !== words[j]) return false;
  return true;
}

function forgetWords(): void {
  slots.fill(0);
  known = 0;
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}
