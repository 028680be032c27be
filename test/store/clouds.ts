/** Points for tests of neighbours. */
import { type Embedding, toUnitLength } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';
import { seededRandom } from '../support/random.js';

export const DIMENSION = 32;

/** Around eight centres. @param from number of the first id */
export function clouds(count: number, seed: number, from = 0): Map<PaperId, Embedding> {
  const random = seededRandom(seed);
  const centres = Array.from({ length: 8 }, () => Array.from({ length: DIMENSION }, () => random() - 0.5));
  return new Map(
    Array.from({ length: count }, (_, i) => [
      `p${String(from + i).padStart(5, '0')}` as PaperId,
      toUnitLength(centres[i % 8]!.map((x) => x + (random() - 0.5) * 0.6)),
    ]),
  );
}
