/** Evidence for a recommendation: the most important words and phrases, and the sentence with the highest score. */
import { byCodeUnits } from '../maths/order.js';
import { roundTo4 } from '../maths/rounding.js';
import { penaltyOf } from '../text/sentence-penalty.js';
import { sentencesOf } from '../text/sentences.js';
import { type TextOfPaper, termCounts, type Vocabulary, wordsVector } from './features.js';
import { type Phrases, phrasesIn } from './phrases.js';
import type { Plane } from './svm.js';

export interface WordReason {
  /** In the spelling of the papers. */
  readonly word: string;
  /** Contribution to the score of this paper; for the preferences as a whole, the weight in the classifier. */
  readonly weight: number;
}

/** A sentence of the abstract; start and end in UTF-16 units, the end exclusive. */
export interface SentenceReason {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Number of words for one paper. */
const WORDS_OF_PAPER = 5;
/** Number of words for the preferences as a whole. */
const WORDS_OF_ALL = 12;
/** Minimum share of the weight of a word from which its bigram is shown instead. */
const PAIR_SHARE = 0.5;
/** Minimum share of the uses of the rarer of two phrases in which they are one. */
const JOINED_SHARE = 0.5;
/** Minimum number of these uses. */
const JOINED_USES = 2;

interface Weighed {
  readonly term: string;
  readonly weight: number;
}

/** The words of a paper that contribute most, heaviest first. */
export function wordsFor(paper: TextOfPaper, vocabulary: Vocabulary, plane: Plane): WordReason[] {
  const { terms: places, weights } = wordsVector(termCounts(paper), vocabulary);
  const added = [...places].map((place, i) => ({
    term: vocabulary.terms[place]!,
    weight: weights[i]! * plane.terms[place]!,
  }));
  return heaviest(added, [paper], WORDS_OF_PAPER);
}

/** The words that distinguish liked papers, in the spelling of these papers. */
export function wordsOfPlane(papers: readonly TextOfPaper[], vocabulary: Vocabulary, plane: Plane): WordReason[] {
  const inPapers = new Set(papers.flatMap((paper) => [...termCounts(paper).keys()]));
  const weighed = vocabulary.terms
    .map((term, place) => ({ term, weight: plane.terms[place]! }))
    .filter(({ term }) => inPapers.has(term));
  return heaviest(weighed, papers, WORDS_OF_ALL);
}

/** The sentence whose words contribute most, chosen as in search; null without an abstract. */
export function sentenceFor({ abstract }: TextOfPaper, vocabulary: Vocabulary, plane: Plane): SentenceReason | null {
  let [best, most]: [SentenceReason | null, number] = [null, -Infinity];
  for (const sentence of sentencesOf(abstract)) {
    const { terms, weights } = wordsVector(termCounts({ title: '', abstract: sentence.text }), vocabulary);
    const sum = terms.reduce((total, place, i) => total + weights[i]! * plane.terms[place]!, 0);
    const score = sum - penaltyOf(sentence.text);
    if (score > most) [best, most] = [sentence, score];
  }
  return best;
}

/**
 * Shows a bigram or compound instead of its word if it weighs nearly as much, and joins words that mostly stand side by
 * side; each word once; no bare numbers.
 */
function heaviest(weighed: readonly Weighed[], papers: readonly TextOfPaper[], most: number): WordReason[] {
  const phrases = phrasesIn(papers);
  const partsOfTerm = (term: string) => term.split(' ').flatMap((word) => [word, ...phrases.partsOf(word)]);
  const reasons: Weighed[] = [];
  const covered = new Set<string>();
  const isCovered = (term: string) => partsOfTerm(term).some((part) => covered.has(part));
  const ordered = weighed
    .filter(({ term, weight }) => weight > 0 && /\p{L}/u.test(term) && phrases.count(term) > 0)
    .sort((a, b) => b.weight - a.weight || byCodeUnits(a.term, b.term));
  for (const { term, weight } of ordered) {
    if (isCovered(term)) continue;
    const longer = ordered.find(
      (one) =>
        one.term !== term &&
        one.weight >= PAIR_SHARE * weight &&
        partsOfTerm(one.term).includes(term) &&
        !isCovered(one.term),
    );
    const reason = { term: longer?.term ?? term, weight };
    for (const part of partsOfTerm(reason.term)) covered.add(part);
    const at = reasons.findIndex((one) => joined(one.term, reason.term, phrases) !== undefined);
    if (at >= 0) reasons[at] = { ...reasons[at]!, term: joined(reasons[at]!.term, reason.term, phrases)! };
    else if (reasons.push(reason) > most) break;
  }
  return reasons
    .slice(0, most)
    .map(({ term, weight }) => ({ word: phrases.spelling(term) ?? term, weight: roundTo4(weight) }));
}

/** One phrase of two, if it is used repeatedly and in at least half of the rarer one's uses. */
function joined(a: string, b: string, phrases: Phrases): string | undefined {
  const least = Math.max(JOINED_USES, JOINED_SHARE * Math.min(phrases.count(a), phrases.count(b)));
  return [`${a} ${b}`, `${b} ${a}`].find((terms) => phrases.count(terms) >= least);
}
