/**
 * Rows of whole numbers, of any lengths, in few large arrays: an array object for each of a million small rows would
 * take more memory than its numbers.
 */

/** Maximum and minimum numbers of a block, 4 MB and 4 KB. A row lies within one block. */
const [MOST_NUMBERS, LEAST_NUMBERS] = [2 ** 20, 2 ** 10];

export interface NumberRows {
  /** Appends a copy. */
  push(row: Uint32Array): void;
  /** A view, not a copy. */
  at(index: number): Uint32Array;
}

export function numberRows(): NumberRows {
  let block = new Uint32Array(0);
  let used = 0;
  const blocks: Uint32Array[] = [];
  /** Of each row, its block and its place there in one number, and its length. */
  const places: number[] = [];
  const lengths: number[] = [];
  return {
    push(row) {
      if (used + row.length > block.length) {
        block = new Uint32Array(Math.max(LEAST_NUMBERS, Math.min(2 * block.length, MOST_NUMBERS), row.length));
        blocks.push(block);
        used = 0;
      }
      block.set(row, used);
      places.push((blocks.length - 1) * MOST_NUMBERS + used);
      lengths.push(row.length);
      used += row.length;
    },
    at(index) {
      const length = lengths[index]!;
      if (length === 0) return EMPTY;
      const place = places[index]!;
      const start = place % MOST_NUMBERS;
      return blocks[Math.floor(place / MOST_NUMBERS)]!.subarray(start, start + length);
    },
  };
}

const EMPTY = new Uint32Array(0);
