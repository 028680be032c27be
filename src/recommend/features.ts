/**
 * Feature vector of a paper: words and bigrams by TF-IDF (sublinear, unit length), and its embedding minus the mean of
 * all papers. The mean is common to the collection; without it, differences between papers weigh more.
 */
import type { Embedding } from '../embedding.js';
import { termsOfWord } from '../text/terms.js';
import { wordsOf } from '../text/words.js';
import type { Vector } from './svm.js';

export interface TextOfPaper {
  readonly title: string;
  readonly abstract: string;
}

export interface Features {
  readonly vectors: readonly Vector[];
  readonly vocabulary: Vocabulary;
}

interface Weighting<Term> {
  /** Index of each term in the vectors. */
  readonly places: ReadonlyMap<Term, number>;
  /** By place. */
  readonly idf: Float64Array;
}

/** The words of a bigram are separated by a space. */
export interface Vocabulary extends Weighting<string> {
  /** By place. */
  readonly terms: readonly string[];
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
  const numbers = termNumbers();
  const counts = papers.map((paper) => countTerms(paper, numbers.ofWord, numbers.ofBigram));
  const weighting = vocabularyOf(counts);
  const mean = meanOf(papers.map(({ embedding }) => embedding));
  const terms = [...weighting.places.keys()].map(numbers.nameOf);
  return {
    vocabulary: { places: new Map(terms.map((term, place) => [term, place])), terms, idf: weighting.idf, mean },
    vectors: papers.map(({ embedding }, i) => ({
      ...wordsVector(counts[i]!, weighting),
      dense: denseVector(embedding, mean),
    })),
  };
}

/** Counts of terms and adjacent bigrams. */
export function termCounts(paper: TextOfPaper): ReadonlyMap<string, number> {
  return countTerms(
    paper,
    (term) => term,
    (first, second) => `${first} ${second}`,
  );
}

/** A term is a string, or a number where there are many papers: numbers are compared and stored faster. */
type Counts<Term> = ReadonlyMap<Term, number>;

/** A compound is counted whole and in parts, but follows other words as a whole only. */
function countTerms<Term>(
  { title, abstract }: TextOfPaper,
  ofWord: (term: string) => Term,
  ofBigram: (first: Term, second: Term) => Term,
): Counts<Term> {
  const counts = new Map<Term, number>();
  const count = (text: string, times: number) => {
    let previous: Term | undefined;
    for (const word of wordsOf(text)) {
      const terms = termsOfWord(word);
      for (const [i, name] of terms.entries()) {
        const term = ofWord(name);
        counts.set(term, (counts.get(term) ?? 0) + times);
        if (i > 0) continue;
        if (previous !== undefined) {
          const bigram = ofBigram(previous, term);
          counts.set(bigram, (counts.get(bigram) ?? 0) + times);
        }
        previous = term;
      }
    }
  };
  count(title, TITLE_COUNTS);
  count(abstract, 1);
  return counts;
}

/** Numbers words in order of appearance; a bigram has a number above those of words. */
function termNumbers() {
  const most = 2 ** 24;
  const names: string[] = [];
  const numbers = new Map<string, number>();
  return {
    ofWord: (name: string): number => {
      let number = numbers.get(name);
      if (number === undefined) {
        number = names.length;
        names.push(name);
        numbers.set(name, number);
      }
      return number;
    },
    ofBigram: (first: number, second: number): number => (first + 1) * most + second,
    nameOf: (number: number): string =>
      number < most ? names[number]! : `${names[Math.floor(number / most) - 1]} ${names[number % most]}`,
  };
}

/** Terms of a text in the vocabulary, each with its weight; together of unit length. */
export function wordsVector<Term>(
  counts: Counts<Term>,
  { places, idf }: Weighting<Term>,
): Pick<Vector, 'terms' | 'weights'> {
  const terms = new Int32Array(counts.size);
  const weights = new Float32Array(counts.size);
  let [size, squares] = [0, 0];
  for (const [term, count] of counts) {
    const place = places.get(term);
    if (place === undefined) continue;
    const weight = (1 + Math.log(count)) * idf[place]!;
    terms[size] = place;
    weights[size++] = weight;
    squares += weight * weight;
  }
  const scale = 1 / (Math.sqrt(squares) || 1);
  for (let i = 0; i < size; i++) weights[i] = weights[i]! * scale;
  return { terms: terms.slice(0, size), weights: weights.slice(0, size) };
}

function denseVector(embedding: ArrayLike<number>, mean: Float64Array): Float32Array {
  const dense = new Float32Array(mean.length);
  let squares = 0;
  for (let i = 0; i < dense.length; i++) {
    const x = embedding[i]! - mean[i]!;
    dense[i] = x;
    squares += x * x;
  }
  const scale = MEANING_WEIGHT / (Math.sqrt(squares) || 1);
  for (let i = 0; i < dense.length; i++) dense[i] = dense[i]! * scale;
  return dense;
}

function vocabularyOf<Term>(counts: readonly Counts<Term>[]): Weighting<Term> {
  const papers = new Map<Term, number>();
  for (const one of counts) for (const term of one.keys()) papers.set(term, (papers.get(term) ?? 0) + 1);
  const most = Math.max(LEAST_PAPERS, MOST_SHARE * counts.length);
  const terms = [...papers].filter(([, number]) => number >= LEAST_PAPERS && number <= most);
  return {
    places: new Map(terms.map(([term], place) => [term, place])),
    idf: Float64Array.from(terms, ([, number]) => Math.log((1 + counts.length) / (1 + number)) + 1),
  };
}

function meanOf(embeddings: readonly Embedding[]): Float64Array {
  const mean = new Float64Array(embeddings[0]?.length ?? 0);
  for (const embedding of embeddings)
    for (let i = 0; i < mean.length; i++) mean[i]! += embedding[i]! / embeddings.length;
  return mean;
}
