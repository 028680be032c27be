import { sentencesOf } from '../../text/sentences.js';

/** Minimum and maximum words: shorter sentences say too little, longer ones make several points. */
const WORDS_AT_LEAST = 8;
const WORDS_AT_MOST = 45;

/**
 * The most representative sentence of an abstract for a theme: each term in it counts, the first most, the second half
 * as much, and so on. Ties: the first; "" if there is no sentence.
 */
export function centralSentence(abstract: string, terms: readonly string[]): string {
  let best = '';
  let bestWorth = -1;
  for (const { text } of sentencesOf(abstract)) {
    const length = text.split(/\s+/u).length;
    if (length < WORDS_AT_LEAST || length > WORDS_AT_MOST) continue;
    const folded = text.toLowerCase();
    const worth = terms.reduce(
      (sum, term, rank) => (folded.includes(term.toLowerCase()) ? sum + 1 / (rank + 1) : sum),
      0,
    );
    if (worth > bestWorth) [best, bestWorth] = [text, worth];
  }
  return best === '' ? (sentencesOf(abstract)[0]?.text ?? '') : best;
}
