/**
 * The postings of every token, so that a question reads a few rows for each of its words. A write of papers adds one
 * segment: its tokens in order, some fifty in a row (`posting-blocks.ts`). A change of a paper adds it to the newest
 * segment and records that its row is gone from those before. Segments of about the same size are joined, so that there
 * are few: a log-structured merge (O'Neil et al. 1996), as in Lucene and FTS5. Written in the transaction that writes
 * the words.
 */
import type Database from 'better-sqlite3';
import { checksumOfBytes, Damage, verifyBytes } from '../database/checksum.js';
import { counterOf, metaOf, raise, setMeta } from '../database/meta.js';
import { prepared } from '../database/prepared.js';
import { POSTING_TABLE, readTerm, type TermPostings, termsIn } from './posting-blocks.js';
import { forEachPosting, PostingsWriter } from './posting-bytes.js';

/** The generation of which the segments are. */
const WRITTEN_UP_TO = 'segments';

export const SEGMENT_TABLES = `
  CREATE TABLE segment (
    segment INTEGER PRIMARY KEY AUTOINCREMENT,
    papers INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL,
    gone BLOB NOT NULL,
    sum INTEGER NOT NULL,
    rows BLOB NOT NULL,
    rows_sum INTEGER NOT NULL
  );
  ${POSTING_TABLE}
`;

export interface Segment {
  readonly segment: number;
  /** When it was written, with those that are gone since. */
  readonly papers: number;
  readonly firstRow: number;
  readonly lastRow: number;
  /** Rows of papers that were removed, or changed and written again to a later segment. */
  readonly gone: ReadonlySet<number>;
}

/** The postings of one token in one segment, without those of papers that are gone. */
export interface SegmentPostings extends TermPostings {
  readonly segment: number;
}

/** In a transaction that writes papers with a `paperWriter`, which writes their postings. @throws Damage */
export function raiseGeneration(database: Database.Database): number {
  verifySegments(database);
  const generation = raise(database, 'generation');
  markSegmentsWritten(database);
  return generation;
}

/** @throws Damage if another program wrote papers without their postings */
export function verifySegments(database: Database.Database): void {
  if (metaOf(database, WRITTEN_UP_TO) !== String(counterOf(database, 'generation')))
    throw new Damage('the postings are not those of the current papers');
}

/** Records that the segments are those of the current papers. */
export function markSegmentsWritten(database: Database.Database): void {
  setMeta(database, WRITTEN_UP_TO, String(counterOf(database, 'generation')));
}

interface SegmentRow {
  readonly segment: number;
  readonly papers: number;
  readonly first_row: number;
  readonly last_row: number;
  readonly gone: Uint8Array;
  readonly sum: number;
}

/** In order. @throws Damage */
export function segmentsOf(database: Database.Database): readonly Segment[] {
  const rows = prepared(
    database,
    'SELECT segment, papers, first_row, last_row, gone, sum FROM segment ORDER BY segment',
  ).all() as SegmentRow[];
  return rows.map((row) => {
    verifyBytes(`the segment ${row.segment}`, sizeOf(row), row.gone, row.sum);
    const { segment, papers, first_row: firstRow, last_row: lastRow } = row;
    return { segment, papers, firstRow, lastRow, gone: rowsIn(row.gone) };
  });
}

function segmentSum(row: Omit<SegmentRow, 'sum'>): number {
  return checksumOfBytes(sizeOf(row), row.gone);
}

function sizeOf({ segment, papers, first_row, last_row }: Omit<SegmentRow, 'sum' | 'gone'>): string {
  return `${segment} ${papers} ${first_row} ${last_row}`;
}

/** Adds a segment without postings. @param rows of its papers, in ascending order @returns its number */
export function addSegment(database: Database.Database, rows: readonly number[]): number {
  const bytes = bytesOfRows(rows);
  const size = { papers: rows.length, first_row: rows[0]!, last_row: rows.at(-1)!, gone: new Uint8Array() };
  const add = prepared(
    database,
    `INSERT INTO segment (papers, first_row, last_row, gone, sum, rows, rows_sum)
     VALUES (@papers, @first_row, @last_row, @gone, 0, @bytes, 0)`,
  );
  const segment = Number(add.run({ ...size, bytes }).lastInsertRowid);
  prepared(database, 'UPDATE segment SET sum = ?, rows_sum = ? WHERE segment = ?').run(
    segmentSum({ segment, ...size }),
    checksumOfBytes(segment, bytes),
    segment,
  );
  return segment;
}

/** Of its papers, also of those that are gone. @throws Damage */
export function rowsOfSegment(database: Database.Database, { segment }: Segment): ReadonlySet<number> {
  const read = prepared(database, 'SELECT rows, rows_sum FROM segment WHERE segment = ?');
  const { rows, rows_sum } = read.get(segment) as { rows: Uint8Array; rows_sum: number };
  verifyBytes(`the papers of the segment ${segment}`, segment, rows, rows_sum);
  return rowsIn(rows);
}

function bytesOfRows(rows: Iterable<number>): Uint8Array {
  const writer = new PostingsWriter();
  for (const row of rows) writer.add(row, 1);
  return writer.whole();
}

function rowsIn(bytes: Uint8Array): Set<number> {
  const rows = new Set<number>();
  forEachPosting(bytes, (row) => rows.add(row));
  return rows;
}

/** Records which rows are gone from a segment; all of them, also those known before. */
export function setGone(database: Database.Database, segment: Segment, rows: ReadonlySet<number>): void {
  const gone = bytesOfRows([...rows].sort((a, b) => a - b));
  const { segment: number, papers, firstRow: first_row, lastRow: last_row } = segment;
  const sum = segmentSum({ segment: number, papers, first_row, last_row, gone });
  prepared(database, 'UPDATE segment SET gone = ?, sum = ? WHERE segment = ?').run(gone, sum, number);
}

export function removeSegment(database: Database.Database, { segment }: Segment): void {
  prepared(database, 'DELETE FROM posting WHERE segment = ?').run(segment);
  prepared(database, 'DELETE FROM segment WHERE segment = ?').run(segment);
}

/** The postings of a token in some segments, in any order. @throws Damage */
export function readSegments(
  database: Database.Database,
  token: string,
  segments: readonly Segment[],
): SegmentPostings[] {
  const bySegment = new Map(segments.map((one) => [one.segment, one]));
  return readTerm(database, token.toWellFormed(), [...bySegment.keys()]).map(({ segment, ...postings }) => ({
    segment,
    ...withoutGone(postings, bySegment.get(segment)!.gone),
  }));
}

/** All postings of a segment, in order of term. @throws Damage */
export function* postingsIn(
  database: Database.Database,
  { segment, gone }: Segment,
): Generator<TermPostings & { readonly term: string }> {
  for (const { term, ...postings } of termsIn(database, segment)) yield { term, ...withoutGone(postings, gone) };
}

function withoutGone(postings: TermPostings, gone: ReadonlySet<number>): TermPostings {
  if (gone.size === 0) return postings;
  const writer = new PostingsWriter();
  forEachPosting(postings.bytes, (row, frequency) => {
    if (!gone.has(row)) writer.add(row, frequency);
  });
  return { papers: writer.papers, bytes: writer.whole() };
}
