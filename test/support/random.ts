/** Order that looks random and is the same in every run. */
import { seededRandom } from '../../src/maths/random.js';

export { seededRandom };

export function shuffled<T>(things: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  const mixed = [...things];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
