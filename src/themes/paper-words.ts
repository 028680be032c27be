import type { Paper } from '../paper.js';
import { decodeAccents } from '../text/decode-latex.js';
import { type Word, wordsOf } from '../text/words.js';

/** A paper's texts with their words, split once for all readers. Accents in LaTeX are decoded. */
export interface PaperText {
  readonly title: Text;
  readonly abstract: Text;
}

/** The texts of papers, by their places, in the same order. */
export type ReadTexts = (places: ArrayLike<number>) => Promise<readonly PaperText[]>;

export interface Text {
  readonly text: string;
  readonly words: readonly Word[];
}

export function paperTextOf(paper: Pick<Paper, 'title' | 'abstract'>): PaperText {
  return { title: textOf(paper.title), abstract: textOf(paper.abstract) };
}

/** Accents in LaTeX would split words: `Schr\"odinger` is one. */
function textOf(raw: string): Text {
  const text = decodeAccents(raw);
  return { text, words: wordsOf(text) };
}

const BLANK = 0x20;

/** Whether only white space separates a word from the previous one. */
export function adjoins({ text }: Text, before: Word, word: Word): boolean {
  if (word.start === before.end + 1 && text.charCodeAt(before.end) === BLANK) return true;
  return /^\s+$/u.test(text.slice(before.end, word.start));
}
