import { standsAlone } from '../../../text/sentence-roles.js';
import { sentencesOf } from '../../../text/sentences.js';

/** Minimum and maximum words: shorter sentences say too little, longer ones make several points. */
const WORDS_AT_LEAST = 8;
const WORDS_AT_MOST = 45;

/**
 * The most representative sentence of an abstract for a theme: each term in it counts, the first most, the second half
 * as much, and so on. Sentences that are clear without the others come first. Ties: the first; "" if there is no
 * sentence.
 */
export function centralSentence(abstract: string, terms: readonly string[]): string {
  const sentences = sentencesOf(abstract).map(({ text }) => text);
  const readable = sentences.filter((text) => {
    const words = text.split(/\s+/u).length;
    return words >= WORDS_AT_LEAST && words <= WORDS_AT_MOST;
  });
  const alone = readable.filter(standsAlone);
  const worthOf = (text: string) => {
    const folded = text.toLowerCase();
    return terms.reduce((sum, term, rank) => (folded.includes(term.toLowerCase()) ? sum + 1 / (rank + 1) : sum), 0);
  };
  const [first = '', ...others] = [alone, readable, sentences].find((list) => list.length > 0) ?? [];
  return others.reduce((best, one) => (worthOf(one) > worthOf(best) ? one : best), first);
}
