/**
 * The tokenizer of search, themes and near-duplicates.
 *
 * `GRPO`, `Qwen2.5-VL`, `o1` and `ALR^2` are single words. LaTeX, ligatures and compatibility forms are normalised.
 * Positions refer to the input, so that matches can be highlighted. Stop words are kept, because which words matter
 * depends on the use.
 */
import porter2 from 'wink-porter2-stemmer';
import { memoize } from './memoize.js';
import { isTypesetting } from './strip-latex.js';

export interface Word {
  /** As in the text. */
  readonly surface: string;
  /** Lower case, accents gone. */
  readonly folded: string;
  /** Start and end of the word in the text, in UTF-16 units; end is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** ASCII text needs no normalisation. */
const ASCII = /^[\x00-\x7f]*$/;

/** What a character is in a word: letters and digits make it, marks and joiners only continue it. */
const OTHER = 0;
const LETTER = 1;
const MARK = 2;
/** It joins letters and digits on both sides. */
const JOINER = 3;
const JOINERS = new Set(".-‐‑_+^'’/");
/** Of the basic plane; filled as characters occur, with one added to each kind. */
const kinds = new Uint8Array(0x1_0000);

/** The kind of the character at a position; of a surrogate pair, at its first half. */
function kindAt(text: string, at: number): number {
  const known = kinds[text.charCodeAt(at)]!;
  return known > 0 ? known - 1 : newKind(text, at);
}

function newKind(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  const kind = kindOf(String.fromCodePoint(code));
  if (code < kinds.length && !isSurrogate(code)) kinds[code] = kind + 1;
  return kind;
}

function kindOf(character: string): number {
  if (/[\p{L}\p{N}]/u.test(character)) return LETTER;
  if (/\p{M}/u.test(character)) return MARK;
  return JOINERS.has(character) ? JOINER : OTHER;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xe000;
}

/** 2 at a surrogate pair. */
function widthAt(text: string, at: number): number {
  return isSurrogate(text.charCodeAt(at)) && text.codePointAt(at)! > 0xffff ? 2 : 1;
}

/**
 * Calls `visit` with the start and end of each word: letters and digits, and inside a word also marks, and joiners
 * between letters or digits. A LaTeX command that says nothing about the subject is no word.
 */
export function forEachWord(text: string, visit: (start: number, end: number) => void): void {
  let at = 0;
  while (at < text.length) {
    if (kindAt(text, at) !== LETTER) {
      at += widthAt(text, at);
      continue;
    }
    const start = at;
    if (text[start - 1] === '\\') {
      const end = commandEnd(text, start);
      if (end > start && isTypesetting(text.slice(start, end))) {
        at = end;
        continue;
      }
    }
    let kind: number;
    do {
      at += widthAt(text, at);
      kind = at < text.length ? kindAt(text, at) : OTHER;
      if (kind === JOINER && (at + 1 >= text.length || kindAt(text, at + 1) !== LETTER)) kind = OTHER;
    } while (kind !== OTHER);
    visit(start, at);
  }
}

/** The end of the name of a command, which has letters only: `\mathbf` in `\mathbf1`. */
function commandEnd(text: string, start: number): number {
  let end = start;
  while (/[a-z]/i.test(text[end] ?? '')) end++;
  return end;
}

/** Words in order of appearance. A compound such as `Qwen2.5-VL` is one word; `compoundParts` splits it. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  forEachWord(text, (start, end) => {
    const surface = text.slice(start, end);
    words.push({ surface, folded: fold(surface), start, end });
  });
  return words;
}

/** The parts of a compound word, `['qwen2.5', 'vl']`; empty for a word that is none. */
export function compoundParts(folded: string): string[] {
  const parts = folded.split(/[-‐_/+^’']/u).filter((part) => part.length > 0);
  return parts.length > 1 ? parts : [];
}

/** Lower case, without compatibility forms and accents. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFC');
}

/**
 * No word is longer; a text without blanks may be. It is not stemmed, nor looked at as a name, both of which take
 * quadratic time: seconds for 10,000 characters.
 */
export const LONGEST_WORD = 128;

/**
 * The Porter2 stem of a folded English word, which need not be a word. A word with a digit, and a text
 * longer than any word, is its own stem.
 */
export const stemOf = memoize((folded) =>
  folded.length > LONGEST_WORD || /\d/.test(folded) ? folded : porter2(folded),
);
