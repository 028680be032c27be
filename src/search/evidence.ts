/**
 * Why a paper answers a query: the words of the query where they stand in it, and the sentence that is nearest to it.
 *
 * The sentence is the nearest by embedding, with a little for the words of the query that it says. Sentences were
 * embedded when their paper was added, so an answer costs no more embedding than its query.
 */

import { type Embedding, type QuantizedEmbeddings, similaritiesToQuantized } from '../embedding.js';
import type { Paper, PaperId } from '../paper.js';
import { isBackground } from '../text/sentence-roles.js';
import { SENTENCES_EMBEDDED, type Sentence, sentencesOf } from '../text/sentences.js';
import { termsOfWord } from '../text/terms.js';
import { type Word, wordsOf } from '../text/words.js';
import type { Query } from './query.js';
import { areOf } from './sentence-pairs.js';

/**
 * What a sentence that says all of a query's words adds to its similarity. How often all-MiniLM-L6-v2 finds the
 * sentence shown nearest too, in the first five answers (four sets, 177 queries): by words alone 50–58 %, by similarity
 * alone 68–80 %, with 0.1 67–79 %, with 0.3 67–78 %; with 0.1 a name that the model does not know is in the sentence
 * shown.
 */
const WORDS_WEIGHT = 0.1;

/**
 * What a sentence loses that says what others did: of two that are about as near, the one that says what the paper does
 * is shown. Of 622 sentences shown for 223 queries of five sets 6.3 % were such, with 0.06 3.2 %; the sentences shown
 * in their place are 0.03 less similar.
 */
const BACKGROUND_COST = 0.06;

/** Where a word stands, in UTF-16 units; end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Evidence {
  /** A sentence of the abstract; `null` where there is no abstract. */
  readonly sentence: Sentence | null;
  readonly marks: { readonly title: readonly Span[]; readonly abstract: readonly Span[] };
  /** Where papers were asked for that are like others: the sentence of one of those that `sentence` is nearest to. */
  readonly like?: { readonly id: PaperId; readonly sentence: Sentence };
  /** How much of what the query asks for the title says, or one sentence, by weight: 0…1. */
  readonly coverage: number;
}

/**
 * Evidence for a paper.
 * @param weights the terms asked for, with how much each tells
 * @param sentences embeddings of the first sentences of the abstract, then of the title; a sentence beyond them is
 * judged by its words
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
