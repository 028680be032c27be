/** The tokens of the word index, the same in every store. */
import type { PaperWords } from './shapes.js';

/**
 * UTF-16 units of a token; the rest of a longer one, as of a sequence of DNA, is left out. An index of PostgreSQL takes
 * 2,704 bytes, and FTS5 cuts a token off after 32,768.
 */
const LONGEST_TOKEN = 500;

/** A column counts up to so many tokens: PostgreSQL's smallint. A higher frequency of a term does not change BM25. */
export const MOST_COUNTED = 32_767;

/** Where FTS5's tokenizer `ascii tokenchars '.'` ends a token. */
const SEPARATORS = /[\0-\x2d\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+/;

/** The tokens of each column of a paper, in order. */
export type PaperTokens = Readonly<Record<keyof PaperWords, readonly string[]>>;

export function paperTokens({ title, abstract }: PaperWords): PaperTokens {
  return { title: tokensOf(title), abstract: tokensOf(abstract) };
}

/** A stream of terms in tokens, in lower case and well-formed; letters beyond ASCII stay as they are. */
export function tokensOf(stream: string): string[] {
  return stream
    .split(SEPARATORS)
    .filter((token) => token !== '')
    .map((token) => token.slice(0, LONGEST_TOKEN).toWellFormed())
    .map((token) => token.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
}

/** The terms and phrases of a query, each as its tokens. */
export function tokenLists(terms: readonly string[]): string[][] {
  return terms.map(tokensOf).filter((tokens) => tokens.length > 0);
}

/** The length of a paper for BM25. @param columns the tokens of each */
export function countedTokens(...columns: readonly number[]): number {
  return columns.reduce((sum, tokens) => sum + Math.min(tokens, MOST_COUNTED), 0);
}

/** How often the tokens occur one after the other in a column. @param positions of each token, in order */
export function timesInOrder(positions: readonly (readonly number[])[]): number {
  const [first = [], ...others] = positions.map((one) => new Set(one));
  return [...first].filter((at) => others.every((next, i) => next.has(at + i + 1))).length;
}
