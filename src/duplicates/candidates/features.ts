/**
 * What decides with which others a paper is compared, as numbers: kept beside the papers, so that a change of a few
 * does not read the texts of all.
 */
import type { PaperId } from '../../paper.js';

export interface Features {
  readonly id: PaperId;
  /** Equal for papers that say exactly the same; null where too little is said to tell. */
  readonly twin: string | null;
  /** Identifiers, title and figures, a hash each: that two share one by chance costs a comparison and no more. */
  readonly keys: Uint32Array;
  /** A number for each band of the MinHash signature; empty without an abstract. */
  readonly bands: Uint32Array;
  /** Bigrams of content words. */
  readonly bigrams: Uint32Array;
}
