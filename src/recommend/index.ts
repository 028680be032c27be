/**
 * "Which papers belong with those that I marked?"
 *
 * In: papers liked and disliked, papers to choose from, each with its embedding. Out: the papers to choose from, best
 * first, each with the words and the sentence that decided, and how well the liked papers are found when each is held
 * out. One linear classifier over words and meaning, trained on the spot; the same input gives the same bytes.
 * Does not know what a tag is, and reads no store.
 */
import type { Embedding } from '../embedding.js';
import { byCodeUnits } from '../maths/order.js';
import { roundTo4 } from '../maths/rounding.js';
import type { PaperId } from '../paper.js';
import { classify } from './classifier.js';
import { type SentenceReason, sentenceFor, type WordReason, wordsFor, wordsOfPlane } from './evidence.js';
import { featuresOf, type TextOfPaper } from './features.js';
import { type HeldOut, heldOut, type Strength, strengthOf } from './held-out.js';

export type { SentenceReason, WordReason } from './evidence.js';
export type { TextOfPaper } from './features.js';
export type { HeldOut, Strength } from './held-out.js';

export interface CandidatePaper extends TextOfPaper {
  readonly id: PaperId;
  readonly embedding: Embedding;
}

export interface Preferences {
  readonly liked: readonly CandidatePaper[];
  readonly disliked: readonly CandidatePaper[];
  /** Papers not marked: ranked, and what is typical of them counts a little as disliked. */
  readonly candidates: readonly CandidatePaper[];
}

export interface Recommendation {
  readonly id: PaperId;
  /** Distance from the separating plane, about −1…1; comparable within one answer only. */
  readonly score: number;
  readonly strength: Strength;
  /** Words that decided, heaviest first. */
  readonly words: readonly WordReason[];
  /** The sentence that speaks most for the paper; null where it has no abstract. */
  readonly sentence: SentenceReason | null;
}

export interface Recommendations {
  readonly papers: readonly Recommendation[];
  /** The words that tell liked papers from others, heaviest first. */
  readonly words: readonly WordReason[];
  readonly heldOut: HeldOut;
}

export interface RecommendLimits {
  /** Papers answered with, at most. */
  readonly limit: number;
  /** The candidates that may be answered with; all where not given. */
  readonly only?: ReadonlySet<PaperId>;
}

/** @throws RangeError where nothing is liked */
export function recommend(preferences: Preferences, { limit, only }: RecommendLimits): Recommendations {
  const liked = inOrder(preferences.liked);
  const disliked = inOrder(preferences.disliked);
  const candidates = inOrder(preferences.candidates);
  if (liked.length === 0) throw new RangeError('nothing is liked');
  const { vectors, vocabulary } = featuresOf([...liked, ...disliked, ...candidates]);
  const likes = vectors.slice(0, liked.length);
  const dislikes = vectors.slice(liked.length, liked.length + disliked.length);
  const others = vectors.slice(liked.length + disliked.length);
  const dimensions = { terms: vocabulary.terms.length, dense: vocabulary.mean.length };
  const { plane, scores } = classify(likes, dislikes, others, dimensions);
  const held = heldOut(likes, dislikes, others, dimensions);
  const papers = candidates
    .map((candidate, i) => ({ candidate, score: scores[i]! }))
    .filter(({ candidate }) => only?.has(candidate.id) !== false)
    .sort((a, b) => b.score - a.score || byCodeUnits(a.candidate.id, b.candidate.id))
    .slice(0, limit)
    .map(({ candidate, score }) => ({
      id: candidate.id,
      score: roundTo4(score),
      strength: strengthOf(score, held, scores),
      words: wordsFor(candidate, vocabulary, plane),
      sentence: sentenceFor(candidate, vocabulary, plane),
    }));
  return { papers, words: wordsOfPlane(liked, vocabulary, plane), heldOut: held };
}

/** So that the order of the input leaves no trace in the last bit of a sum. */
function inOrder(papers: readonly CandidatePaper[]): CandidatePaper[] {
  return [...papers].sort((a, b) => byCodeUnits(a.id, b.id));
}
