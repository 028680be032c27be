/**
 * Candidate features as numbers, and the papers that have each: of the few features that matter to a change or to the
 * papers of a file, and not of all.
 */
import { byCodeUnits } from '../../maths/order.js';
import type { CandidateFeatures } from './features.js';
import { SHARED } from './rare-bigrams.js';

/** Hashes of other kinds begin here, and each band at a multiple, so that no two kinds share a number. */
const KIND = 2 ** 32;
const [KEYS, BANDS] = [1, 2];
/** Bits of a filter before the map of touched buckets: most features are of buckets that no change touches. */
const FILTER = 2 ** 20;

/** In order of id, by feature. */
export type Buckets = Map<number, CandidateFeatures[]>;

export function featuresIn({ keys, bands, bigrams }: CandidateFeatures): number[] {
  return [
    ...bigrams,
    ...Array.from(keys, (key) => KEYS * KIND + key),
    ...Array.from(bands, (band, i) => (BANDS + i) * KIND + band),
  ];
}

export function bucketsOf(papers: readonly CandidateFeatures[], features: ReadonlySet<number>): Buckets {
  const buckets: Buckets = new Map();
  if (features.size === 0) return buckets;
  const filter = new Uint8Array(FILTER);
  for (const feature of features) filter[feature % FILTER] = 1;
  const put = (feature: number, paper: CandidateFeatures): void => {
    if (!features.has(feature)) return;
    const bucket = buckets.get(feature);
    if (bucket === undefined) buckets.set(feature, [paper]);
    else bucket.push(paper);
  };
  for (const paper of papers) {
    const { keys, bands, bigrams } = paper;
    for (const bigram of bigrams) if (filter[bigram % FILTER] === 1) put(bigram, paper);
    for (const key of keys) if (filter[key % FILTER] === 1) put(KEYS * KIND + key, paper);
    for (let i = 0; i < bands.length; i++)
      if (filter[bands[i]! % FILTER] === 1) put((BANDS + i) * KIND + bands[i]!, paper);
  }
  for (const bucket of buckets.values()) bucket.sort((a, b) => byCodeUnits(a.id, b.id));
  return buckets;
}

export const isBigram = (feature: number): boolean => feature < KIND;
export const isKey = (feature: number): boolean => feature >= KEYS * KIND && feature < (KEYS + 1) * KIND;

export function sharedFeatures(a: CandidateFeatures, b: CandidateFeatures): number[] {
  const shared: number[] = [];
  for (let i = 0, j = 0; i < a.bigrams.length && j < b.bigrams.length; ) {
    const [x, y] = [a.bigrams[i]!, b.bigrams[j]!];
    if (x === y) shared.push(x);
    if (x <= y) i++;
    if (y <= x) j++;
  }
  for (const key of a.keys) if (b.keys.includes(key)) shared.push(KEYS * KIND + key);
  a.bands.forEach((band, i) => {
    if (b.bands[i] === band) shared.push((BANDS + i) * KIND + band);
  });
  return shared;
}

/**
 * The papers that share enough with a paper: those that `near` picks of each key and band, and those with which it has
 * several of the bigrams that at most `rare` papers of the buckets have.
 */
export function partnersIn(
  buckets: ReadonlyMap<number, readonly CandidateFeatures[]>,
  paper: CandidateFeatures,
  rare: number,
  near: (bucket: readonly CandidateFeatures[], feature: number) => readonly CandidateFeatures[],
): Set<CandidateFeatures> {
  const partners = new Set<CandidateFeatures>();
  const shared = new Map<CandidateFeatures, number>();
  for (const feature of featuresIn(paper)) {
    const bucket = buckets.get(feature) ?? [];
    if (!isBigram(feature)) for (const other of near(bucket, feature)) partners.add(other);
    else if (bucket.length <= rare) for (const other of bucket) shared.set(other, (shared.get(other) ?? 0) + 1);
  }
  for (const [other, count] of shared) if (count >= SHARED) partners.add(other);
  return partners;
}
