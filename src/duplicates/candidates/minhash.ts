/**
 * Which papers share enough shingles that one may be a copy of the other, without comparing every pair?
 *
 * MinHash (Broder 1997, "On the resemblance and containment of documents") with locality-sensitive bands (Leskovec,
 * Rajaraman, Ullman, "Mining of Massive Datasets", 3.4): two papers collide when all rows of a band agree. The
 * probability for Jaccard overlap j is 1 − (1 − j^ROWS)^BANDS: 0.999 at j = 0.45, 0.95 at 0.3, 0.28 at 0.1.
 */
import { MULTIPLIERS, mixBits } from '../../maths/hashing.js';
import { forEachCollision, packed, positionIn } from './buckets.js';
import type { CandidateFeatures } from './features.js';
import { signatures } from './signature.js';

const BANDS = 32;
const ROWS = 2;

/**
 * In a bucket of many papers each is compared with the next few only, so that 5,000 copies of one form make 60,000
 * pairs and not 12 million. They stay connected, and `rare-bigrams.ts` finds pairs that differ.
 */
export const NEXT_FEW = 12;

/** Calls `meet` for positions whose sets are likely to overlap, possibly more than once. */
export function forEachOverlap(
  papers: readonly Pick<CandidateFeatures, 'bands'>[],
  meet: (a: number, b: number) => void,
): void {
  const positions = new Uint32Array(papers.length);
  const numbers = new Uint32Array(papers.length * BANDS);
  let count = 0;
  papers.forEach(({ bands }, position) => {
    if (bands.length === 0) return;
    numbers.set(bands, count * BANDS);
    positions[count++] = position;
  });
  const keys = new Float64Array(count);
  for (let band = 0; band < BANDS; band++) {
    for (let i = 0; i < count; i++) keys[i] = packed(numbers[i * BANDS + band]!, positions[i]!);
    forEachCollision(keys, (from, to) => {
      for (let x = from; x < to; x++) {
        for (let y = x + 1; y < Math.min(to, x + 1 + NEXT_FEW); y++) meet(positionIn(keys[x]!), positionIn(keys[y]!));
      }
    });
  }
}

/** One number for each band of a set's signature; none for an empty set. */
export function bandsOf(set: Uint32Array): Uint32Array {
  if (set.length === 0) return new Uint32Array();
  const signature = signatureOf(set);
  return Uint32Array.from({ length: BANDS }, (_, band) => bandKey(signature, band));
}

function bandKey(signature: Uint32Array, band: number): number {
  let key = 0;
  for (let row = 0; row < ROWS; row++) key = mixBits(key ^ signature[band * ROWS + row]!);
  return key;
}

/** Each seed gives another hash function. */
const SEEDS = Uint32Array.from({ length: BANDS * ROWS }, (_, row) => Math.imul(row + 1, 0x9e3779b1));
const signatureOf = signatures(SEEDS, MULTIPLIERS);
