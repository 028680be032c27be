/**
 * Why a paper answers a query: the words of the query where they stand in it, and the sentence that is nearest to it.
 *
 * Sentences are put in order by the weight of the query's words in them. Where the first two are close, the model decides
 * between them by their similarity to the query; a fixed number of sentences a query is embedded, from the first answer on,
 * so that an answer takes milliseconds and is the same every time.
 */
import { cosineSimilarity, type Embedding } from '../embedding.js';
import type { Paper } from '../paper.js';
import { sentencesOf, type Sentence } from '../sentences.js';
import { termsAskedBy, termsOfWord } from '../terms.js';
import { wordsOf, type Word } from '../words.js';
import type { SearchSources } from './sources.js';

/** A long sentence says more words by its length alone: what it says counts by the root of its words and so many more. */
const LENGTH_OFFSET = 5;
/** What a word of the title counts: enough to part sentences that say the same of the query, or nothing. */
const TITLE_WORD = 0.05;
/** The second sentence is considered where it says at least so much of what the first does. */
const CLOSE = 0.7;
/**
 * Sentences embedded for one query. How often the sentence shown is the one of the abstract that is nearest by embedding,
 * in the first five answers (five sets, 189 queries): by words alone 46–63 %, with 6 sentences 61–76 %, 8 61–77 %,
 * 10 63–78 %. All of them would be 65 sentences a query, ten times the time of the query itself.
 */
const EMBEDDED = 6;

/** Where a word stands, in UTF-16 units; end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Evidence {
  /** A sentence of the abstract; `null` where there is no abstract. */
  readonly sentence: Sentence | null;
  readonly marks: { readonly title: readonly Span[]; readonly abstract: readonly Span[] };
  /** How much of what the query asks for the paper's words cover, by weight: 0…1. */
  readonly coverage: number;
}

/** Evidence for each paper, in their order. @param weights the terms asked for, with how much each tells */
export async function evidenceFor(papers: readonly Paper[], weights: ReadonlyMap<string, number>, query: Embedding, embed: SearchSources['embed']): Promise<Evidence[]> {
  const found = papers.map((paper) => wordEvidence(paper, weights));
  const doubtful = found.filter(({ runnerUp }) => runnerUp !== null).slice(0, EMBEDDED / 2);
  const embeddings = await embed(doubtful.flatMap(({ sentence, runnerUp }) => [sentence!.text, runnerUp!.text]));
  const nearer = new Set(doubtful.filter((_, i) => cosineSimilarity(query, embeddings[2 * i + 1]!) > cosineSimilarity(query, embeddings[2 * i]!)));
  return found.map((one) => ({ sentence: nearer.has(one) ? one.runnerUp : one.sentence, marks: one.marks, coverage: one.coverage }));
}

interface WordEvidence extends Evidence {
  /** A sentence that may be nearer. */
  readonly runnerUp: Sentence | null;
}

function wordEvidence(paper: Paper, weights: ReadonlyMap<string, number>): WordEvidence {
  const title = askedWords(wordsOf(paper.title), weights);
  const words = wordsOf(paper.abstract);
  const abstract = askedWords(words, weights);
  const all = sumOf(weights.values());
  const covered = weightOf([...title, ...abstract], weights);
  const [first, second] = sentencesInOrder(paper, words, abstract, weights);
  return {
    sentence: first?.sentence ?? null,
    runnerUp: first !== undefined && second !== undefined && second.says >= CLOSE * first.says ? second.sentence : null,
    marks: { title: title.map(spanOf), abstract: abstract.map(spanOf) },
    coverage: all > 0 ? covered / all : 0,
  };
}

interface AskedWord {
  readonly word: Word;
  readonly terms: readonly string[];
}

function askedWords(words: readonly Word[], weights: ReadonlyMap<string, number>): AskedWord[] {
  return words.flatMap((word) => {
    const terms = termsOfWord(word).filter((term) => weights.has(term));
    return terms.length > 0 ? [{ word, terms }] : [];
  });
}

/** Sentences by how much of the query they say, then of the title, then as they stand in the abstract. */
function sentencesInOrder({ title, abstract }: Paper, words: readonly Word[], asked: readonly AskedWord[], weights: ReadonlyMap<string, number>): { sentence: Sentence; says: number }[] {
  const titleTerms = new Map(wordsOf(title).flatMap(termsAskedBy).map((term) => [term, TITLE_WORD]));
  const titled = askedWords(words, titleTerms);
  return sentencesOf(abstract)
    .map((sentence) => {
      const within = ({ word }: AskedWord) => word.start >= sentence.start && word.end <= sentence.end;
      const length = sentence.text.split(/\s+/u).length;
      const said = weightOf(asked.filter(within), weights) + weightOf(titled.filter(within), titleTerms);
      return { sentence, says: said / Math.sqrt(length + LENGTH_OFFSET) };
    })
    .sort((a, b) => b.says - a.says);
}

/** The weight of the distinct terms in some words. */
function weightOf(asked: readonly AskedWord[], weights: ReadonlyMap<string, number>): number {
  return sumOf([...new Set(asked.flatMap(({ terms }) => terms))].map((term) => weights.get(term)!));
}

function spanOf({ word }: AskedWord): Span {
  return { start: word.start, end: word.end };
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
