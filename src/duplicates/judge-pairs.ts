/** Judges pairs of papers that are read for it, a bounded number at a time. */
import { yieldToEventLoop } from '../errors.js';
import type { PaperId } from '../paper.js';
import type { EmbeddedPaper } from './contract.js';
import { fingerprintOf, type PaperFingerprint } from './evidence/fingerprint.js';
import { judge } from './evidence/judge.js';
import type { DuplicatePair } from './evidence/pairs.js';

/** Papers in memory at a time: some 40 MB. */
const PAPERS_AT_ONCE = 4_000;
/** Pairs judged between two checks of the signal. */
const PAIRS_AT_ONCE = 5_000;

export interface JudgeOptions {
  /** Scale of the similarities of another encoder; see `similarity-scale.ts`. */
  readonly scale?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Reads papers by id. */
  readonly read: (ids: readonly PaperId[]) => Promise<readonly EmbeddedPaper[]>;
  /** Papers that need not be read. */
  readonly known?: ReadonlyMap<PaperId, PaperFingerprint>;
}

/** In the order of the pairs, which need the fewest readings in order of their first papers. */
export async function judgePairs(
  pairs: readonly Pick<DuplicatePair, 'a' | 'b'>[],
  { scale, signal, read, known = new Map() }: JudgeOptions,
): Promise<DuplicatePair[]> {
  const judged: DuplicatePair[] = [];
  for (let from = 0; from < pairs.length; ) {
    const missing = new Set<PaperId>();
    let to = from;
    for (; to < pairs.length && missing.size < PAPERS_AT_ONCE; to++)
      for (const id of [pairs[to]!.a, pairs[to]!.b]) if (!known.has(id)) missing.add(id);
    const readings = await fingerprints([...missing], read);
    for (const { a, b } of pairs.slice(from, to)) {
      if (judged.length % PAIRS_AT_ONCE === 0) await yieldToEventLoop(signal);
      judged.push(judge((known.get(a) ?? readings.get(a))!, (known.get(b) ?? readings.get(b))!, scale));
    }
    from = to;
  }
  return judged;
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
