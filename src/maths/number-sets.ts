/** Sets of whole numbers as arrays: ascending, without repeats. */

/** Sorts the numbers in place. @returns a view of the set, at their start */
export function toSet(numbers: Uint32Array): Uint32Array {
  numbers.sort();
  let length = 0;
  for (let i = 0; i < numbers.length; i++)
    if (i === 0 || numbers[i] !== numbers[i - 1]) numbers[length++] = numbers[i]!;
  return numbers.subarray(0, length);
}

/** How many numbers two sets share. */
export function sharedCount(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}
