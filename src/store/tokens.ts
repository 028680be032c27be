/** The tokens of the word index, the same in every store. */

/** A column counts up to so many tokens: PostgreSQL's smallint. A higher frequency of a term does not change BM25. */
export const MOST_COUNTED = 32_767;

/** Where FTS5's tokenizer `ascii tokenchars '.'` ends a token. */
const SEPARATORS = /[\0-\x2d\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+/;

/** A stream of terms in tokens, in lower case; letters beyond ASCII stay as they are. */
export function tokensOf(stream: string): string[] {
  return stream
    .split(SEPARATORS)
    .filter((token) => token !== '')
    .map((token) => token.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
}

/** How often the tokens occur one after the other in a column. @param positions of each token, in order */
export function timesInOrder(positions: readonly (readonly number[])[]): number {
  const [first = [], ...others] = positions.map((one) => new Set(one));
  return [...first].filter((at) => others.every((next, i) => next.has(at + i + 1))).length;
}
