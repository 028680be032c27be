/**
 * How many tokens each paper has, for BM25: two bytes a paper, in blocks of rows, so that a question reads them all at
 * once. Written in the transaction that writes the words, so that every score is of the current papers; FTS5's own
 * counts include removed and changed papers until it is rewritten.
 */
import type Database from 'better-sqlite3';
import { checksumOfBytes, verifyBytes } from '../database/checksum.js';

/** Papers of a block: it is written whole for each paper that changes. */
const ROWS = 1_024;
const BYTES = 2;

export const LENGTHS_TABLE = `
  CREATE TABLE paper_lengths (block INTEGER PRIMARY KEY, lengths BLOB NOT NULL, sum INTEGER NOT NULL);
`;

/** By row: 0 if there is no such paper, else its number of tokens plus one. */
type Lengths = Uint16Array;

export interface LengthStatistics {
  readonly lengths: Lengths;
  readonly papers: number;
  /** Tokens of a paper. */
  readonly mean: number;
}

/** Collects what a transaction changes; `flush` writes it. */
export class LengthWriter {
  readonly #changed = new Map<number, number>();

  constructor(readonly database: Database.Database) {}

  put(row: number, tokens: number): void {
    this.#changed.set(row, tokens + 1);
  }

  remove(row: number): void {
    this.#changed.set(row, 0);
  }

  /** Called within the transaction. @throws Damage */
  flush(): void {
    const blocks = new Map<number, Uint16Array>();
    for (const [row, value] of this.#changed) {
      const number = Math.floor(row / ROWS);
      const block = blocks.get(number) ?? readBlock(this.database, number);
      blocks.set(number, block);
      block[row % ROWS] = value;
    }
    this.#changed.clear();
    const put = this.database.prepare('INSERT OR REPLACE INTO paper_lengths VALUES (?, ?, ?)');
    for (const [number, block] of blocks) {
      const bytes = new Uint8Array(block.buffer);
      put.run(number, bytes, checksumOfBytes(number, bytes));
    }
  }
}

interface BlockRow {
  readonly block: number;
  readonly lengths: Uint8Array;
  readonly sum: number;
}

function readBlock(database: Database.Database, number: number): Uint16Array {
  const row = database.prepare('SELECT * FROM paper_lengths WHERE block = ?').get(number) as BlockRow | undefined;
  return row === undefined ? new Uint16Array(ROWS) : blockOf(row);
}

/** @throws Damage */
function blockOf({ block, lengths, sum }: BlockRow): Uint16Array {
  verifyBytes(`the lengths of papers in block ${block}`, block, lengths, sum);
  return new Uint16Array(Uint8Array.from(lengths).buffer, 0, Math.min(ROWS, lengths.length / BYTES));
}

/** @throws Damage */
export function lengthStatistics(database: Database.Database): LengthStatistics {
  const lengths = readLengths(database);
  let [papers, tokens] = [0, 0];
  for (const value of lengths) {
    if (value === 0) continue;
    papers++;
    tokens += value - 1;
  }
  return { lengths, papers, mean: tokens / Math.max(1, papers) };
}

function readLengths(database: Database.Database): Lengths {
  const rows = database.prepare('SELECT * FROM paper_lengths ORDER BY block').all() as BlockRow[];
  const lengths = new Uint16Array(((rows.at(-1)?.block ?? -1) + 1) * ROWS);
  for (const row of rows) lengths.set(blockOf(row), row.block * ROWS);
  return lengths;
}
