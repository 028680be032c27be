/** Papers in, judged pairs out. Exact duplicates are judged once, so a text seen 5,000 times costs as much as one. */

import type { Embedding } from '../embedding.js';
import { yieldToEventLoop } from '../errors.js';
import { byCodeUnits } from '../maths/order.js';
import type { Paper, PaperId } from '../paper.js';
import { candidatesOf } from './candidates/candidates.js';
import type { CandidateFeatures } from './candidates/features.js';
import { type ComparisonState, comparisonIn, isScored, pairsInChains, strongestBelow } from './comparison.js';
import { fingerprintOf, type PaperFingerprint } from './evidence/fingerprint.js';
import { judge } from './evidence/judge.js';
import type { Comparison, DuplicatePair } from './evidence/pairs.js';
import { exactDuplicatesIn } from './exact-duplicates.js';
import { candidateFeatures } from './features-of.js';

/** Share of the time that fingerprinting takes, at 100,000 papers. */
const READING_SHARE = 0.4;
/** Papers read between two checks of the signal. */
const PAPERS_AT_ONCE = 1_000;

export interface CompareOptions {
  /** Scale of the similarities of another encoder; see `similarity-scale.ts`. */
  readonly scale?: number;
  readonly signal?: AbortSignal;
  /** Called at intervals with the share of the work done, 0…1. */
  readonly onProgress?: (share: number) => void;
}

export type EmbeddedPaper = readonly [Paper, Embedding];

/** Papers with their embeddings, a batch in memory at a time. */
export interface PaperStream {
  /** Their number, for the progress. */
  readonly count: number;
  readonly batches: AsyncIterable<readonly EmbeddedPaper[]>;
}

export interface ComparedPapers {
  readonly state: ComparisonState;
  /** In order of id. */
  readonly features: readonly CandidateFeatures[];
}

export async function comparePapers(
  papers: readonly Paper[],
  embeddings: ReadonlyMap<PaperId, Embedding>,
  options: CompareOptions = {},
): Promise<Comparison> {
  return comparisonIn((await compareStream(streamOf(papers, embeddings), options)).state);
}

/** @throws CorpusError INTERRUPTED when aborted */
export async function compareStream(
  papers: PaperStream,
  { scale, signal, onProgress }: CompareOptions = {},
): Promise<ComparedPapers> {
  const readings = await readPapers(papers, signal, (share) => onProgress?.(share * READING_SHARE));
  const features = readings.map(candidateFeatures);
  const { distinct, sets } = exactDuplicatesIn(features);
  const scored: DuplicatePair[] = [];
  const below = strongestBelow();
  let reported = 0;
  const compared = distinct.map((place) => features[place]!);
  for await (const [a, b] of candidatesOf(compared, signal)) {
    if (a - reported >= distinct.length / 50)
      onProgress?.(READING_SHARE + ((reported = a) / distinct.length) * (1 - READING_SHARE));
    const pair = judge(readings[distinct[a]!]!, readings[distinct[b]!]!, scale);
    if (isScored(pair)) scored.push(pair);
    else below.add(pair);
  }
  const chained = pairsInChains(scored);
  const named = new Set(chained.flatMap(({ a, b }) => [a, b]));
  const byId = new Map(readings.filter(({ paper }) => named.has(paper.id)).map((one) => [one.paper.id, one]));
  onProgress?.(1);
  return {
    state: {
      scored,
      chained: chained.map(({ a, b }) => judge(byId.get(a)!, byId.get(b)!, scale)),
      below: below.below(),
      exactDuplicates: sets,
    },
    features,
  };
}

/** @throws RangeError for a paper without an embedding */
export function streamOf(papers: readonly Paper[], embeddings: ReadonlyMap<PaperId, Embedding>): PaperStream {
  const batches = async function* () {
    for (let from = 0; from < papers.length; from += PAPERS_AT_ONCE)
      yield papers.slice(from, from + PAPERS_AT_ONCE).map((paper) => {
        const embedding = embeddings.get(paper.id);
        if (embedding === undefined) throw new RangeError(`paper ${paper.id} has no embedding`);
        return [paper, embedding] as const;
      });
  };
  return { count: papers.length, batches: batches() };
}

/** Fingerprints in order of id, so that the order of input does not matter. */
export async function readPapers(
  { count, batches }: PaperStream,
  signal?: AbortSignal,
  onProgress?: (share: number) => void,
): Promise<PaperFingerprint[]> {
  const readings: PaperFingerprint[] = [];
  await yieldToEventLoop(signal);
  for await (const batch of batches) {
    for (const [paper, embedding] of batch) readings.push(fingerprintOf(paper, embedding));
    onProgress?.(Math.min(1, readings.length / count));
    await yieldToEventLoop(signal);
  }
  return readings.sort((x, y) => byCodeUnits(x.paper.id, y.paper.id));
}
