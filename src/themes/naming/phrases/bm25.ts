/** BM25 (Robertson & Zaragoza 2009) over the words of names: the weight of a word in each paper. */
import { log } from '../../../maths/rounding.js';

/** Term frequency saturation (k1) and length normalisation (b): the usual values. */
const K1 = 1.2;
const B = 0.75;

/** The weight of the word in each paper. */
export type Posting = ReadonlyMap<number, number>;

/**
 * @param papersWith for each word the papers that have it, and how often
 * @param lengths words of each paper
 */
export function postingsOf(
  papersWith: ReadonlyMap<string, ReadonlyMap<number, number>>,
  lengths: readonly number[],
): Map<string, Posting> {
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return new Map(
    [...papersWith].map(([word, papers]) => {
      const idf = log(1 + (lengths.length - papers.size + 0.5) / (papers.size + 0.5));
      const weights = new Map<number, number>();
      for (const [paper, times] of papers) {
        const norm = K1 * (1 - B + (B * lengths[paper]!) / average);
        weights.set(paper, (idf * times * (K1 + 1)) / (times + norm));
      }
      return [word, weights];
    }),
  );
}
