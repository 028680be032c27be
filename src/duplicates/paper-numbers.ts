/** The words of papers as the numbers that are packed; many papers as a few arrays, which a thread hands over whole. */
import type { Paper } from '../paper.js';
import { type WordFingerprint, wordFingerprintOf } from './evidence/fingerprint.js';
import { bandsIn, keysIn, textKeyOf } from './features-of.js';

/** What keys and words are made of. */
export type PaperText = Pick<Paper, 'id' | 'title' | 'abstract' | 'identifiers'>;

export interface PaperNumbers {
  readonly textKey: string | null;
  readonly isUntitled: boolean;
  /** Words of the abstract with repeats. */
  readonly length: number;
  readonly keys: Uint32Array;
  readonly bands: Uint32Array;
  readonly bigrams: Uint32Array;
  readonly shingles: Uint32Array;
  readonly titleStems: Uint32Array;
  readonly numbers: Uint32Array;
}

/** Their rows one after the other, paper by paper. */
export interface NumbersOfPapers {
  readonly papers: readonly Pick<PaperNumbers, 'textKey' | 'isUntitled' | 'length'>[];
  readonly lengths: Uint32Array<ArrayBuffer>;
  readonly rows: Uint32Array<ArrayBuffer>;
}

const ROWS = ['keys', 'bands', 'bigrams', 'shingles', 'titleStems', 'numbers'] as const;

export function numbersOf(paper: PaperText): PaperNumbers {
  const words: WordFingerprint = wordFingerprintOf(paper);
  const { bigrams, shingles, titleStems, numbers, length } = words;
  return {
    textKey: textKeyOf(words),
    isUntitled: words.titleLetters === '',
    length,
    keys: keysIn(paper, words),
    bands: bandsIn(words),
    bigrams,
    shingles,
    titleStems,
    numbers,
  };
}

export function joined(list: readonly PaperNumbers[]): NumbersOfPapers {
  const all = list.flatMap((one) => ROWS.map((name) => one[name]));
  const lengths = Uint32Array.from(all, (row) => row.length);
  const rows = new Uint32Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const row of all) {
    rows.set(row, at);
    at += row.length;
  }
  return { papers: list.map(({ textKey, isUntitled, length }) => ({ textKey, isUntitled, length })), lengths, rows };
}

/** Their rows are views. */
export function apart({ papers, lengths, rows }: NumbersOfPapers): PaperNumbers[] {
  let [row, at] = [0, 0];
  const next = () => rows.subarray(at, (at += lengths[row++]!));
  return papers.map((paper) => ({
    ...paper,
    keys: next(),
    bands: next(),
    bigrams: next(),
    shingles: next(),
    titleStems: next(),
    numbers: next(),
  }));
}
