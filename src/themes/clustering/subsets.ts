/**
 * Subsets of papers that hardly change when papers are added or removed: whether a paper is drawn depends on its
 * embedding alone. Any order of the papers gives the same subsets.
 */
import { mixBits } from '../../maths/hashing.js';
import type { Rows } from '../../maths/rows.js';

/** One number for each row, computed from its values alone. */
export function rowKeys({ data, count, dimension }: Rows): Uint32Array {
  const bits = new Uint32Array(data.buffer, data.byteOffset, count * dimension);
  const keys = new Uint32Array(count);
  for (let i = 0, at = 0; i < count; i++) {
    let key = 0x811c9dc5;
    for (const end = at + dimension; at < end; at++) key = mixBits(Math.imul(key ^ bits[at]!, 0x01000193));
    keys[i] = key;
  }
  return keys;
}

/** Indices of the `size` rows of lowest key, ascending; all if `size` is not smaller. */
export function sampleByKey(keys: Uint32Array, size: number): Int32Array {
  const indices = Array.from(keys.keys());
  if (size >= keys.length) return Int32Array.from(indices);
  return Int32Array.from(indices.sort((a, b) => keys[a]! - keys[b]! || a - b).slice(0, size)).sort();
}

/** `count` subsets, each of about `share` of the rows, at most `most`; indices ascending. */
export function subsetsByKey(
  keys: Uint32Array,
  { count, share, most }: { readonly count: number; readonly share: number; readonly most: number },
): Int32Array[] {
  return Array.from({ length: count }, (_, subset) => {
    const own = keys.map((key) => mixBits(key ^ Math.imul(subset + 1, 0x9e3779b1)));
    const sample = Int32Array.from(keys.keys()).filter((i) => own[i]! < share * 2 ** 32);
    return sampleByKey(
      Uint32Array.from(sample, (i) => own[i]!),
      most,
    ).map((place) => sample[place]!);
  });
}
