/**
 * Why a paper answers a query: where the words of the query occur, and the sentence nearest to the query.
 *
 * The nearest sentence is found by embedding, with a small bonus for words of the query. Sentences were embedded when
 * the paper was added, so only the query is embedded here.
 */

import { type Embedding, type QuantizedEmbeddings, similaritiesToQuantized } from '../embedding.js';
import type { Paper, PaperId } from '../paper.js';
import { isBackground } from '../text/sentence-roles.js';
import { SENTENCES_EMBEDDED, type Sentence, sentencesOf } from '../text/sentences.js';
import { termsOfWord } from '../text/terms.js';
import { type Word, wordsOf } from '../text/words.js';
import type { Query } from './query.js';
import { areOf } from './sentence-pairs.js';

/** The bonus of a sentence with all words of the query; it decides for names that the model does not know. */
const WORDS_WEIGHT = 0.1;

/** The penalty of a sentence about other work: of two about as near, the one on the paper's own work is shown. */
const BACKGROUND_COST = 0.06;

/** The place of a word, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Evidence {
  /** A sentence of the abstract; `null` if there is no abstract. */
  readonly sentence: Sentence | null;
  readonly marks: { readonly title: readonly Span[]; readonly abstract: readonly Span[] };
  /** In a search by examples: the sentence of an example that `sentence` is nearest to. */
  readonly like?: { readonly id: PaperId; readonly sentence: Sentence };
  /** The share of the query, by weight, that the title or one sentence covers: 0…1. */
  readonly coverage: number;
}

/**
 * Evidence for a paper.
 * @param weights of the terms of the query
 * @param sentences embeddings of the first sentences of the abstract, then of the title; later sentences are
 * compared by their words
 */
export function evidenceFor(
  { title, abstract }: Paper,
  { weights, highlightTerms }: Pick<Query, 'weights' | 'highlightTerms'>,
  query: Embedding,
  sentences: QuantizedEmbeddings | undefined,
): Evidence {
  const inTitle = askedWords(wordsOf(title), weights, highlightTerms);
  const inAbstract = askedWords(wordsOf(abstract), weights, highlightTerms);
  const all = sumOf(weights.values());
  const share = (queryWords: readonly AskedWord[]) => (all > 0 ? weightOf(queryWords, weights) / all : 0);
  const candidates = sentencesOf(abstract);
  // Where the sentences' embeddings are not known, words alone can tell.
  const similarities = areOf({ title }, candidates, sentences, query.length)
    ? similaritiesToQuantized(query, sentences)
    : [];
  let coverage = share(inTitle);
  let [nearest, best]: [Sentence | null, number] = [null, -Infinity];
  for (const [i, sentence] of candidates.entries()) {
    const sentenceShare = share(
      inAbstract.filter(({ word }) => word.start >= sentence.start && word.end <= sentence.end),
    );
    coverage = Math.max(coverage, sentenceShare);
    const nearness =
      (i < SENTENCES_EMBEDDED ? (similarities[i] ?? sentenceShare) : sentenceShare) +
      WORDS_WEIGHT * sentenceShare -
      (isBackground(sentence.text) ? BACKGROUND_COST : 0);
    if (nearness > best) [nearest, best] = [sentence, nearness];
  }
  return {
    sentence: nearest,
    marks: { title: inTitle.map(spanOf), abstract: inAbstract.map(spanOf) },
    coverage,
  };
}

interface AskedWord {
  readonly word: Word;
  readonly terms: readonly string[];
}

function askedWords(
  words: readonly Word[],
  weights: ReadonlyMap<string, number>,
  highlightTerms: ReadonlySet<string>,
): AskedWord[] {
  return words.flatMap((word) => {
    const terms = termsOfWord(word).filter((term) => weights.has(term) || highlightTerms.has(term));
    return terms.length > 0 ? [{ word, terms }] : [];
  });
}

/** The weight of the distinct terms in some words. */
function weightOf(queryWords: readonly AskedWord[], weights: ReadonlyMap<string, number>): number {
  return sumOf([...new Set(queryWords.flatMap(({ terms }) => terms))].map((term) => weights.get(term) ?? 0));
}

function spanOf({ word }: AskedWord): Span {
  return { start: word.start, end: word.end };
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
