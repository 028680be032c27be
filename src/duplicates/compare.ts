/** Papers in, judged pairs out. Exact duplicates are judged once, so a text seen 5,000 times costs as much as one. */

import type { Embedding } from '../embedding.js';
import { byCodeUnits } from '../maths/order.js';
import { unionFind } from '../maths/union-find.js';
import type { Paper, PaperId } from '../paper.js';
import { candidatesOf, yieldToEventLoop } from './candidates/candidates.js';
import { fingerprintOf, type PaperFingerprint } from './evidence/fingerprint.js';
import { isTelling, judge, LEAST_SCORE } from './evidence/judge.js';
import type { Comparison, DuplicatePair } from './evidence/pairs.js';

/** In chains up to this many papers, every pair is judged, so that a group can list pairs that are not linked. */
const FULLY_JUDGED = 64;
/** Maximum number of low-scoring pairs that are kept, to be shown as the strongest rejected. */
const SHOWN_BELOW = 10;
/** Share of the time that fingerprinting takes, at 100,000 papers. */
const READING_SHARE = 0.4;

export interface CompareOptions {
  /** Scale of the similarities of another encoder; see `similarity-scale.ts`. */
  readonly scale?: number;
  readonly signal?: AbortSignal;
  /** Called at intervals with the share of the work done, 0…1. */
  readonly onProgress?: (share: number) => void;
}

export async function comparePapers(
  papers: readonly Paper[],
  embeddings: ReadonlyMap<PaperId, Embedding>,
  { scale, signal, onProgress }: CompareOptions = {},
): Promise<Comparison> {
  const { distinct, exactDuplicates } = twinsIn(
    await readPapers(papers, embeddings, signal, (share) => onProgress?.(share * READING_SHARE)),
  );
  const pairs = new Map<string, DuplicatePair>();
  const links: [number, number][] = [];
  const below = strongest(SHOWN_BELOW);
  let reported = 0;
  for await (const [a, b] of candidatesOf(distinct, signal)) {
    const pair = judge(distinct[a]!, distinct[b]!, scale);
    if (a - reported >= distinct.length / 50)
      onProgress?.(READING_SHARE + ((reported = a) / distinct.length) * (1 - READING_SHARE));
    if (pair.score < LEAST_SCORE && pair.heldApart === null) {
      below.meet(pair);
      continue;
    }
    pairs.set(`${a} ${b}`, pair);
    if (pair.score > 0) links.push([a, b]);
  }
  for (const chain of chainsOf(links)) judgeWithin(chain, pairs, { distinct, scale });
  onProgress?.(1);
  const scored = [...pairs.values()];
  const keys = new Set(scored.map(({ a, b }) => `${a}\n${b}`));
  return {
    pairs: [...scored, ...below.pairs().filter(({ a, b }) => !keys.has(`${a}\n${b}`))].sort(byScore),
    exactDuplicates,
  };
}

/** The strongest of many pairs, in bounded memory. */
function strongest(count: number): { meet(pair: DuplicatePair): void; pairs(): DuplicatePair[] } {
  let top: DuplicatePair[] = [];
  const pairs = () => top.sort(byScore).slice(0, count);
  return {
    meet: (pair) => {
      if (top.push(pair) > 100 * count) top = pairs();
    },
    pairs,
  };
}

/** Best score first, then by ids. */
export function byScore(x: DuplicatePair, y: DuplicatePair): number {
  if (x.score !== y.score) return y.score - x.score;
  if (x.similarity !== y.similarity) return y.similarity - x.similarity;
  return byCodeUnits(x.a, y.a) || byCodeUnits(x.b, y.b);
}

/**
 * Fingerprints in order of id, so that the order of input does not matter. @throws RangeError for a paper without an
 * embedding
 */
export async function readPapers(
  papers: readonly Paper[],
  embeddings: ReadonlyMap<PaperId, Embedding>,
  signal?: AbortSignal,
  onProgress?: (share: number) => void,
): Promise<PaperFingerprint[]> {
  const sorted = [...papers].sort((x, y) => (x.id < y.id ? -1 : 1));
  const readings: PaperFingerprint[] = [];
  for (const paper of sorted) {
    if (readings.length % 1000 === 0) {
      await yieldToEventLoop(signal);
      onProgress?.(readings.length / sorted.length);
    }
    const embedding = embeddings.get(paper.id);
    if (embedding === undefined) throw new RangeError(`paper ${paper.id} has no embedding`);
    readings.push(fingerprintOf(paper, embedding));
  }
  return readings;
}

/** One fingerprint for each set of exact duplicates with enough text; and the ids of each set. */
function twinsIn(readings: readonly PaperFingerprint[]): {
  distinct: PaperFingerprint[];
  exactDuplicates: PaperId[][];
} {
  const byKey = new Map<string, PaperFingerprint[]>();
  for (const reading of readings) {
    const key = isTelling(reading) ? reading.key : reading.paper.id;
    const alike = byKey.get(key);
    if (alike === undefined) byKey.set(key, [reading]);
    else alike.push(reading);
  }
  const groups = [...byKey.values()];
  return {
    distinct: groups.map((alike) => alike[0]!),
    exactDuplicates: groups
      .filter((alike) => alike.length > 1)
      .map((alike) => alike.map((reading) => reading.paper.id)),
  };
}

/** Connected components of two and more positions, ascending. */
function chainsOf(links: readonly (readonly [number, number])[]): number[][] {
  const rootOf = unionFind(links);
  const chains = new Map<number, number[]>();
  for (const position of new Set(links.flat().sort((x, y) => x - y))) {
    const chain = chains.get(rootOf(position));
    if (chain === undefined) chains.set(rootOf(position), [position]);
    else chain.push(position);
  }
  return [...chains.values()];
}

function judgeWithin(
  chain: readonly number[],
  pairs: Map<string, DuplicatePair>,
  { distinct, scale }: { readonly distinct: readonly PaperFingerprint[]; readonly scale: number | undefined },
): void {
  if (chain.length > FULLY_JUDGED) return;
  for (const a of chain) {
    for (const b of chain) {
      if (a < b && !pairs.has(`${a} ${b}`)) pairs.set(`${a} ${b}`, judge(distinct[a]!, distinct[b]!, scale));
    }
  }
}
