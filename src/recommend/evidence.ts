/** Why a paper is recommended: the words that weigh most for it, and the sentence that speaks most for it. */
import { byCodeUnits } from '../maths/order.js';
import { roundTo4 } from '../maths/rounding.js';
import { sentencesOf } from '../text/sentences.js';
import { termsOfWord } from '../text/terms.js';
import { wordsOf } from '../text/words.js';
import { type TextOfPaper, termCounts, type Vocabulary, wordsVector } from './features.js';
import type { Plane } from './svm.js';

export interface WordReason {
  /** As the papers write it. */
  readonly word: string;
  /** What it adds to the score of this paper; of the preferences as a whole, its weight in the classifier. */
  readonly weight: number;
}

/** A sentence of the abstract; start and end in UTF-16 units, the end exclusive. */
export interface SentenceReason {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words named for one paper: enough to see why, few enough to be read. */
const WORDS_OF_PAPER = 5;
/** Words that describe the preferences as a whole. */
const WORDS_OF_ALL = 12;
/** The share of a word's weight from which on a pair with it is the better name: it says more. */
const PAIR_SHARE = 0.5;

interface Weighed {
  readonly term: string;
  readonly weight: number;
}

/** The words of a paper that add most to its score, heaviest first. */
export function wordsFor(paper: TextOfPaper, vocabulary: Vocabulary, plane: Plane): WordReason[] {
  const { terms: places, weights } = wordsVector(termCounts(paper), vocabulary);
  const added = [...places].map((place, i) => ({
    term: vocabulary.terms[place]!,
    weight: weights[i]! * plane.terms[place]!,
  }));
  return heaviest(added, [paper], WORDS_OF_PAPER);
}

/** The words that tell the liked papers from others, as these papers write them. */
export function wordsOfPlane(papers: readonly TextOfPaper[], vocabulary: Vocabulary, plane: Plane): WordReason[] {
  const inPapers = new Set(papers.flatMap((paper) => [...termCounts(paper).keys()]));
  const weighed = vocabulary.terms
    .map((term, place) => ({ term, weight: plane.terms[place]! }))
    .filter(({ term }) => inPapers.has(term));
  return heaviest(weighed, papers, WORDS_OF_ALL);
}

/** The sentence whose words add most to the score; null where there is no abstract. */
export function sentenceFor({ abstract }: TextOfPaper, vocabulary: Vocabulary, plane: Plane): SentenceReason | null {
  let [best, most]: [SentenceReason | null, number] = [null, -Infinity];
  for (const sentence of sentencesOf(abstract)) {
    const { terms, weights } = wordsVector(termCounts({ title: '', abstract: sentence.text }), vocabulary);
    const sum = terms.reduce((total, place, i) => total + weights[i]! * plane.terms[place]!, 0);
    if (sum > most) [best, most] = [sentence, sum];
  }
  return best;
}

/** A pair of words is named in place of a word of it where it weighs nearly as much; a word is named once. */
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

/** By term, how these papers write it most often: in lower case where they ever do. */
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
