/**
 * Which new papers does the corpus already have? New papers are compared with the corpus, not with each other, and
 * nothing is added.
 */
import { yieldToEventLoop } from '../errors.js';
import { LEAST_SCORE } from '../limits.js';
import type { PaperId } from '../paper.js';
import type { CandidateFeatures } from './candidates/features.js';
import { knownCandidates } from './candidates/known-candidates.js';
import { byScore } from './comparison.js';
import type { CompareOptions, EmbeddedPaper, PaperStream } from './contract.js';
import { fingerprintOf, type PaperFingerprint } from './evidence/fingerprint.js';
import { judge } from './evidence/judge.js';
import type { DuplicatePair } from './evidence/pairs.js';
import { candidateFeatures } from './features-of.js';
import { DEFAULT_THRESHOLD } from './groups/groups.js';
import { fingerprints } from './judge-pairs.js';
import { packPapers } from './packed-papers.js';

/** Pairs, or a few more, whose papers of the corpus are in memory at a time. */
const PAIRS_AT_ONCE = 5_000;

/** The papers that new ones are compared with. Without their features, all are read and the features made again. */
interface KnownPapers extends PaperStream {
  readonly features?: readonly CandidateFeatures[] | undefined;
}

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
 * Compares new papers with the corpus.
 * @returns by new paper its near-duplicates of the corpus, best score first; papers without any are left out
 * @throws CorpusError INTERRUPTED when aborted
 */
export async function findAgainst(
  incoming: readonly EmbeddedPaper[],
  corpus: KnownPapers,
  options: AgainstOptions = {},
): Promise<ReadonlyMap<PaperId, readonly KnownAs[]>> {
  const threshold = Math.max(options.threshold ?? DEFAULT_THRESHOLD, LEAST_SCORE);
  const fresh = new Map(incoming.map(([paper, embedding]) => [paper.id, fingerprintOf(paper, embedding)]));
  const stored = corpus.features ?? (await packPapers(corpus, options)).features();
  const matches = new Map<PaperId, KnownAs[]>();
  let pairs: { readonly a: PaperId; readonly b: PaperId }[] = [];
  let known = new Map<PaperId, PaperFingerprint>();
  const judgePairs = async (): Promise<void> => {
    await yieldToEventLoop(options.signal);
    known = await readAgain(new Set(pairs.map(({ b }) => b)), known, corpus.read);
    // Not by `judge-pairs.ts`: a new paper can have the id of a paper of the corpus.
    for (const { a, b } of pairs) {
      const pair = judge(fresh.get(a)!, known.get(b)!, options.scale);
      if (pair.score < threshold) continue;
      const others = matches.get(a);
      if (others === undefined) matches.set(a, [{ id: b, pair }]);
      else others.push({ id: b, pair });
    }
    pairs = [];
  };
  const features = [...fresh.values()].map(candidateFeatures);
  for await (const [{ id: a }, others] of knownCandidates(features, stored, options.signal)) {
    for (const { id: b } of others) pairs.push({ a, b });
    if (pairs.length >= PAIRS_AT_ONCE) await judgePairs();
  }
  await judgePairs();
  for (const others of matches.values()) others.sort((x, y) => byScore(x.pair, y.pair));
  return matches;
}

/** Fingerprints of papers by id; those that are known are not read. */
async function readAgain(
  ids: ReadonlySet<PaperId>,
  known: ReadonlyMap<PaperId, PaperFingerprint>,
  read: PaperStream['read'],
): Promise<Map<PaperId, PaperFingerprint>> {
  const readings = await fingerprints(
    [...ids].filter((id) => !known.has(id)),
    read,
  );
  for (const [id, fingerprint] of known) if (ids.has(id)) readings.set(id, fingerprint);
  return readings;
}
