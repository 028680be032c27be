/**
 * Feature vector of a paper: words and bigrams by TF-IDF (sublinear, unit length), and its embedding minus the mean of
 * all papers. The mean is common to the collection; without it, differences between papers weigh more.
 */
import type { Embedding } from '../embedding.js';
import { indexTerms } from '../text/terms.js';
import type { Vector } from './svm.js';

export interface TextOfPaper {
  readonly title: string;
  readonly abstract: string;
}

export interface Features {
  readonly vectors: readonly Vector[];
  readonly vocabulary: Vocabulary;
}

export interface Vocabulary {
  /** Index of each term in the vectors. The words of a bigram are separated by a space. */
  readonly places: ReadonlyMap<string, number>;
  /** By place. */
  readonly terms: readonly string[];
  /** By place. */
  readonly idf: Float64Array;
  /** Mean embedding. */
  readonly mean: Float64Array;
}

/** Titles count twice, as in search, since they are short. */
const TITLE_COUNTS = 2;
/** Minimum document frequency. */
const LEAST_PAPERS = 2;
/** Maximum share of papers with a term. */
const MOST_SHARE = 0.95;
/** Weight of the embedding: the length of its part, where that of words has length 1. */
const MEANING_WEIGHT = 0.7;

export function featuresOf(papers: readonly (TextOfPaper & { readonly embedding: Embedding })[]): Features {
  const counts = papers.map(termCounts);
  const vocabulary = { ...vocabularyOf(counts), mean: meanOf(papers.map(({ embedding }) => embedding)) };
  return {
    vocabulary,
    vectors: papers.map(({ embedding }, i) => ({
      ...wordsVector(counts[i]!, vocabulary),
      dense: denseVector(embedding, vocabulary),
    })),
  };
}

/** Counts of terms and adjacent bigrams. */
export function termCounts({ title, abstract }: TextOfPaper): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (text: string, times: number) => {
    const terms = indexTerms(text).split(' ');
    for (const [i, term] of terms.entries()) {
      if (term === '') continue;
      counts.set(term, (counts.get(term) ?? 0) + times);
      const next = terms[i + 1];
      if (next !== undefined) counts.set(`${term} ${next}`, (counts.get(`${term} ${next}`) ?? 0) + times);
    }
  };
  count(title, TITLE_COUNTS);
  count(abstract, 1);
  return counts;
}

/** Terms of a text in the vocabulary, each with its weight; together of unit length. */
export function wordsVector(
  counts: ReadonlyMap<string, number>,
  { places, idf }: Pick<Vocabulary, 'places' | 'idf'>,
): Pick<Vector, 'terms' | 'weights'> {
  const entries = [...counts]
    .flatMap(([term, count]): [number, number][] => {
      const place = places.get(term);
      return place === undefined ? [] : [[place, (1 + Math.log(count)) * idf[place]!]];
    })
    .sort(([a], [b]) => a - b);
  const length = Math.sqrt(entries.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return {
    terms: Int32Array.from(entries, ([place]) => place),
    weights: Float64Array.from(entries, ([, weight]) => weight / length),
  };
}

export function denseVector(embedding: ArrayLike<number>, { mean }: Pick<Vocabulary, 'mean'>): Float64Array {
  const dense = Float64Array.from(mean, (x, i) => embedding[i]! - x);
  const length = Math.sqrt(dense.reduce((sum, x) => sum + x * x, 0)) || 1;
  return dense.map((x) => (MEANING_WEIGHT * x) / length);
}

function vocabularyOf(counts: readonly ReadonlyMap<string, number>[]): Omit<Vocabulary, 'mean'> {
  const papers = new Map<string, number>();
  for (const one of counts) for (const term of one.keys()) papers.set(term, (papers.get(term) ?? 0) + 1);
  const most = Math.max(LEAST_PAPERS, MOST_SHARE * counts.length);
  const terms = [...papers].filter(([, number]) => number >= LEAST_PAPERS && number <= most);
  return {
    places: new Map(terms.map(([term], place) => [term, place])),
    terms: terms.map(([term]) => term),
    idf: Float64Array.from(terms, ([, number]) => Math.log((1 + counts.length) / (1 + number)) + 1),
  };
}

function meanOf(embeddings: readonly Embedding[]): Float64Array {
  const mean = new Float64Array(embeddings[0]?.length ?? 0);
  for (const embedding of embeddings)
    for (let i = 0; i < mean.length; i++) mean[i]! += embedding[i]! / embeddings.length;
  return mean;
}
