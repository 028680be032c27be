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
}

/** The words of a query where a paper has them. */
export interface WordsOfQuery {
  readonly title: readonly QueryWord[];
  readonly abstract: readonly QueryWord[];
}

export function wordsOfQueryIn(
  { title, abstract }: Pick<Paper, 'title' | 'abstract'>,
  { weights, highlightTerms }: Pick<Query, 'weights' | 'highlightTerms'>,
): WordsOfQuery {
  return {
    title: queryWords(wordsOf(title), weights, highlightTerms),
    abstract: queryWords(wordsOf(abstract), weights, highlightTerms),
  };
}

/** Whether the title or one sentence covers a share of the query, by weight. */
export function covers(
  { abstract }: Paper,
  words: WordsOfQuery,
  { weights }: Pick<Query, 'weights'>,
  least: number,
): boolean {
  const share = shareOf(weights);
  if (share(words.title) >= least) return true;
  // No sentence covers more than all of them together.
  return (
    share(words.abstract) >= least &&
    sentencesOf(abstract).some((sentence) => share(within(words.abstract, sentence)) >= least)
  );
}

/**
 * Evidence for a paper.
 * @param question the query, with its words in the paper where they are known
 * @param sentences embeddings of the first sentences of the abstract, then of the title; a sentence beyond them is
 * judged by its words
 */
export function evidenceFor(
  { title, abstract }: Paper,
  question: Pick<Query, 'weights' | 'highlightTerms'> & { readonly words?: WordsOfQuery },
  query: Embedding,
  sentences: QuantizedEmbeddings | undefined,
): Evidence {
  const words = question.words ?? wordsOfQueryIn({ title, abstract }, question);
  const share = shareOf(question.weights);
  const candidates = sentencesOf(abstract);
  // Where the sentences' embeddings are not known, words alone can tell.
  const similarities = areOf({ title }, candidates, sentences, query.length)
    ? similaritiesToQuantized(query, sentences)
    : [];
  let [nearest, best]: [Sentence | null, number] = [null, -Infinity];
  for (const [i, sentence] of candidates.entries()) {
    const sentenceShare = share(within(words.abstract, sentence));
    const similarity = i < SENTENCES_EMBEDDED ? (similarities[i] ?? sentenceShare) : sentenceShare;
    const nearness = similarity + WORDS_WEIGHT * sentenceShare;
    if (nearness <= best) continue;
    const score = nearness - (isBackground(sentence.text) ? BACKGROUND_COST : 0);
    if (score > best) [nearest, best] = [sentence, score];
  }
  return { sentence: nearest, marks: { title: words.title.map(spanOf), abstract: words.abstract.map(spanOf) } };
}

function within(words: readonly QueryWord[], { start, end }: Span): QueryWord[] {
  return words.filter(({ word }) => word.start >= start && word.end <= end);
}

/** The share of a query covered by some words, by weight: 0…1. */
function shareOf(weights: ReadonlyMap<string, number>): (words: readonly QueryWord[]) => number {
  const all = sumOf(weights.values());
  return (words) => (all > 0 ? weightOf(words, weights) / all : 0);
}

interface QueryWord {
  readonly word: Word;
  readonly terms: readonly string[];
}

function queryWords(
  words: readonly Word[],
  weights: ReadonlyMap<string, number>,
  highlightTerms: ReadonlySet<string>,
): QueryWord[] {
  return words.flatMap((word) => {
    const terms = termsOfWord(word).filter((term) => weights.has(term) || highlightTerms.has(term));
    return terms.length > 0 ? [{ word, terms }] : [];
  });
}

/** The weight of the distinct terms in some words. */
function weightOf(words: readonly QueryWord[], weights: ReadonlyMap<string, number>): number {
  return sumOf([...new Set(words.flatMap(({ terms }) => terms))].map((term) => weights.get(term) ?? 0));
}

function spanOf({ word }: QueryWord): Span {
  return { start: word.start, end: word.end };
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
