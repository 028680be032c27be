/**
 * Subsets of papers that hardly change when papers are added or removed: whether a paper is drawn depends on its
 * embedding alone. Any order of the papers gives the same subsets.
 */
import { type Rows, rowAt } from '../../maths/rows.js';

/** One number for each row, computed from its values alone. */
export function rowKeys(rows: Rows): Uint32Array {
  const bits = new DataView(new ArrayBuffer(4));
  return Uint32Array.from({ length: rows.count }, (_, i) => {
    let key = 0x811c9dc5;
    for (const value of rowAt(rows, i)) {
      bits.setFloat32(0, value);
      key = scramble(Math.imul(key ^ bits.getUint32(0), 0x01000193));
    }
    return key;
  });
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
    const own = keys.map((key) => scramble(key ^ Math.imul(subset + 1, 0x9e3779b1)));
    const sample = Int32Array.from(keys.keys()).filter((i) => own[i]! < share * 2 ** 32);
    return sampleByKey(
      Uint32Array.from(sample, (i) => own[i]!),
      most,
    ).map((place) => sample[place]!);
  });
}

/** Spreads 32 bits (the last steps of MurmurHash3, Austin Appleby, public domain). */
function scramble(key: number): number {
  let mixed = key ^ (key >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
