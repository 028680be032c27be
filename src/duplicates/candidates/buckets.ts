/**
 * Groups papers by a 32-bit number with one sort: number and position are packed into one exact double (32 + 21 bits).
 */

/** Positions that fit beside a 32-bit number; `compare.ts` refuses more papers. */
export const POSITIONS = 2 ** 21;

export function packed(number: number, position: number): number {
  return number * POSITIONS + position;
}

export function positionIn(key: number): number {
  return key - numberIn(key) * POSITIONS; // the remainder, which `%` computes more slowly
}

export function numberIn(key: number): number {
  return Math.floor(key / POSITIONS);
}

/**
 * Sorts packed keys in place and visits runs of one number, two and more: `from` inclusive, `to` exclusive.
 * Positions ascend within a run.
 */
export function forEachCollision(keys: Float64Array, visit: (from: number, to: number) => void): void {
  keys.sort();
  for (let from = 0; from < keys.length; ) {
    const number = numberIn(keys[from]!);
    let to = from + 1;
    while (to < keys.length && numberIn(keys[to]!) === number) to++;
    if (to - from > 1) visit(from, to);
    from = to;
  }
}
