/**
 * Rows of whole numbers, of any lengths, in few large arrays: an array object for each of a million small rows would
 * take more memory than its numbers.
 */

/** Maximum and minimum numbers of a block, 4 MB and 4 KB of 32 bits each. A row lies within one block. */
const [MOST_NUMBERS, LEAST_NUMBERS] = [2 ** 20, 2 ** 10];
/** Rows whose places fit at first. */
const FIRST_ROWS = 2 ** 6;

type Numbers = Uint32Array | Uint16Array;

export interface NumberRows<T extends Numbers> {
  /** Appends a copy, of each number the last bits that fit. */
  push(row: Uint32Array): void;
  /** A view, not a copy. */
  at(index: number): T;
  /** Where a row is, for a loop that makes no view: its numbers are those of the block from `startOf` on. */
  blockOf(index: number): T;
  startOf(index: number): number;
  lengthOf(index: number): number;
}

export function numberRows<T extends Numbers>(make: new (length: number) => T): NumberRows<T> {
  let block = new make(0);
  let used = 0;
  const blocks: T[] = [];
  const empty = new make(0);
  /** Of each row, its block and its place there in one number, and its length. */
  let places = new Uint32Array(FIRST_ROWS);
  let lengths = new Uint32Array(FIRST_ROWS);
  let count = 0;
  const blockOf = (index: number): T => blocks[Math.floor(places[index]! / MOST_NUMBERS)]!;
  const startOf = (index: number): number => places[index]! % MOST_NUMBERS;
  const lengthOf = (index: number): number => lengths[index]!;
  return {
    push(row) {
      if (blocks.length === 0 || used + row.length > block.length) {
        block = new make(Math.max(LEAST_NUMBERS, Math.min(2 * block.length, MOST_NUMBERS), row.length));
        blocks.push(block);
        used = 0;
      }
      if (count === places.length) [places, lengths] = [twice(places), twice(lengths)];
      block.set(row, used);
      places[count] = (blocks.length - 1) * MOST_NUMBERS + used;
      lengths[count++] = row.length;
      used += row.length;
    },
    at(index) {
      const length = lengths[index]!;
      if (length === 0) return empty;
      const start = startOf(index);
      return blockOf(index).subarray(start, start + length) as T;
    },
    blockOf,
    startOf,
    lengthOf,
  };
}

function twice(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(2 * numbers.length);
  more.set(numbers);
  return more;
}
