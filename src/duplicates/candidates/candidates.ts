/**
 * Which pairs are worth judging? Far fewer than all: those that share an identifier, a title, a MinHash bucket or rare
 * bigrams.
 */
import { yieldToEventLoop } from '../../errors.js';
import type { CandidateFeatures } from './features.js';
import { forEachOverlap } from './minhash.js';
import { rareBigramPartners } from './rare-bigrams.js';

/** A paper is compared with the first and the last few earlier papers of the same key: linear time for any number. */
export const LAST_FEW = 12;
/** Pairs between two checks of the signal. */
const YIELD_EVERY = 20_000;

/**
 * Pairs of positions, each once, the smaller first, in ascending order. Yields to the event loop at intervals.
 * `changed-pairs.ts` has the same rules for the papers that a change touches.
 */
export async function* candidatesOf(
  papers: readonly CandidateFeatures[],
  signal?: AbortSignal,
): AsyncGenerator<[number, number]> {
  const partners: number[][] = papers.map(() => []);
  const addCandidate = (a: number, b: number): void => {
    if (a !== b) partners[Math.min(a, b)]!.push(Math.max(a, b));
  };
  addCandidatesByKey(papers, addCandidate);
  await yieldToEventLoop(signal);
  forEachOverlap(
    papers.map(({ bands }) => bands),
    addCandidate,
  );
  await yieldToEventLoop(signal);
  let a = 0;
  let yields = 0;
  for (const others of rareBigramPartners(papers.map(({ bigrams }) => bigrams))) {
    for (const b of new Set([...partners[a]!, ...others].sort((x, y) => x - y))) {
      if (++yields % YIELD_EVERY === 0) await yieldToEventLoop(signal);
      yield [a, b];
    }
    a++;
  }
}

function addCandidatesByKey(papers: readonly CandidateFeatures[], addCandidate: (a: number, b: number) => void): void {
  const positionsByKey = new Map<number, number[]>();
  papers.forEach(({ keys }, position) => {
    for (const key of keys) {
      const positions = positionsByKey.get(key);
      if (positions === undefined) {
        positionsByKey.set(key, [position]);
        continue;
      }
      addCandidate(positions[0]!, position);
      for (const earlier of positions.slice(-LAST_FEW)) addCandidate(earlier, position);
      positions.push(position);
    }
  });
}
