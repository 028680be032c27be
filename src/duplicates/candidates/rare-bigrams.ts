/**
 * Which papers share rare bigrams of content words? This finds rewritten abstracts that share no three words in a row.
 *
 * An inverted index of the bigrams that few papers have. The rule accepts no pair without a shared one: over all 24.7
 * million pairs of seven judged sets, a double loop accepts no pair that is not found here, by key or by MinHash. So
 * candidates need no nearest neighbours, cost less, and do not depend on an approximate index.
 */
import { forEachCollision, packed, positionIn } from './buckets.js';
import type { CandidateFeatures } from './features.js';

/** A bigram in more papers is common usage of the field. */
export const RARE = 32;
/** Rare bigrams that two papers must share. */
export const SHARED = 2;

/** Bigrams that are sorted at once: 64 MB. They are grouped by ranges of their hashes. */
const SORTED_AT_ONCE = 2 ** 23;
const HASHES = 2 ** 32;

type WithBigrams = Pick<CandidateFeatures, 'bigrams'>;

/** For each position the later positions that share enough rare bigrams with it, in any order. */
export function* rareBigramPartners(papers: readonly WithBigrams[]): Generator<number[]> {
  const { members, starts, runs, firstRuns } = rareRuns(papers);
  const counts = new Uint16Array(papers.length);
  /** Of each run, its first member that is not before the position. */
  const next = starts.slice(0, -1);
  for (let a = 0; a < papers.length; a++) {
    const partners: number[] = [];
    for (let at = firstRuns[a]!; at < firstRuns[a + 1]!; at++) {
      const run = runs[at]!;
      const end = starts[run + 1]!;
      for (let i = ++next[run]!; i < end; i++) {
        const b = members[i]!;
        if (counts[b]!++ === 0) partners.push(b);
      }
    }
    yield partners.filter((b) => counts[b]! >= SHARED);
    for (const b of partners) counts[b] = 0;
  }
}

/** A run is the positions that have one rare bigram. */
interface RareRuns {
  /** The positions of one run after the other, each in ascending order, and where each run starts. */
  readonly members: Uint32Array;
  readonly starts: Uint32Array;
  /** The runs of one position after the other, and where those of each position start. */
  readonly runs: Uint32Array;
  readonly firstRuns: Uint32Array;
}

function rareRuns(papers: readonly WithBigrams[]): RareRuns {
  const total = papers.reduce((sum, { bigrams }) => sum + bigrams.length, 0);
  const members = new Uint32Array(total);
  const starts = new Uint32Array(Math.floor(total / 2) + 2);
  const firstRuns = new Uint32Array(papers.length + 1);
  let [filled, count] = [0, 0];
  forEachBigram(papers, total, (keys, from, to) => {
    if (to - from > RARE) return;
    for (let i = from; i < to; i++) {
      const position = positionIn(keys[i]!);
      members[filled++] = position;
      firstRuns[position + 1]!++;
    }
    starts[++count] = filled;
  });
  for (let position = 0; position < papers.length; position++) firstRuns[position + 1]! += firstRuns[position]!;
  const runs = new Uint32Array(filled);
  const next = firstRuns.slice();
  for (let run = 0; run < count; run++)
    for (let i = starts[run]!; i < starts[run + 1]!; i++) runs[next[members[i]!]!++] = run;
  return { members, starts: starts.subarray(0, count + 1), runs, firstRuns };
}

/** Visits the packed positions of each bigram that two sets and more have, in bounded memory. */
function forEachBigram(
  papers: readonly WithBigrams[],
  total: number,
  visit: (keys: Float64Array, from: number, to: number) => void,
): void {
  const ranges = Math.ceil(total / SORTED_AT_ONCE);
  const width = HASHES / ranges;
  const counts = new Uint32Array(ranges);
  for (const { bigrams } of papers) for (const bigram of bigrams) counts[Math.floor(bigram / width)]!++;
  counts.forEach((count, range) => {
    const keys: Float64Array = new Float64Array(count);
    let filled = 0;
    papers.forEach(({ bigrams }, position) => {
      // In ascending order: those of a range follow each other.
      for (let i = firstOfRange(bigrams, range, width); i < bigrams.length; i++) {
        if (Math.floor(bigrams[i]! / width) !== range) break;
        keys[filled++] = packed(bigrams[i]!, position);
      }
    });
    forEachCollision(keys, (from, to) => visit(keys, from, to));
  });
}

/** By binary search. */
function firstOfRange(bigrams: Uint32Array, range: number, width: number): number {
  let [low, high] = [0, bigrams.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Math.floor(bigrams[middle]! / width) < range) low = middle + 1;
    else high = middle;
  }
  return low;
}
