/** Orders of texts that are the same on every machine. */

/** By UTF-16 code units, ascending: −1, 0 or 1. */
export function byCodeUnits(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
