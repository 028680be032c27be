/**
 * Blocks of postings: the terms of a segment in order, each with its postings, some fifty in a row of a table, because
 * most terms are of one paper. A term is found in the block whose first term is the last that is not after it.
 */
import type Database from 'better-sqlite3';
import { checksumOfBytes, verifyBytes } from '../database/checksum.js';
import { prepared } from '../database/prepared.js';
import { batchesInOrder } from '../database/whole-scan.js';
import { type PostingBytes, putInteger } from './posting-bytes.js';

/** A block ends after the term with which it has so many bytes: a row fits into a page of SQLite. */
const BLOCK_BYTES = 1_000;
/** Three integers of an entry. */
const MOST_HEADER = 24;

export const POSTING_TABLE = `
  CREATE TABLE posting (
    block INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL,
    first_term TEXT NOT NULL,
    bytes BLOB NOT NULL,
    sum INTEGER NOT NULL
  );
  CREATE INDEX posting_by_term ON posting (segment, first_term);
`;

/** The papers of a segment with one term. */
export interface TermPostings {
  readonly papers: number;
  readonly bytes: PostingBytes;
}

/** Writes the blocks of a segment. */
export class BlockWriter {
  #bytes = Buffer.alloc(4 * BLOCK_BYTES);
  #size = 0;
  #first = '';

  constructor(
    readonly database: Database.Database,
    readonly segment: number,
  ) {}

  /** In the order of SQLite's BINARY collation (`inOrder`). */
  add(term: string, { papers, bytes }: TermPostings): void {
    if (this.#size === 0) this.#first = term;
    const length = Buffer.byteLength(term);
    this.#makeRoom(length + bytes.length + MOST_HEADER);
    this.#put(length);
    this.#bytes.write(term, this.#size);
    this.#size += length;
    this.#put(papers);
    this.#put(bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
    if (this.#size >= BLOCK_BYTES) this.flush();
  }

  /** Writes the last block. */
  flush(): void {
    if (this.#size === 0) return;
    const bytes = this.#bytes.subarray(0, this.#size);
    const row = { segment: this.segment, first_term: this.#first, bytes };
    const add = prepared(this.database, 'INSERT INTO posting (segment, first_term, bytes, sum) VALUES (?, ?, ?, ?)');
    add.run(row.segment, row.first_term, bytes, checksumOfBytes(nameOf(row), bytes));
    this.#size = 0;
  }

  #makeRoom(bytes: number): void {
    if (this.#size + bytes <= this.#bytes.length) return;
    const larger = Buffer.alloc(2 * (this.#size + bytes));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  #put(number: number): void {
    this.#size = putInteger(this.#bytes, this.#size, number);
  }
}

/** Terms in the order of SQLite's BINARY collation, which differs from that of JavaScript beyond U+FFFF. */
export function inOrder(terms: Iterable<string>): string[] {
  const list = [...terms];
  return list.some((term) => /[\ud800-\udfff]/.test(term))
    ? list.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    : list.sort();
}

interface BlockRow {
  readonly segment: number;
  readonly first_term: string;
  readonly bytes: Uint8Array;
  readonly sum: number;
}

function nameOf({ segment, first_term }: Pick<BlockRow, 'segment' | 'first_term'>): string {
  return `${segment} ${first_term}`;
}

/** @throws Damage */
function verified(row: BlockRow): Buffer {
  verifyBytes(`the postings from "${row.first_term}" on`, nameOf(row), row.bytes, row.sum);
  return Buffer.from(row.bytes.buffer, row.bytes.byteOffset, row.bytes.length);
}

/** The postings of a term in those of the segments that have it, in any order. @throws Damage */
export function readTerm(
  database: Database.Database,
  term: string,
  segments: readonly number[],
): (TermPostings & { readonly segment: number })[] {
  const rows = prepared(
    database,
    `SELECT segment, first_term, bytes, sum FROM json_each(?) AS one JOIN posting ON block = (
       SELECT block FROM posting WHERE segment = one.value AND first_term <= ? ORDER BY first_term DESC LIMIT 1)`,
  ).all(JSON.stringify(segments), term) as BlockRow[];
  const name = Buffer.from(term);
  return rows.flatMap((row) => {
    for (const { length, at, ...postings } of entriesOf(verified(row)))
      if (length === name.length && name.compare(postings.block, at, at + length) === 0)
        return [{ segment: row.segment, papers: postings.papers, bytes: postings.bytes() }];
    return [];
  });
}

/** All terms of a segment, in order. @throws Damage */
export function* termsIn(
  database: Database.Database,
  segment: number,
): Generator<TermPostings & { readonly term: string }> {
  const next = prepared(
    database,
    `SELECT segment, first_term, bytes, sum FROM posting
     WHERE segment = ? AND first_term > ? ORDER BY first_term LIMIT 500`,
  );
  const blocksAfter = (term: string) => next.all(segment, term) as BlockRow[];
  for (const rows of batchesInOrder('posting', '', blocksAfter, (row) => row.first_term))
    for (const row of rows)
      for (const { block, at, length, papers, bytes } of entriesOf(verified(row)))
        yield { term: block.toString('utf8', at, at + length), papers, bytes: bytes() };
}

interface Entry {
  readonly block: Buffer;
  /** Where its term is. */
  readonly at: number;
  readonly length: number;
  readonly papers: number;
  /** A copy, so that the block is not held with it. */
  readonly bytes: () => PostingBytes;
}

function* entriesOf(block: Buffer): Generator<Entry> {
  let place = 0;
  const integer = () => {
    let byte = block[place++]!;
    let number = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) number |= ((byte = block[place++]!) & 0x7f) << shift;
    return number;
  };
  while (place < block.length) {
    const length = integer();
    const at = place;
    place += length;
    const papers = integer();
    const size = integer();
    const from = place;
    place += size;
    yield { block, at, length, papers, bytes: () => Uint8Array.from(block.subarray(from, from + size)) };
  }
}
