/** The arithmetic mean; NaN of no values. */
export function averageOf(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
