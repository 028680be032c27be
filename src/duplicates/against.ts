/**
 * Which new papers does the corpus already have? New papers are compared with the corpus, not with each other, and
 * nothing is added.
 */
import { byCodeUnits } from '../maths/order.js';
import type { PaperId } from '../paper.js';
import { candidatesOf } from './candidates/candidates.js';
import { type CompareOptions, type EmbeddedPaper, type PaperStream, readPapers } from './compare.js';
import { byScore } from './comparison.js';
import { fingerprintOf } from './evidence/fingerprint.js';
import { judge, LEAST_SCORE } from './evidence/judge.js';
import type { DuplicatePair } from './evidence/pairs.js';
import { candidateFeatures } from './features-of.js';
import { DEFAULT_THRESHOLD } from './groups/groups.js';

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
  const fresh = incoming
    .map(([paper, embedding]) => fingerprintOf(paper, embedding))
    .sort((x, y) => byCodeUnits(x.paper.id, y.paper.id));
  const readings = [...fresh, ...(await readPapers(corpus, options.signal, options.onProgress))];
  const matches = new Map<PaperId, { id: PaperId; pair: DuplicatePair }[]>(incoming.map(([{ id }]) => [id, []]));
  for await (const [a, b] of candidatesOf(readings.map(candidateFeatures), options.signal)) {
    if (a >= fresh.length || b < fresh.length) continue;
    const pair = judge(readings[a]!, readings[b]!, options.scale);
    if (pair.score >= threshold) matches.get(readings[a]!.paper.id)!.push({ id: readings[b]!.paper.id, pair });
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
