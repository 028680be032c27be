/** Evidence for a recommendation: the most important words, and the sentence with the highest score. */
import { byCodeUnits } from '../maths/order.js';
import { roundTo4 } from '../maths/rounding.js';
import { sentencesOf } from '../text/sentences.js';
import { termsOfWord } from '../text/terms.js';
import { wordsOf } from '../text/words.js';
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

/** The sentence whose words contribute most; null without an abstract. */
export function sentenceFor({ abstract }: TextOfPaper, vocabulary: Vocabulary, plane: Plane): SentenceReason | null {
  let [best, most]: [SentenceReason | null, number] = [null, -Infinity];
  for (const sentence of sentencesOf(abstract)) {
    const { terms, weights } = wordsVector(termCounts({ title: '', abstract: sentence.text }), vocabulary);
    const sum = terms.reduce((total, place, i) => total + weights[i]! * plane.terms[place]!, 0);
    if (sum > most) [best, most] = [sentence, sum];
  }
  return best;
}

/** Shows a bigram instead of its word if it weighs nearly as much; each word once. */
function heaviest(weighed: readonly Weighed[], papers: readonly TextOfPaper[], most: number): WordReason[] {
  const writtenForm = writtenForms(papers);
  const reasons = new Map<string, number>();
  const covered = new Set<string>();
  const ordered = weighed
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || byCodeUnits(a.term, b.term));
  for (const { term, weight } of ordered) {
    if (reasons.size >= most) break;
    if (term.split(' ').every((part) => covered.has(part))) continue;
    const pair = ordered.find(
      (one) => one.term.includes(' ') && one.term.split(' ').includes(term) && one.weight >= PAIR_SHARE * weight,
    );
    const parts = (pair?.term ?? term).split(' ');
    const word = parts.map((part) => writtenForm.get(part) ?? part).join(' ');
    if (!reasons.has(word)) reasons.set(word, roundTo4(weight));
    for (const part of parts) covered.add(part);
  }
  return [...reasons].map(([word, weight]) => ({ word, weight }));
}

/** The most frequent spelling of each term; in lower case if that occurs. */
function writtenForms(papers: readonly TextOfPaper[]): ReadonlyMap<string, string> {
  const forms = new Map<string, Map<string, number>>();
  for (const { title, abstract } of papers)
    for (const word of wordsOf(`${title}\n${abstract}`)) {
      const [term] = termsOfWord(word);
      if (term === undefined) continue;
      const counts = forms.get(term) ?? new Map<string, number>();
      counts.set(word.surface, (counts.get(word.surface) ?? 0) + 1);
      forms.set(term, counts);
    }
  return new Map(
    [...forms].map(([term, counts]) => {
      const ordered = [...counts].sort((a, b) => b[1] - a[1] || byCodeUnits(b[0], a[0]));
      return [term, ordered[0]![0]];
    }),
  );
}
