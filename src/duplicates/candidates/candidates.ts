/**
 * Which pairs are worth judging? Far fewer than all: those that share an identifier, a title, a MinHash bucket or rare
 * bigrams.
 */
import { yieldToEventLoop } from '../../errors.js';
import { toSet } from '../../maths/number-sets.js';
import { forEachCollision, numberIn, packed, positionIn } from './buckets.js';
import type { CandidateFeatures } from './features.js';
import { forEachOverlap } from './minhash.js';
import { pairList } from './pair-list.js';
import { rareBigramPartners } from './rare-bigrams.js';

/** A paper is compared with the first and the last few earlier papers of the same key: linear time for any number. */
export const LAST_FEW = 12;
/** Pairs between two checks of the signal. */
const YIELD_EVERY = 20_000;

/**
 * Pairs of positions, each once: a smaller one with the larger ones, both in ascending order; valid until the next is
 * taken. Yields to the event loop at intervals. `changed-pairs.ts` has the same rules for the papers that a change
 * touches.
 */
export async function* candidatesOf(
  papers: readonly CandidateFeatures[],
  signal?: AbortSignal,
): AsyncGenerator<readonly [a: number, others: Uint32Array]> {
  const colliding = pairList();
  addCandidatesByKey(papers, colliding.add);
  await yieldToEventLoop(signal);
  forEachOverlap(papers, colliding.add);
  await yieldToEventLoop(signal);
  const pairs = colliding.sorted();
  let [a, at, since] = [0, 0, 0];
  for (const others of rareBigramPartners(papers)) {
    for (; at < pairs.length && numberIn(pairs[at]!) === a; at++) others.push(positionIn(pairs[at]!));
    since += others.length;
    if (since >= YIELD_EVERY) {
      since = 0;
      await yieldToEventLoop(signal);
    }
    if (others.length > 0) yield [a, toSet(Uint32Array.from(others))];
    a++;
  }
}

function addCandidatesByKey(papers: readonly CandidateFeatures[], addCandidate: (a: number, b: number) => void): void {
  const keys: Float64Array = new Float64Array(papers.reduce((sum, paper) => sum + paper.keys.length, 0));
  let filled = 0;
  papers.forEach((paper, position) => {
    for (const key of paper.keys) keys[filled++] = packed(key, position);
  });
  forEachCollision(keys, (from, to) => {
    const first = positionIn(keys[from]!);
    for (let at = from + 1; at < to; at++) {
      const position = positionIn(keys[at]!);
      addCandidate(first, position);
      for (let earlier = Math.max(from, at - LAST_FEW); earlier < at; earlier++)
        addCandidate(positionIn(keys[earlier]!), position);
    }
  });
}
