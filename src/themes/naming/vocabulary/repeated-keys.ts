/**
 * Which phrases are in at least two papers, found before anything is recorded of them: nearly all runs of words are in
 * one paper only, and recording each would take a gigabyte for 5,000 papers.
 *
 * One pass notes a hash of each key. Keys that share a hash count as one, so a few phrases of one paper are recorded
 * too, and none of two papers is missed.
 */
import { mixBits } from '../../../maths/hashing.js';

/** The hash of a string; that of two strings in a row follows from theirs (Karp & Rabin 1987). */
export interface KeyHash {
  readonly value: number;
  /** The base, to the power of the string's length. */
  readonly power: number;
}

/** Of FNV; odd, so that no letter is lost. */
const BASE = 16_777_619;
/** For some two million keys. */
const SLOTS = 2 ** 23;
const IN_SEVERAL = -1;

export const EMPTY_KEY: KeyHash = { value: 0, power: 1 };

export function hashOfKey(key: string): KeyHash {
  let [value, power] = [0, 1];
  for (let i = 0; i < key.length; i++) {
    value = (Math.imul(value, BASE) + key.charCodeAt(i) + 1) | 0;
    power = Math.imul(power, BASE);
  }
  return { value, power };
}

/** The hash of one key followed by another. */
export function followedBy(key: KeyHash, next: KeyHash): KeyHash {
  return { value: (Math.imul(key.value, next.power) + next.value) | 0, power: Math.imul(key.power, next.power) };
}

export class RepeatedKeys {
  /** 0, the number of the one paper plus one, or `IN_SEVERAL`. */
  readonly #papers = new Int32Array(SLOTS);

  add({ value }: KeyHash, paper: number): void {
    const slot = slotOf(value);
    const known = this.#papers[slot]!;
    if (known !== paper + 1) this.#papers[slot] = known === 0 ? paper + 1 : IN_SEVERAL;
  }

  /** Whether several papers have a key, or one with the same hash. */
  has({ value }: KeyHash): boolean {
    return this.#papers[slotOf(value)] === IN_SEVERAL;
  }
}

/** The bits are mixed, as the last letters of keys are in the lowest. */
function slotOf(value: number): number {
  return mixBits(value) % SLOTS;
}
