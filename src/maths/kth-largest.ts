/** The `k`-th largest of some numbers; −∞ where there are fewer. */
export function kthLargest(numbers: Float32Array | readonly number[], k: number): number {
  const largest = new Float64Array(k).fill(-Infinity);
  for (const number of numbers) {
    let at = k;
    while (at > 0 && number > largest[at - 1]!) at--;
    if (at === k) continue;
    largest.copyWithin(at + 1, at, k - 1);
    largest[at] = number;
  }
  return largest[k - 1]!;
}
