/**
 * Which pairs become candidates, or stop being candidates, when papers are added or removed? The rules of
 * `candidates.ts`, over the buckets that the change touches.
 *
 * A pair of two papers that stay can change too: a bucket has a window, which others can enter, and a bigram can
 * become common, or rare again.
 */
import { LAST_FEW } from './candidates.js';
import { type Buckets, bucketsOf, featuresIn, isBigram, isKey, partnersIn, sharedFeatures } from './feature-buckets.js';
import type { CandidateFeatures } from './features.js';
import { NEXT_FEW } from './minhash.js';
import { RARE, SHARED } from './rare-bigrams.js';

type Pair = readonly [CandidateFeatures, CandidateFeatures];

export interface ChangedPairs {
  /** Current candidates with an added paper, or that may not have been candidates before. */
  readonly candidates: readonly Pair[];
  /** Pairs of unchanged papers that are no longer candidates. */
  readonly dropped: readonly Pair[];
}

/**
 * Both lists are without exact duplicates, of which the first by id is listed; an unchanged paper is the same object
 * in both.
 */
export function changedPairs(before: readonly CandidateFeatures[], after: readonly CandidateFeatures[]): ChangedPairs {
  const [old, now] = [new Set(before), new Set(after)];
  const leaving = before.filter((paper) => !now.has(paper));
  const entering = new Set(after.filter((paper) => !old.has(paper)));
  const touched = new Set([...leaving, ...entering].flatMap(featuresIn));
  const buckets = bucketsOf(after, touched);
  const moved = movedPairs(bucketsOf(before, touched), buckets);
  const shared = new Set(moved.flatMap(([a, b]) => sharedFeatures(a, b)).filter((feature) => !buckets.has(feature)));
  for (const [feature, papers] of bucketsOf(after, shared)) buckets.set(feature, papers);
  const stillCandidates = new Set(moved.filter(([a, b]) => isCandidate(a, b, buckets)));
  return {
    candidates: [
      ...[...entering].flatMap((paper) =>
        Array.from(partnersOf(paper, buckets), (partner) => inOrder(paper, partner)).filter(
          ([a]) => a === paper || !entering.has(a),
        ),
      ),
      ...stillCandidates,
    ],
    dropped: moved.filter((pair) => !stillCandidates.has(pair)),
  };
}

function inOrder(a: CandidateFeatures, b: CandidateFeatures): Pair {
  return a.id < b.id ? [a, b] : [b, a];
}

const windowOf = (feature: number): number => (isKey(feature) ? LAST_FEW : NEXT_FEW);

/** Pairs of unchanged papers whose state in a bucket has changed, each once. */
function movedPairs(before: Buckets, after: Buckets): Pair[] {
  const pairs = new Map<string, Pair>();
  const add = (a: CandidateFeatures, b: CandidateFeatures): void => {
    if (a !== b)
      pairs.set(
        inOrder(a, b)
          .map(({ id }) => id)
          .join('\n'),
        inOrder(a, b),
      );
  };
  for (const [feature, now] of after) {
    const old = before.get(feature) ?? [];
    const places = new Map(now.map((paper, place) => [paper, place]));
    const staying = old.flatMap((paper, place) => {
      const later = places.get(paper);
      return later === undefined ? [] : [{ paper, before: place, after: later }];
    });
    if (isBigram(feature)) {
      if (old.length <= RARE === now.length <= RARE) continue;
      for (const a of staying) for (const b of staying) add(a.paper, b.paper);
      continue;
    }
    const window = windowOf(feature);
    staying.forEach((a, i) => {
      for (const b of staying.slice(i + 1, i + 1 + window))
        if (b.before - a.before <= window !== b.after - a.after <= window) add(a.paper, b.paper);
    });
    if (!isKey(feature) || old[0] === now[0]) continue;
    for (const first of [old[0], now[0]])
      if (first !== undefined && places.has(first) && old.includes(first))
        for (const { paper } of staying) add(first, paper);
  }
  return [...pairs.values()];
}

/** All candidates of a paper whose buckets are known. */
function partnersOf(paper: CandidateFeatures, buckets: Buckets): Set<CandidateFeatures> {
  const partners = partnersIn(buckets, paper, RARE, (bucket, feature) => {
    const [place, window] = [placeOf(paper, bucket), windowOf(feature)];
    const around = bucket.slice(Math.max(0, place - window), place + window + 1);
    if (!isKey(feature)) return around;
    return place === 0 ? bucket : [bucket[0]!, ...around];
  });
  partners.delete(paper);
  return partners;
}

function isCandidate(a: CandidateFeatures, b: CandidateFeatures, buckets: Buckets): boolean {
  let rare = 0;
  for (const feature of sharedFeatures(a, b)) {
    const bucket = buckets.get(feature)!;
    if (isBigram(feature)) {
      if (bucket.length <= RARE && ++rare >= SHARED) return true;
      continue;
    }
    const [first, second] = [placeOf(a, bucket), placeOf(b, bucket)].sort((x, y) => x - y) as [number, number];
    if (second - first <= windowOf(feature) || (isKey(feature) && first === 0)) return true;
  }
  return false;
}

/** By binary search. */
function placeOf(paper: CandidateFeatures, bucket: readonly CandidateFeatures[]): number {
  let [low, high] = [0, bucket.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bucket[middle]!.id < paper.id) low = middle + 1;
    else high = middle;
  }
  return low;
}
