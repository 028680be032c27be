/**
 * What a comparison of papers yields: pairs with the evidence for them. Types only, shared by the files of this room.
 */
import type { PaperId } from '../../paper.js';

/**
 * Which layer of `judge.ts` decided: an identifier in common; the same title where an abstract is missing; abstracts
 * that are the same text, by word 3-grams; the fitted rule, for a reworded text; or one abstract within the other.
 */
export type DuplicateKind = 'same-id' | 'same-title' | 'same-text' | 'rewritten' | 'contained';

export interface DuplicatePair {
  /** The smaller id first. */
  readonly a: PaperId;
  readonly b: PaperId;
  /** Cosine of the two embeddings, −1…1. */
  readonly similarity: number;
  /** Of the distinct runs of three words of both abstracts, 0…1: shared of all, and shared of the shorter one's. */
  readonly overlap: { readonly jaccard: number; readonly containment: number };
  /** 0…1, compared with the threshold: the rule's estimate that both are one paper. 0 for a vetoed pair. */
  readonly score: number;
  readonly kind: DuplicateKind;
  /** One sentence a person can check. */
  readonly evidence: string;
  /** Why the pair counts as two papers although the texts are similar; or null. */
  readonly vetoReason: string | null;
}

/** A pair that does not score; its evidence is not needed yet. */
export type BelowPair = Pick<DuplicatePair, 'a' | 'b' | 'score' | 'similarity'>;

/** All scored pairs of a corpus, and its exact duplicates; groups for any threshold are computed from it. */
export interface Comparison {
  /** Best score first, then by ids. */
  readonly pairs: readonly DuplicatePair[];
  /** Papers whose title and abstract are letter for letter the same, two and more; each list in order of id. */
  readonly exactDuplicates: readonly (readonly PaperId[])[];
}
