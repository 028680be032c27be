/** Evidence for a recommendation: the most important words, and the sentence with the highest score. */
import { byCodeUnits } from '../maths/order.js';
import { roundTo4 } from '../maths/rounding.js';
import { standsAlone } from '../text/sentence-roles.js';
import { sentencesOf } from '../text/sentences.js';
import { termsOfWord } from '../text/terms.js';
import { compoundParts, wordsOf } from '../text/words.js';
import { type TextOfPaper, termCounts, type Vocabulary, wordsVector } from './features.js';
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

/** The sentence whose words contribute most, of those that are clear alone; null without an abstract. */
export function sentenceFor({ abstract }: TextOfPaper, vocabulary: Vocabulary, plane: Plane): SentenceReason | null {
  const all = sentencesOf(abstract);
  const clear = all.filter(({ text }) => standsAlone(text));
  let [best, most]: [SentenceReason | null, number] = [null, -Infinity];
  for (const sentence of clear.length > 0 ? clear : all) {
    const { terms, weights } = wordsVector(termCounts({ title: '', abstract: sentence.text }), vocabulary);
    const sum = terms.reduce((total, place, i) => total + weights[i]! * plane.terms[place]!, 0);
    if (sum > most) [best, most] = [sentence, sum];
  }
  return best;
}

/** Shows a bigram or compound instead of its word if it weighs nearly as much; each word once; no bare numbers. */
function heaviest(weighed: readonly Weighed[], papers: readonly TextOfPaper[], most: number): WordReason[] {
  const { forms, compounds } = spellingsIn(papers);
  const partsOfTerm = (term: string) => term.split(' ').flatMap((word) => [word, ...(compounds.get(word) ?? [])]);
  const reasons = new Map<string, number>();
  const covered = new Set<string>();
  const isCovered = (term: string) => partsOfTerm(term).some((part) => covered.has(part));
  const ordered = weighed
    .filter(({ term, weight }) => weight > 0 && /\p{L}/u.test(term))
    .sort((a, b) => b.weight - a.weight || byCodeUnits(a.term, b.term));
  for (const { term, weight } of ordered) {
    if (reasons.size >= most) break;
    if (isCovered(term)) continue;
    const longer = ordered.find(
      (one) =>
        one.term !== term &&
        one.weight >= PAIR_SHARE * weight &&
        partsOfTerm(one.term).includes(term) &&
        !isCovered(one.term),
    );
    const reasonTerm = longer?.term ?? term;
    reasons.set(
      reasonTerm
        .split(' ')
        .map((word) => forms.get(word) ?? word)
        .join(' '),
      roundTo4(weight),
    );
    for (const part of partsOfTerm(reasonTerm)) covered.add(part);
  }
  return [...reasons].map(([word, weight]) => ({ word, weight }));
}

interface Spellings {
  /** The most frequent spelling of each term; in lower case if that occurs. */
  readonly forms: ReadonlyMap<string, string>;
  /** The parts of each compound. */
  readonly compounds: ReadonlyMap<string, readonly string[]>;
}

function spellingsIn(papers: readonly TextOfPaper[]): Spellings {
  const counts = new Map<string, Map<string, number>>();
  const compounds = new Map<string, readonly string[]>();
  const words = papers.flatMap(({ title, abstract }) => wordsOf(`${title}\n${abstract}`));
  for (const { surface } of words) {
    const [whole, ...parts] = termsOfWord({ surface });
    if (whole !== undefined && parts.length > 0) compounds.set(whole, parts);
    for (const form of [surface, ...compoundParts(surface)]) {
      const [term] = termsOfWord({ surface: form });
      if (term === undefined) continue;
      const spellings = counts.get(term) ?? new Map<string, number>();
      spellings.set(form, (spellings.get(form) ?? 0) + 1);
      counts.set(term, spellings);
    }
  }
  const mostFrequent = (spellings: ReadonlyMap<string, number>) =>
    [...spellings].sort((a, b) => b[1] - a[1] || byCodeUnits(b[0], a[0]))[0]![0];
  return { forms: new Map([...counts].map(([term, spellings]) => [term, mostFrequent(spellings)])), compounds };
}
