/**
 * "Which papers are like those that I marked?"
 *
 * In: liked and disliked papers, candidates, each with its embedding. Out: the candidates, best first, each with the
 * most important words and the nearest sentence, and the ranks of held-out liked papers. One linear classifier over
 * words and embeddings, trained on demand; the same input gives the same bytes. Does not know tags and reads no store.
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
export type { HeldOut, Strength } from './held-out.js';

export interface CandidatePaper extends TextOfPaper {
  readonly id: PaperId;
  readonly embedding: Embedding;
}

export interface Preferences {
  readonly liked: readonly CandidatePaper[];
  readonly disliked: readonly CandidatePaper[];
  /** Unmarked papers: ranked, and used as weak negative examples. */
  readonly candidates: readonly CandidatePaper[];
}

export interface RankedPaper {
  readonly id: PaperId;
  /** Distance from the separating plane, about −1…1; comparable within one answer only. */
  readonly score: number;
  readonly strength: Strength;
}

export interface Recommendation extends RankedPaper {
  /** Most important words, heaviest first. */
  readonly words: readonly WordReason[];
  /** The sentence with the highest score; null without an abstract. */
  readonly sentence: SentenceReason | null;
}

export interface Recommendations {
  readonly papers: readonly Recommendation[];
  /** Words that distinguish liked papers, heaviest first. */
  readonly words: readonly WordReason[];
  readonly heldOut: HeldOut;
}

export interface RecommendLimits {
  /** Maximum number of results. */
  readonly limit: number;
  /** Candidates that may be returned (default: all). */
  readonly only?: ReadonlySet<PaperId> | undefined;
}

/** @throws RangeError without liked papers */
export function recommend(preferences: Preferences, limits: RecommendLimits): Recommendations {
  const { best, liked, vocabulary, plane, held } = classified(preferences, limits);
  const papers = best.map(({ candidate, ranked }) => ({
    ...ranked,
    words: wordsFor(candidate, vocabulary, plane),
    sentence: sentenceFor(candidate, vocabulary, plane),
  }));
  return { papers, words: wordsOfPlane(liked, vocabulary, plane), heldOut: held };
}

/** The papers of `recommend`, for lists that show no evidence: it is not computed. @throws RangeError as `recommend` */
export function rank(preferences: Preferences, limits: RecommendLimits): RankedPaper[] {
  return classified(preferences, limits).best.map(({ ranked }) => ranked);
}

function classified(preferences: Preferences, { limit, only }: RecommendLimits) {
  const liked = inOrder(preferences.liked);
  const disliked = inOrder(preferences.disliked);
  const candidates = inOrder(preferences.candidates);
  if (liked.length === 0) throw new RangeError('nothing is liked');
  const { vectors, vocabulary } = featuresOf([...liked, ...disliked, ...candidates]);
  const marked = {
    liked: vectors.slice(0, liked.length),
    disliked: vectors.slice(liked.length, liked.length + disliked.length),
    unknown: vectors.slice(liked.length + disliked.length),
  };
  const dimensions = { terms: vocabulary.terms.length, dense: vocabulary.mean.length };
  const { plane, scores } = classify(marked, dimensions);
  const held = heldOut(marked, dimensions);
  const best = candidates
    .map((candidate, i) => ({ candidate, score: scores[i]! }))
    .filter(({ candidate }) => only?.has(candidate.id) !== false)
    .sort((a, b) => b.score - a.score || byCodeUnits(a.candidate.id, b.candidate.id))
    .slice(0, limit)
    .map(({ candidate, score }) => ({
      candidate,
      ranked: { id: candidate.id, score: roundTo4(score), strength: strengthOf(score, held, scores) },
    }));
  return { best, liked, vocabulary, plane, held };
}

/** Sorted, so that the order of input does not affect rounding. */
function inOrder(papers: readonly CandidatePaper[]): CandidatePaper[] {
  return [...papers].sort((a, b) => byCodeUnits(a.id, b.id));
}
