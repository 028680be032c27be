/** Judges pairs of papers that are read for it, a bounded number at a time. */
import { yieldToEventLoop } from '../errors.js';
import { byCodeUnits } from '../maths/order.js';
import { unionFind } from '../maths/union-find.js';
import type { PaperId } from '../paper.js';
import type { EmbeddedPaper } from './contract.js';
import { fingerprintOf, type PaperFingerprint } from './evidence/fingerprint.js';
import { judge } from './evidence/judge.js';
import type { DuplicatePair } from './evidence/pairs.js';

/** Papers in memory at a time: some 40 MB. */
const PAPERS_AT_ONCE = 4_000;
/** Pairs judged between two checks of the signal. */
const PAIRS_AT_ONCE = 5_000;

type NamedPair = Pick<DuplicatePair, 'a' | 'b'>;

export interface JudgeOptions {
  /** Scale of the similarities of another encoder; see `similarity-scale.ts`. */
  readonly scale?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Reads papers by id. */
  readonly read: (ids: readonly PaperId[]) => Promise<readonly EmbeddedPaper[]>;
  /** Papers that need not be read. */
  readonly known?: ReadonlyMap<PaperId, PaperFingerprint>;
}

/** In the order of the pairs. */
export async function judgePairs(
  pairs: readonly NamedPair[],
  { scale, signal, read, known = new Map() }: JudgeOptions,
): Promise<DuplicatePair[]> {
  const judged = new Array<DuplicatePair>(pairs.length);
  const places = placesByChain(pairs);
  for (let from = 0; from < places.length; ) {
    const missing = new Set<PaperId>();
    let to = from;
    for (; to < places.length && missing.size < PAPERS_AT_ONCE; to++) {
      const { a, b } = pairs[places[to]!]!;
      for (const id of [a, b]) if (!known.has(id)) missing.add(id);
    }
    const readings = await fingerprints([...missing], read);
    for (; from < to; from++) {
      if (from % PAIRS_AT_ONCE === 0) await yieldToEventLoop(signal);
      const { a, b } = pairs[places[from]!]!;
      judged[places[from]!] = judge((known.get(a) ?? readings.get(a))!, (known.get(b) ?? readings.get(b))!, scale);
    }
  }
  return judged;
}

/** Places of the pairs, one chain of papers after the other, so that most papers are read once. */
function placesByChain(pairs: readonly NamedPair[]): number[] {
  const rootOf = unionFind(pairs.map(({ a, b }) => [a, b] as const));
  const roots = pairs.map(({ a }) => rootOf(a));
  return [...pairs.keys()].sort((x, y) => byCodeUnits(roots[x]!, roots[y]!) || x - y);
}

/** By paper. */
export async function fingerprints(
  ids: readonly PaperId[],
  read: JudgeOptions['read'],
): Promise<Map<PaperId, PaperFingerprint>> {
  const readings = new Map<PaperId, PaperFingerprint>();
  if (ids.length === 0) return readings;
  for (const [paper, embedding] of await read(ids)) readings.set(paper.id, fingerprintOf(paper, embedding));
  return readings;
}
