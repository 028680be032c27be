/** `size` different indices below `count`, in ascending order; all if `size` is not smaller. */
export function sampleOf(count: number, size: number, random: () => number): Int32Array {
  const indices = Int32Array.from({ length: count }, (_, i) => i);
  if (size >= count) return indices;
  for (let i = 0; i < size; i++) {
    const other = i + Math.floor(random() * (count - i));
    const swapped = indices[other]!;
    indices[other] = indices[i]!;
    indices[i] = swapped;
  }
  return indices.slice(0, size).sort();
}
