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

/** Letters and digits; inside a word also `.`, hyphens, `_`, `+`, `^`, `'` between letters or digits. */
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[.\-‐‑_+^'’/](?=[\p{L}\p{N}]))*/gu;
/** The same for a text of ASCII alone, four times as fast. */
const ASCII_WORD = /[a-z0-9](?:[a-z0-9]|[.\-_+^'/](?=[a-z0-9]))*/gi;
/** ASCII text needs no normalisation. */
const ASCII = /^[\x00-\x7f]*$/;

/** Words in order of appearance. A compound such as `Qwen2.5-VL` is one word; `partsOf` splits it. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(ASCII.test(text) ? ASCII_WORD : WORD)) {
    if (text[match.index - 1] === '\\' && isTypesetting(match[0])) continue;
    words.push({ surface: match[0], folded: fold(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/** The parts of a compound word, `['qwen2.5', 'vl']`; empty for a word that is none. */
export function partsOf(folded: string): string[] {
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

/** The Porter2 stem of a folded English word, which need not be a word. A word with a digit is its own stem. */
export const stemOf = memoize((folded) => (/\d/.test(folded) ? folded : porter2(folded)));
