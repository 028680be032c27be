/** Updates a comparison by the papers that were added, changed and removed, to the result of a full comparison. */

import { byCodeUnits } from '../maths/order.js';
import type { PaperId } from '../paper.js';
import { type ChangedPairs, changedPairs } from './candidates/changed-pairs.js';
import type { CandidateFeatures } from './candidates/features.js';
import { type ComparisonState, isExhausted, isScored, keyOf, pairsInChains, strongestBelow } from './comparison.js';
import type { CompareOptions, EmbeddedPaper } from './contract.js';
import { fingerprintOf } from './evidence/fingerprint.js';
import type { DuplicatePair } from './evidence/pairs.js';
import { exactDuplicatesIn } from './exact-duplicates.js';
import { candidateFeatures } from './features-of.js';
import { judgePairs } from './judge-pairs.js';

export interface PaperChange {
  /** Papers that were changed or removed. */
  readonly gone: ReadonlySet<PaperId>;
  /** Papers that were added or changed, in their current state. */
  readonly arrived: readonly EmbeddedPaper[];
}

export interface ChangeOptions extends Pick<CompareOptions, 'scale' | 'signal'> {
  /** Reads unchanged papers, by id. */
  readonly read: (ids: readonly PaperId[]) => Promise<readonly EmbeddedPaper[]>;
}

export interface MovedComparison {
  readonly state: ComparisonState;
  /** Of the papers that were added or changed. */
  readonly arrived: readonly CandidateFeatures[];
}

/**
 * The comparison after a change, from the last one.
 * @param features of all papers that were compared, in any order
 * @returns none if the answer depends on a pair that was not kept; then all must be compared
 * @throws CorpusError INTERRUPTED when aborted
 */
export async function compareChanged(
  last: ComparisonState,
  features: readonly CandidateFeatures[],
  change: PaperChange,
  options: ChangeOptions,
): Promise<MovedComparison | undefined> {
  const readings = change.arrived.map(([paper, embedding]) => fingerprintOf(paper, embedding));
  const arrived = readings.map(candidateFeatures);
  const repeated = new Set(last.exactDuplicates.flatMap(([, ...others]) => others));
  const after = [...features.filter(({ id }) => !change.gone.has(id)), ...arrived].sort((x, y) =>
    byCodeUnits(x.id, y.id),
  );
  const { distinct, sets } = exactDuplicatesIn(after);
  const compared = distinct.map((place) => after[place]!);
  const before = features.filter(({ id }) => !repeated.has(id));
  const { candidates, dropped } = changedPairs(before, compared);
  const staying = stayingPairs(last, { before, compared, dropped });
  const known = new Map(readings.map((reading) => [reading.paper.id, reading]));
  const judged = (pairs: readonly NamedPair[]) => judgePairs(pairs, { ...options, known });
  const scored = staying.scored;
  const below = strongestBelow(staying.below.pairs, staying.below.bound);
  const pairs = candidates.map(([a, b]) => ({ a: a.id, b: b.id }));
  for (const pair of await judged(pairs.filter((pair) => !staying.known.has(keyOf(pair))))) {
    if (isScored(pair)) scored.push(pair);
    else below.add(pair);
  }
  const strongest = below.strongest();
  if (isExhausted(strongest)) return undefined;
  const chained = pairsInChains(scored);
  const previous = new Map([...staying.chained, ...last.below.pairs].map((pair) => [keyOf(pair), pair]));
  const unknown = chained.filter((pair) => !previous.has(keyOf(pair)) || !staying.bothStay(pair));
  const fresh = new Map((await judged(unknown)).map((pair) => [keyOf(pair), pair]));
  return {
    state: {
      scored,
      chained: chained.map((pair) => fresh.get(keyOf(pair)) ?? previous.get(keyOf(pair))!),
      below: strongest,
      exactDuplicates: sets,
    },
    arrived,
  };
}

type NamedPair = Pick<DuplicatePair, 'a' | 'b'>;

/** The part of the last comparison that stays valid: pairs of unchanged papers that are still candidates. */
function stayingPairs(
  last: ComparisonState,
  {
    before,
    compared,
    dropped,
  }: {
    readonly before: readonly CandidateFeatures[];
    readonly compared: readonly CandidateFeatures[];
    readonly dropped: ChangedPairs['dropped'];
  },
) {
  const now = new Set(compared);
  const staying = new Set(before.filter((paper) => now.has(paper)).map(({ id }) => id));
  const bothStay = ({ a, b }: NamedPair): boolean => staying.has(a) && staying.has(b);
  const gone = new Set(dropped.map(([a, b]) => keyOf({ a: a.id, b: b.id })));
  const holds = (pair: DuplicatePair): boolean => bothStay(pair) && !gone.has(keyOf(pair));
  const scored = last.scored.filter(holds);
  const below = { pairs: last.below.pairs.filter(holds), bound: last.below.bound };
  return {
    bothStay,
    scored,
    below,
    chained: last.chained.filter(bothStay),
    known: new Set([...scored, ...below.pairs].map(keyOf)),
  };
}
