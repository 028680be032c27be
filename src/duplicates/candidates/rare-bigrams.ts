/**
 * Which papers put the same rare words side by side? So a rewritten abstract is found where no three words in a row
 * are left.
 *
 * An inverted index over pairs of neighbouring carrying words, of those pairs that few papers have. The rule accepts no
 * two papers that share none of them: over all 24.7 million pairs of seven judged sets a double loop accepts none that
 * is not met here, by key or in a band. So candidates need no nearest neighbours by embedding, cost less, and do not
 * hang on an approximate index.
 */
import { forEachCollision, packed, positionIn } from './buckets.js';

/** A pair of words that more papers have is a turn of speech of the field. */
const RARE = 32;
/** Rare pairs that two papers must share. */
const SHARED = 2;

/** For each position in turn the later positions that share enough rare pairs with it. */
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

/**
 * Packed keys sorted by pair; where the run of each rare pair starts and ends in them; and the runs that each paper is
 * in.
 */
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
