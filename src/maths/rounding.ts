/** Rounding, so that results are the same on every engine. */

/** Four decimals, as similarities are shown. */
export function roundTo4(x: number): number {
  return Math.round(x * 1e4) / 1e4;
}

/** Natural logarithm rounded to nine decimals, because engines may differ in the last bit of Math.log. */
export function log(x: number): number {
  return Math.round(Math.log(x) * 1e9) / 1e9;
}
