/** The arithmetic mean; NaN of no values. */
export function averageOf(values: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const x of values) sum += x;
  return sum / values.length;
}
