/** Reads a query: its weighted terms, with spelling corrected and acronyms expanded both ways. */
import { sentencesOf } from '../../text/sentences.js';
import { isName, queryTerms, termsAskedBy } from '../../text/terms.js';
import { type Word, wordsOf } from '../../text/words.js';
import type { Mode, SearchSources } from '../sources.js';
import { type Expansion, expansionsOf } from '../statistics/acronyms.js';
import { type Exclusion, exclusionsOf, withoutExclusions } from './negation.js';
import { withoutOperators } from './operators.js';
import { correctSpelling, type Dictionary } from './spelling.js';

/** Of a pasted page only this many terms are used, the rarest: more cost time and do not change the answers. */
const MOST_TERMS = 100;

/** A repeated term counts at most this many times: each repeat costs as much as a term. */
const MOST_REPEATS = 5;

/**
 * Of the words that no paper has, this many are compared with the words of the papers: each takes 60 ms in 40,000
 * papers, and a text with more of them is hardly misspelt.
 */
const MOST_UNKNOWN = 20;

/** Shorter sentences say too little by themselves, and of a pasted page the first sentences are enough. */
const SENTENCE_WORDS = 3;
const MOST_SENTENCES = 16;

/** How much more an acronym, and its long form as a phrase, count than single words. */
const PHRASE_BOOST = 5;

export interface Query {
  /** As it was typed, without AND, OR and NOT in capitals. */
  readonly text: string;
  /** What is ranked by: the text with spelling corrected. */
  readonly spelt: string;
  /** The text that is embedded: with the long form of each acronym added. */
  readonly corrected: string;
  /** The sentences of that text if it has several, otherwise none. */
  readonly sentences: readonly string[];
  /** For the word index: terms, repeated ones as often as they occur, and phrases (terms separated by spaces). */
  readonly terms: readonly string[];
  /** The inverse document frequency of each distinct term, rarest first; highest for a term of no paper. */
  readonly weights: ReadonlyMap<string, number>;
  /** The sum of the weights of the terms of the query itself; a repeated term counts each time. */
  readonly termsWeight: number;
  /** The share of the weight on words in no paper, 0…1. */
  readonly outOfVocabularyShare: number;
  /** Whether it consists of names only: acronyms, their long forms, words with a digit or a capital inside. */
  readonly names: boolean;
  /** Terms to highlight although the query does not contain them: the other form of an acronym. */
  readonly highlightTerms: ReadonlySet<string>;
  readonly corrections: readonly Expansion[];
  readonly expansions: readonly Expansion[];
  /** What it excludes: papers that use it come last. */
  readonly exclusions: readonly Exclusion[];
}

type QuerySources = Pick<SearchSources, 'words' | 'papers' | 'statistics' | 'inVocabulary'>;

/**
 * Reads a query: its terms with their weights, corrections, expansions and exclusions.
 * @param mode `dense` takes the text as it is: no corrections, no acronym expansion, no exclusions
 */
export async function readQuery(typed: string, sources: QuerySources, mode: Mode = 'hybrid'): Promise<Query> {
  if (mode === 'dense')
    return {
      text: typed,
      spelt: typed,
      corrected: typed,
      sentences: [],
      names: false,
      ...(await weighed(queryTerms(typed), [], sources)),
      highlightTerms: new Set(),
      corrections: [],
      expansions: [],
      exclusions: [],
    };
  const { text } = withoutOperators(typed);
  const words = wordsOf(typed);
  const { corrected, corrections } = await withCorrections(typed, words, sources);
  const { text: spelt, exclusions } =
    text === typed ? { text: corrected, exclusions: [] } : withoutOperators(corrected);
  return {
    text,
    spelt,
    corrections,
    exclusions: [...exclusions, ...exclusionsOf(spelt)],
    ...(await interpret(spelt, text === typed ? words : wordsOf(text), sources)),
  };
}

/** The query ranked by what it does not exclude alone; the same query if that is all of it. */
export async function restOf(query: Query, sources: QuerySources): Promise<Query> {
  const spelt = withoutExclusions(query.spelt);
  if (spelt === query.spelt) return query;
  return { ...query, spelt, ...(await interpret(spelt, wordsOf(withoutExclusions(query.text)), sources)) };
}

type Interpretation = Omit<Query, 'text' | 'spelt' | 'corrections' | 'exclusions'>;

/** @param typed the words before their spelling was corrected */
async function interpret(spelt: string, typed: readonly Word[], sources: QuerySources): Promise<Interpretation> {
  const expansions = expansionsOf(spelt, sources.statistics.acronyms);
  const acronyms = expansions.filter(({ from }) => !from.includes(' '));
  const longForms = acronyms.map(({ to }) => to);
  const others = expansions.flatMap(({ from, to }) => {
    const [phrase, short] = (from.includes(' ') ? [from, to] : [to, from]).map((form) => queryTerms(form).join(' '));
    return [
      ...new Array<string>(PHRASE_BOOST).fill(phrase!),
      ...new Array<string>(PHRASE_BOOST).fill(short!),
      ...queryTerms(to),
    ];
  });
  const corrected = longForms.length > 0 ? `${spelt} (${longForms.join(', ')})` : spelt;
  return {
    corrected,
    sentences: severalSentences(corrected),
    names:
      acronyms.length < expansions.length ||
      (typed.length > 0 &&
        typed.every((word) => isName(word) || acronyms.some(({ from }) => from.toLowerCase() === word.folded))),
    ...(await weighed(queryTerms(spelt), others, sources)),
    highlightTerms: new Set(expansions.flatMap(({ to }) => queryTerms(to))),
    expansions,
  };
}

/** The text with its misspelt words corrected; each correction is listed once. */
async function withCorrections(
  text: string,
  typed: readonly Word[],
  sources: Dictionary,
): Promise<Pick<Query, 'corrected' | 'corrections'>> {
  const counts = await sources.words.paperCounts([...new Set(typed.flatMap(termsAskedBy))]);
  const corrections: Expansion[] = [];
  const known = new Map<string, string | undefined>();
  let corrected = '';
  let from = 0;
  for (const word of typed) {
    const terms = termsAskedBy(word);
    if (terms.length === 0 || terms.some((term) => counts.has(term))) continue;
    if (!known.has(word.folded) && known.size < MOST_UNKNOWN) {
      const to = await correctSpelling(word.folded, sources);
      known.set(word.folded, to);
      if (to !== undefined) corrections.push({ from: word.surface, to });
    }
    const correction = known.get(word.folded);
    if (correction === undefined) continue;
    corrected += text.slice(from, word.start) + correction;
    from = word.end;
  }
  return { corrected: corrected + text.slice(from), corrections };
}

function severalSentences(text: string): string[] {
  const sentences = sentencesOf(text).filter((sentence) => wordsOf(sentence.text).length >= SENTENCE_WORDS);
  return sentences.length > 1 ? sentences.slice(0, MOST_SENTENCES).map((sentence) => sentence.text) : [];
}

/** @param others terms and phrases that are only for the word index and have no weight */
async function weighed(
  terms: readonly string[],
  others: readonly string[],
  { words, statistics }: Pick<SearchSources, 'words' | 'statistics'>,
): Promise<Pick<Query, 'terms' | 'weights' | 'termsWeight' | 'outOfVocabularyShare'>> {
  const distinct = [...new Set(terms)];
  const counts = await words.paperCounts(distinct);
  const weights = distinct
    .map((term): [string, number] => [term, inverseFrequency(counts.get(term) ?? 0, statistics.papers)])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_TERMS);
  const weightByTerm = new Map(weights);
  const sumOf = (some: readonly [string, number][]) => some.reduce((sum, [, weight]) => sum + weight, 0);
  const outOfVocabularyShare =
    weights.length === 0 ? 0 : sumOf(weights.filter(([term]) => !counts.has(term))) / sumOf(weights);
  const uses = new Map<string, number>();
  const usedTerms = terms.filter((term) => {
    uses.set(term, (uses.get(term) ?? 0) + 1);
    return weightByTerm.has(term) && uses.get(term)! <= MOST_REPEATS;
  });
  const termsWeight = usedTerms.reduce((sum, term) => sum + weightByTerm.get(term)!, 0);
  return { terms: [...usedTerms, ...others], weights: weightByTerm, termsWeight, outOfVocabularyShare };
}

/** BM25's inverse document frequency in the form that is never negative (Lucene's). */
function inverseFrequency(papers: number, all: number): number {
  return Math.log(1 + (all - papers + 0.5) / (papers + 0.5));
}
