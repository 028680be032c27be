/**
 * Features that decide which papers are compared, as numbers. They are stored with the papers, so that a small change
 * does not read all texts.
 */
import type { PaperId } from '../../paper.js';

export interface CandidateFeatures {
  readonly id: PaperId;
  /** Equal for exact duplicates; null if there is too little text to tell. */
  readonly textKey: string | null;
  /** Identifiers, title and figures, a hash each: a collision only costs a comparison. */
  readonly keys: Uint32Array;
  /** A number for each band of the MinHash signature; empty without an abstract. */
  readonly bands: Uint32Array;
  /** Bigrams of content words. */
  readonly bigrams: Uint32Array;
}
