/**
 * The words of a text, as a reader would count them: the one tokeniser of search, themes and near-duplicates.
 *
 * `GRPO`, `Qwen2.5-VL`, `o1` and `ALR^2` stay whole; LaTeX, ligatures and compatibility forms are made plain first.
 * Positions refer to the text handed in, so that a word found can be marked where it stands.
 * No stop words are left out here: which words carry no meaning depends on the question.
 */
import { porter2 } from './stem.js';

export interface Word {
  /** As written. */
  readonly surface: string;
  /** Lower case, accents gone. */
  readonly folded: string;
  /** Start and end of the word in the text, in UTF-16 units; end is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Letters and digits; inside a word also `.`, hyphens, `_`, `+`, `^`, `'` between letters or digits. */
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[.\-‐‑_+^'’/](?=[\p{L}\p{N}]))*/gu;
/** Commands of LaTeX that set type and say nothing; `\beta` and its like are words. */
const TYPESETTING = /^(?:text[a-z]*|math[a-z]+|emph|cite[a-z]*|ref|label|left|right|frac|url|href|begin|end)$/;

/** Words in order of appearance. A compound such as `Qwen2.5-VL` is one word; `partsOf` splits it. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    if (text[match.index - 1] === '\\' && TYPESETTING.test(match[0])) continue;
    words.push({ surface: match[0], folded: fold(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/** The parts of a compound word, `['qwen2.5', 'vl']`; empty for a word that is none. */
export function partsOf(folded: string): string[] {
  const parts = folded.split(/[-‐_/+^’']/u).filter((part) => part.length > 0);
  return parts.length > 1 ? parts : [];
}

/** Most words: nothing in them to be made plain. */
const ASCII = /^[\x20-\x7e]*$/;

/** Lower case, compatibility forms made plain, accents gone. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().normalize('NFC');
}

/** Stems are asked for again and again; so many are remembered, the vocabulary of some ten thousand papers. */
const REMEMBERED = 100_000;
const stems = new Map<string, string>();

/** The stem of a folded English word (see `stem.ts`). A word with a digit in it is its own stem. */
export function stemOf(folded: string): string {
  if (/\d/.test(folded)) return folded;
  let stem = stems.get(folded);
  if (stem === undefined) {
    if (stems.size >= REMEMBERED) stems.clear();
    stem = porter2(folded);
    stems.set(folded, stem);
  }
  return stem;
}
