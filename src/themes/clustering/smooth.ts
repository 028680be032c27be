/**
 * Smooths rows by their neighbours, for the clustering of up to a few thousand papers.
 *
 * The mean of the collection, which all papers share, is subtracted. Then each paper is moved towards the mean of its
 * nearest papers, by embedding and by shared words. A paper's chance wording then counts less than its neighbours: one
 * step of mean shift (Comaniciu & Meer 2002), or of smoothing on the neighbour graph.
 *
 * Figures: `test/bench/theme-k.md`.
 */

import { indicesOfLargest } from '../../maths/indices-of-largest.js';
import { log } from '../../maths/rounding.js';
import {
  addSums,
  dotProducts,
  emptyRows,
  normaliseRows,
  type Rows,
  rowAt,
  rowsFrom,
  unitMeans,
} from '../../maths/rows.js';
import { termsOfWord } from '../../text/terms.js';
import type { PaperText } from '../paper-words.js';

/**
 * Number of neighbours (at most 1.5 times the square root of the collection), their total weight relative to the paper
 * itself, and the weight of the cosine of shared words relative to the cosine of embeddings in choosing them. The
 * nearest has the highest weight, the last almost none.
 */
const NEIGHBOURS = 20;
const NEIGHBOURS_PER_ROOT = 1.5;
const DRAW = 2;
const WORDS_WEIGH = 3;
/** A word in more than this share of the papers does not discriminate. */
const COMMON_SHARE = 0.3;
const TITLE_COUNTS = 2;
/** Papers whose similarities to all others are in memory at once: 5 MB for 5,000 papers. */
const BLOCK = 256;
/** Some 6 MB. */
const CENTRED_AT_ONCE = 4_096;

/** Rows minus their mean, at unit length. A row equal to the mean becomes zeros. */
export function centre(rows: Rows): Rows {
  return centred(rows, meanOf(rows));
}

/** The centroids of centred rows, which are not all in memory at once. */
export function centredCentroids(rows: Rows, labels: Int32Array, k: number): Rows {
  const mean = meanOf(rows);
  const sums = new Float64Array(k * rows.dimension);
  for (let from = 0; from < rows.count; from += CENTRED_AT_ONCE) {
    const count = Math.min(CENTRED_AT_ONCE, rows.count - from);
    addSums(centred(rowsFrom(rows, from, count), mean), labels.subarray(from, from + count), sums);
  }
  return unitMeans(sums, k);
}

export function meanOf({ data, count, dimension }: Rows): Float64Array {
  const mean = new Float64Array(dimension);
  for (let i = 0; i < count; i++) for (let d = 0; d < dimension; d++) mean[d]! += data[i * dimension + d]! / count;
  return mean;
}

export function centred({ data, count, dimension }: Rows, mean: Float64Array): Rows {
  const rows = emptyRows(count, dimension);
  for (let i = 0; i < count; i++)
    for (let d = 0; d < dimension; d++) rows.data[i * dimension + d] = data[i * dimension + d]! - mean[d]!;
  return normaliseRows(rows);
}

/**
 * The papers nearest to each by embedding and by shared words, the nearest first.
 * @param rows minus their mean
 * @param readings in the order of the rows
 */
export function nearestPapers(rows: Rows, readings: readonly PaperText[]): number[][] {
  const words = wordWeights(readings);
  const { count } = rows;
  const similarities = new Float32Array(BLOCK * count);
  const size = Math.min(NEIGHBOURS, Math.floor(NEIGHBOURS_PER_ROOT * Math.sqrt(count)), count - 1);
  const nearest: number[][] = [];
  for (let from = 0; from < count; from += BLOCK) {
    const papers = Math.min(BLOCK, count - from);
    dotProducts(rowsFrom(rows, from, papers), rows, similarities);
    for (let i = from; i < from + papers; i++) {
      const similarity = similarities.subarray((i - from) * count, (i - from + 1) * count);
      addWordSimilarity(words, i, similarity);
      similarity[i] = -Infinity;
      nearest.push(indicesOfLargest(similarity, size));
    }
  }
  return nearest;
}

/** Each row smoothed by its neighbours, at unit length. */
export function smoothByNeighbours(rows: Rows, neighbours: readonly (readonly number[])[]): Rows {
  const smoothed = emptyRows(rows.count, rows.dimension);
  neighbours.forEach((nearest, i) => {
    const row = rowAt(smoothed, i);
    row.set(rowAt(rows, i));
    const shares = sharesByRank(nearest.length, DRAW);
    nearest.forEach((j, rank) => addTo(row, rowAt(rows, j), shares[rank]!));
  });
  return normaliseRows(smoothed);
}

/** Adds so much of one row to another. */
export function addTo(row: Float32Array, other: Float32Array, share: number): void {
  for (let d = 0; d < row.length; d++) row[d]! += share * other[d]!;
}

/** The weights of neighbours, the nearest first, falling evenly; they add up to `total`. */
export function sharesByRank(count: number, total: number): Float64Array {
  return Float64Array.from({ length: count }, (_, rank) => (2 * total * (count - rank)) / (count * (count + 1)));
}

/** Weights of words in papers, each paper at unit length; the same numbers by paper and by word. */
interface WordWeights {
  readonly ofPaper: readonly { readonly words: number[]; readonly weights: number[] }[];
  readonly ofWord: readonly { readonly papers: Int32Array; readonly weights: Float64Array }[];
}

function addWordSimilarity({ ofPaper, ofWord }: WordWeights, paper: number, similarity: Float32Array): void {
  const { words, weights } = ofPaper[paper]!;
  for (let w = 0; w < words.length; w++) {
    const weight = WORDS_WEIGH * weights[w]!;
    const others = ofWord[words[w]!]!;
    for (let o = 0; o < others.papers.length; o++) similarity[others.papers[o]!]! += weight * others.weights[o]!;
  }
}

/** TF-IDF over stems, without words in one paper only or in too many. */
function wordWeights(readings: readonly PaperText[]): WordWeights {
  const counts = readings.map(termCounts);
  const spread = new Map<string, number>();
  for (const count of counts) for (const term of count.keys()) spread.set(term, (spread.get(term) ?? 0) + 1);
  const numbers = new Map<string, number>();
  const postings: { papers: number[]; weights: number[] }[] = [];
  const ofPaper = counts.map((count, i) => {
    const informative = [...count].filter(
      ([term]) => spread.get(term)! > 1 && spread.get(term)! <= COMMON_SHARE * readings.length,
    );
    const raw = informative.map(
      ([term, times]) => (1 + log(times)) * (1 + log((1 + readings.length) / (1 + spread.get(term)!))),
    );
    const length = Math.sqrt(raw.reduce((sum, weight) => sum + weight * weight, 0));
    const weights = raw.map((weight) => weight / length);
    const words = informative.map(([term], t) => {
      let word = numbers.get(term);
      if (word === undefined) numbers.set(term, (word = postings.push({ papers: [], weights: [] }) - 1));
      postings[word]!.papers.push(i);
      postings[word]!.weights.push(weights[t]!);
      return word;
    });
    return { words, weights };
  });
  return {
    ofPaper,
    ofWord: postings.map(({ papers, weights }) => ({
      papers: Int32Array.from(papers),
      weights: Float64Array.from(weights),
    })),
  };
}

function termCounts({ title, abstract }: PaperText): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (words: PaperText['title']['words'], times: number): void => {
    for (const word of words) for (const term of termsOfWord(word)) counts.set(term, (counts.get(term) ?? 0) + times);
  };
  count(title.words, TITLE_COUNTS);
  count(abstract.words, 1);
  return counts;
}
