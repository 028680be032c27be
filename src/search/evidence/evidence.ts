/**
 * Why a paper answers a query: where the words of the query occur, and the sentence nearest to the query.
 *
 * The nearest sentence is found by embedding, with a small bonus for words of the query. Sentences were embedded when
 * the paper was added, so only the query is embedded here.
 */

import { type Embedding, type QuantizedEmbeddings, similaritiesToQuantized } from '../../embedding.js';
import type { Paper, PaperId } from '../../paper.js';
import { penaltyOf } from '../../text/sentence-penalty.js';
import { SENTENCES_EMBEDDED, type Sentence, sentencesOf } from '../../text/sentences.js';
import { termsOfWord } from '../../text/terms.js';
import { forEachWord } from '../../text/words.js';
import type { Query } from '../query/query.js';
import { areOf } from './sentence-pairs.js';

/** The bonus of a sentence with all words of the query; it decides for names that the model does not know. */
const WORDS_WEIGHT = 0.1;

/** The place of a word, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Evidence {
  /** A sentence of the abstract; `null` if there is no abstract. */
  readonly sentence: Sentence | null;
  readonly marks: { readonly title: readonly Span[]; readonly abstract: readonly Span[] };
  /** Keywords with a word of the query that neither title nor abstract has; not set if there are none. */
  readonly keywords?: readonly string[];
  /** In a search by examples: the sentence of an example that `sentence` is nearest to. */
  readonly like?: { readonly id: PaperId; readonly sentence: Sentence };
}

/** Where the words of a query occur in a paper. */
export interface WordsOfQuery {
  readonly title: readonly QueryWord[];
  readonly abstract: readonly QueryWord[];
  /** Keywords with such a word, each with its words. */
  readonly keywords: readonly { readonly keyword: string; readonly words: readonly QueryWord[] }[];
}

/** What a query is compared with. */
type PaperText = Pick<Paper, 'title' | 'abstract' | 'keywords'>;

/** A way to find the words of one query in papers. */
export function wordsOfQuery({
  weights,
  highlightTerms,
}: Pick<Query, 'weights' | 'highlightTerms'>): (paper: PaperText) => WordsOfQuery {
  const canHaveTerm = beginsLike([...weights.keys(), ...highlightTerms]);
  const known = new Map<string, readonly string[]>();
  const termsOf = (surface: string): readonly string[] => {
    let terms = known.get(surface);
    if (terms === undefined) {
      terms = termsOfWord({ surface }).filter((term) => weights.has(term) || highlightTerms.has(term));
      known.set(surface, terms);
    }
    return terms;
  };
  const wordsIn = (text: string): QueryWord[] => {
    const words: QueryWord[] = [];
    forEachWord(text, (start, end) => {
      if (!canHaveTerm(text, start, end)) return;
      const terms = termsOf(text.slice(start, end));
      if (terms.length > 0) words.push({ start, end, terms });
    });
    return words;
  };
  return ({ title, abstract, keywords = [] }) => ({
    title: wordsIn(title),
    abstract: wordsIn(abstract),
    keywords: keywords.map((keyword) => ({ keyword, words: wordsIn(keyword) })).filter(({ words }) => words.length > 0),
  });
}

const ASCII = 0x80;

/**
 * Whether a word can have one of some terms: a term of an ASCII word begins with the first letter of the word or of one
 * of its parts, so most words need not be stemmed.
 */
function beginsLike(terms: readonly string[]): (text: string, start: number, end: number) => boolean {
  const begins = new Uint8Array(ASCII);
  for (const term of terms)
    for (const letter of [term.toLowerCase(), term.toUpperCase()])
      if (letter.charCodeAt(0) < ASCII) begins[letter.charCodeAt(0)] = 1;
  return (text, start, end) => {
    let isFirst = true;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code >= ASCII || (isFirst && begins[code] === 1)) return true;
      isFirst = !isAlphanumeric(code);
    }
    return false;
  };
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);
}

/** Whether the title, one keyword or one sentence covers a share of the query, by weight. */
export function covers(
  { abstract }: Paper,
  words: WordsOfQuery,
  { weights }: Pick<Query, 'weights'>,
  least: number,
): boolean {
  const share = shareOf(weights);
  if (share(words.title) >= least || words.keywords.some((one) => share(one.words) >= least)) return true;
  // No single sentence covers more than all of them together.
  return (
    share(words.abstract) >= least &&
    sentencesOf(abstract).some((sentence) => share(within(words.abstract, sentence)) >= least)
  );
}

/**
 * Evidence for a paper.
 * @param question the weights of the query, and its words in the paper
 * @param sentences embeddings of the first sentences of the abstract, then of the title; sentences beyond these are
 * compared by their words
 */
export function evidenceFor(
  paper: Paper,
  { weights, words }: Pick<Query, 'weights'> & { readonly words: WordsOfQuery },
  query: Embedding,
  sentences: QuantizedEmbeddings | undefined,
): Evidence {
  const { title, abstract } = paper;
  const share = shareOf(weights);
  const candidates = sentencesOf(abstract);
  // Without embeddings of the sentences, words alone decide.
  const similarities = areOf({ title }, candidates, sentences, query.length)
    ? similaritiesToQuantized(query, sentences)
    : [];
  let [nearest, best]: [Sentence | null, number] = [null, -Infinity];
  for (const [i, sentence] of candidates.entries()) {
    const sentenceShare = share(within(words.abstract, sentence));
    const similarity = i < SENTENCES_EMBEDDED ? (similarities[i] ?? sentenceShare) : sentenceShare;
    const nearness = similarity + WORDS_WEIGHT * sentenceShare;
    if (nearness <= best) continue;
    const score = nearness - penaltyOf(sentence.text);
    if (score > best) [nearest, best] = [sentence, score];
  }
  const keywords = keywordsBeyondText(words);
  return {
    sentence: nearest,
    marks: { title: words.title.map(spanOf), abstract: words.abstract.map(spanOf) },
    ...(keywords.length === 0 ? {} : { keywords }),
  };
}

function keywordsBeyondText({ title, abstract, keywords }: WordsOfQuery): string[] {
  const known = new Set([...title, ...abstract].flatMap(({ terms }) => terms));
  return keywords
    .filter(({ words }) => words.some(({ terms }) => terms.some((term) => !known.has(term))))
    .map(({ keyword }) => keyword);
}

function within(words: readonly QueryWord[], { start, end }: Span): QueryWord[] {
  return words.filter((word) => word.start >= start && word.end <= end);
}

/** The share of a query covered by some words, by weight: 0…1. */
function shareOf(weights: ReadonlyMap<string, number>): (words: readonly QueryWord[]) => number {
  const all = sumOf(weights.values());
  return (words) => (all > 0 ? weightOf(words, weights) / all : 0);
}

interface QueryWord extends Span {
  readonly terms: readonly string[];
}

/** The weight of the distinct terms in some words. */
function weightOf(words: readonly QueryWord[], weights: ReadonlyMap<string, number>): number {
  return sumOf([...new Set(words.flatMap(({ terms }) => terms))].map((term) => weights.get(term) ?? 0));
}

function spanOf({ start, end }: QueryWord): Span {
  return { start, end };
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
