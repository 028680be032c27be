/**
 * Which new papers does the corpus already have? New papers are compared with the corpus, not with each other, and
 * nothing is added.
 */
import { LEAST_SCORE } from '../limits.js';
import { byCodeUnits } from '../maths/order.js';
import type { PaperId } from '../paper.js';
import { candidatesOf } from './candidates/candidates.js';
import { byScore } from './comparison.js';
import type { CompareOptions, EmbeddedPaper, PaperStream } from './contract.js';
import { fingerprintOf } from './evidence/fingerprint.js';
import { judge } from './evidence/judge.js';
import type { DuplicatePair } from './evidence/pairs.js';
import { candidateFeatures } from './features-of.js';
import { DEFAULT_THRESHOLD } from './groups/groups.js';
import { fingerprints } from './judge-pairs.js';
import { packPapers } from './packed-papers.js';

/** Pairs whose papers of the corpus are in memory at a time. */
const PAIRS_AT_ONCE = 5_000;

/** A paper of the corpus, with the evidence that it is a near-duplicate. */
interface KnownAs {
  readonly id: PaperId;
  readonly pair: DuplicatePair;
}

export interface AgainstOptions extends CompareOptions {
  /** Minimum score of a near-duplicate, 0.05…1. */
  readonly threshold?: number | undefined;
}

/**
 * @returns by new paper its near-duplicates of the corpus, best score first; papers without any are left out
 * @throws CorpusError INTERRUPTED when aborted
 */
export async function findAgainst(
  incoming: readonly EmbeddedPaper[],
  corpus: PaperStream,
  options: AgainstOptions = {},
): Promise<ReadonlyMap<PaperId, readonly KnownAs[]>> {
  const threshold = Math.max(options.threshold ?? DEFAULT_THRESHOLD, LEAST_SCORE);
  const fresh = new Map(incoming.map(([paper, embedding]) => [paper.id, fingerprintOf(paper, embedding)]));
  const packed = await packPapers(corpus, options);
  const ordered = [...fresh.values()].sort((x, y) => byCodeUnits(x.paper.id, y.paper.id));
  const features = [...ordered.map(candidateFeatures), ...packed.features()];
  const pairs: { readonly a: PaperId; readonly b: PaperId }[] = [];
  for await (const [a, others] of candidatesOf(features, options.signal))
    for (const b of others)
      if (a < ordered.length && b >= ordered.length) pairs.push({ a: features[a]!.id, b: features[b]!.id });
  const matches = new Map<PaperId, KnownAs[]>();
  for (let from = 0; from < pairs.length; from += PAIRS_AT_ONCE) {
    const some = pairs.slice(from, from + PAIRS_AT_ONCE);
    // A new paper can have the id of a paper of the corpus.
    const known = await fingerprints([...new Set(some.map(({ b }) => b))], corpus.read);
    for (const { a, b } of some) {
      const pair = judge(fresh.get(a)!, known.get(b)!, options.scale);
      if (pair.score >= threshold) matches.set(a, [...(matches.get(a) ?? []), { id: b, pair }]);
    }
  }
  for (const known of matches.values()) known.sort((x, y) => byScore(x.pair, y.pair));
  return matches;
}
