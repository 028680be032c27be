/**
 * Which new papers does the corpus already have? New papers are compared with the corpus, not with each other, and
 * nothing is added.
 */
import { byCodeUnits } from '../maths/order.js';
import type { PaperId } from '../paper.js';
import { candidatesOf } from './candidates/candidates.js';
import { byScore } from './comparison.js';
import type { CompareOptions, EmbeddedPaper, PaperStream } from './contract.js';
import { fingerprintOf } from './evidence/fingerprint.js';
import { judge, LEAST_SCORE } from './evidence/judge.js';
import type { DuplicatePair } from './evidence/pairs.js';
import { candidateFeatures } from './features-of.js';
import { DEFAULT_THRESHOLD } from './groups/groups.js';
import { fingerprints } from './judge-pairs.js';
import { packPapers } from './packed-papers.js';

/** Pairs whose papers of the corpus are in memory at a time. */
const PAIRS_AT_ONCE = 5_000;

/** A new paper and its near-duplicates in the corpus. */
export interface KnownPaper {
  readonly paper: PaperId;
  /** A paper of the corpus with the evidence, best score first. */
  readonly known: readonly { readonly id: PaperId; readonly pair: DuplicatePair }[];
}

export interface AgainstCorpus {
  /** In the order of input. */
  readonly known: readonly KnownPaper[];
  readonly fresh: readonly PaperId[];
}

export interface AgainstOptions extends CompareOptions {
  /** Minimum score of a near-duplicate, 0.05…1. */
  readonly threshold?: number;
}

/** @throws CorpusError INTERRUPTED when aborted */
export async function findAgainst(
  incoming: readonly EmbeddedPaper[],
  corpus: PaperStream,
  options: AgainstOptions = {},
): Promise<AgainstCorpus> {
  const threshold = Math.max(options.threshold ?? DEFAULT_THRESHOLD, LEAST_SCORE);
  const fresh = new Map(incoming.map(([paper, embedding]) => [paper.id, fingerprintOf(paper, embedding)]));
  const packed = await packPapers(corpus, options);
  const ordered = [...fresh.values()].sort((x, y) => byCodeUnits(x.paper.id, y.paper.id));
  const features = [...ordered.map(candidateFeatures), ...packed.features()];
  const pairs: { readonly a: PaperId; readonly b: PaperId }[] = [];
  for await (const [a, others] of candidatesOf(features, options.signal))
    for (const b of others)
      if (a < ordered.length && b >= ordered.length) pairs.push({ a: features[a]!.id, b: features[b]!.id });
  const matches = new Map<PaperId, { id: PaperId; pair: DuplicatePair }[]>(incoming.map(([{ id }]) => [id, []]));
  for (let from = 0; from < pairs.length; from += PAIRS_AT_ONCE) {
    const some = pairs.slice(from, from + PAIRS_AT_ONCE);
    // A new paper can have the id of a paper of the corpus.
    const known = await fingerprints([...new Set(some.map(({ b }) => b))], corpus.read);
    for (const { a, b } of some) {
      const pair = judge(fresh.get(a)!, known.get(b)!, options.scale);
      if (pair.score >= threshold) matches.get(a)!.push({ id: b, pair });
    }
  }
  const all = incoming.map(([{ id }]) => ({
    paper: id,
    known: matches.get(id)!.sort((x, y) => byScore(x.pair, y.pair)),
  }));
  return {
    known: all.filter(({ known }) => known.length > 0),
    fresh: all.filter(({ known }) => known.length === 0).map(({ paper }) => paper),
  };
}
