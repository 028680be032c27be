/**
 * Compares the postings of the segments with FTS5's word index: of each paper, the sum over its terms of a hash times
 * the frequency, in any order.
 */
import { crc32 } from 'node:zlib';
import type Database from 'better-sqlite3';
import { counted } from '../../../counted.js';
import { TITLE_WEIGHT } from '../../bm25.js';
import { forEachPosting } from './posting-bytes.js';
import { postingsIn, rowsOfSegment, segmentsOf } from './segments.js';

/** Below 2 ** 31, so that a hash times a frequency is exact. */
const SUMS = 2 ** 31 - 1;

export class PostingCheck {
  /** By row. */
  readonly #sums: Float64Array;
  /** Rows beyond those of papers. */
  readonly #beyond = new Set<number>();
  #term = '';
  #hash = hashOf('');

  /** @param rows those of papers are below it */
  constructor(rows: number) {
    this.#sums = new Float64Array(rows);
  }

  /** In order of term. */
  addOccurrence(term: string, row: number, column: 'title' | 'abstract'): void {
    if (term !== this.#term) [this.#term, this.#hash] = [term, hashOf(term)];
    this.#add(row, this.#hash, column === 'title' ? TITLE_WEIGHT : 1);
  }

  /** After all occurrences. @returns one sentence for each fault @throws Damage */
  faultsIn(database: Database.Database): string[] {
    const faults: string[] = [];
    for (const segment of segmentsOf(database)) {
      const rows = rowsOfSegment(database, segment);
      const isOwn = rows.size === segment.papers && [...segment.gone].every((row) => rows.has(row));
      if (!isOwn) faults.push(`the papers of the segment ${segment.segment} are damaged`);
      for (const { term, bytes } of postingsIn(database, segment)) {
        const hash = SUMS - hashOf(term);
        forEachPosting(bytes, (row, frequency) => this.#add(row, hash, frequency));
      }
    }
    const strays = this.#sums.filter((sum) => sum !== 0).length + this.#beyond.size;
    return strays === 0 ? faults : [...faults, `the postings and words of ${counted(strays, 'paper')} do not match`];
  }

  #add(row: number, hash: number, frequency: number): void {
    const sum = this.#sums[row];
    if (sum === undefined) this.#beyond.add(row);
    else this.#sums[row] = (sum + hash * frequency) % SUMS;
  }
}

function hashOf(term: string): number {
  return crc32(term) % SUMS;
}
