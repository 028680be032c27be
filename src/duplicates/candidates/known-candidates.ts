/**
 * Which papers of the corpus may be near-duplicates of new papers? Other new papers make no difference: each has the
 * candidates that it would have as the only one, so that a file is answered as its papers one by one.
 */
import { yieldToEventLoop } from '../../errors.js';
import { bucketsOf, featuresIn, isKey, partnersIn } from './feature-buckets.js';
import type { CandidateFeatures } from './features.js';
import { NEXT_FEW } from './minhash.js';
import { RARE } from './rare-bigrams.js';

/** Papers of one title that a new paper is compared with: more are notes (“Editorial”), told apart by their text. */
const OF_ONE_TITLE = 100;
/** New papers for each pass over the corpus: some 300,000 features. */
const PAPERS_AT_ONCE = 2_000;

/**
 * Each new paper with the papers of the corpus that share enough with it, in any order; none without. Yields to the
 * event loop at intervals.
 */
export async function* knownCandidates<T extends CandidateFeatures>(
  incoming: readonly T[],
  corpus: readonly CandidateFeatures[],
  signal?: AbortSignal,
): AsyncGenerator<readonly [paper: T, others: ReadonlySet<CandidateFeatures>]> {
  for (let from = 0; from < incoming.length; from += PAPERS_AT_ONCE) {
    await yieldToEventLoop(signal);
    const papers = incoming.slice(from, from + PAPERS_AT_ONCE);
    const features = new Set<number>();
    for (const paper of papers) for (const feature of featuresIn(paper)) features.add(feature);
    const buckets = bucketsOf(corpus, features);
    for (const paper of papers) {
      const others = partnersIn(buckets, paper, RARE - 1, firstOf); // with itself, rare bigrams have one more
      if (others.size > 0) yield [paper, others];
    }
  }
}

/** The first hundred papers of the same key, for any of them may be the same, and the first few of a MinHash bucket. */
function firstOf(bucket: readonly CandidateFeatures[], feature: number): readonly CandidateFeatures[] {
  return bucket.slice(0, isKey(feature) ? OF_ONE_TITLE : NEXT_FEW);
}
