/** Writes the postings of a transaction as one segment, and joins segments of about the same size. */
import type Database from 'better-sqlite3';
import { TITLE_WEIGHT } from '../../bm25.js';
import type { PaperTokens } from '../../tokens.js';
import { BlockWriter, inOrder } from './posting-blocks.js';
import { forEachPosting, PostingsWriter } from './posting-bytes.js';
import { addSegment, postingsIn, removeSegment, rowsOfSegment, type Segment, segmentsOf, setGone } from './segments.js';

/** So many segments of one size are joined to one of the next, so a posting is written again a few times. */
const JOINED = 8;
/** Papers of the largest segment that is written by joining: a second of work, within the write of a batch. */
const MOST_PAPERS = 40_000;
/** A segment is written again if more than this share of its papers is gone. */
const GONE_SHARE = 0.5;

type Frequencies = ReadonlyMap<string, number>;
/** Row and frequency as one number, which sorts by row: a joined segment has millions. */
type PackedPosting = number;
const FREQUENCIES = 2 ** 21;

/** Collects what a transaction changes; `flush` writes it. */
export class SegmentWriter {
  readonly #frequencies = new Map<number, Frequencies>();
  readonly #gone = new Set<number>();

  constructor(readonly database: Database.Database) {}

  put(row: number, tokens: PaperTokens): void {
    this.#frequencies.set(row, frequenciesOf(tokens));
  }

  /** Before a changed paper is put again, too. */
  remove(row: number): void {
    this.#frequencies.delete(row);
    this.#gone.add(row);
  }

  /** Called within the transaction. @throws Damage */
  flush(): void {
    if (this.#gone.size > 0) recordGone(this.database, this.#gone);
    if (this.#frequencies.size > 0) writeSegment(this.database, postingsByTerm(this.#frequencies));
    joinSegments(this.database);
    this.#frequencies.clear();
    this.#gone.clear();
  }
}

function frequenciesOf({ title, abstract }: PaperTokens): Frequencies {
  const frequencies = new Map<string, number>();
  const add = (tokens: readonly string[], weight: number) => {
    for (const token of tokens) frequencies.set(token, (frequencies.get(token) ?? 0) + weight);
  };
  add(title, TITLE_WEIGHT);
  add(abstract, 1);
  return frequencies;
}

function postingsByTerm(frequencies: ReadonlyMap<number, Frequencies>): Map<string, PackedPosting[]> {
  const byTerm = new Map<string, PackedPosting[]>();
  for (const [row, ofPaper] of frequencies)
    for (const [term, frequency] of ofPaper) {
      const ofTerm = byTerm.get(term);
      if (ofTerm === undefined) byTerm.set(term, [packed(row, frequency)]);
      else ofTerm.push(packed(row, frequency));
    }
  return byTerm;
}

function packed(row: number, frequency: number): PackedPosting {
  return row * FREQUENCIES + Math.min(frequency, FREQUENCIES - 1);
}

function recordGone(database: Database.Database, rows: ReadonlySet<number>): void {
  for (const segment of segmentsOf(database)) {
    const within = [...rows].filter((row) => row >= segment.firstRow && row <= segment.lastRow);
    if (within.length === 0) continue;
    const ofSegment = rowsOfSegment(database, segment);
    const gone = within.filter((row) => ofSegment.has(row) && !segment.gone.has(row));
    if (gone.length > 0) setGone(database, segment, new Set([...segment.gone, ...gone]));
  }
}

/** Nothing, if there are no postings. */
function writeSegment(database: Database.Database, byTerm: ReadonlyMap<string, PackedPosting[]>): void {
  const rows = new Set<number>();
  for (const ofTerm of byTerm.values()) for (const posting of ofTerm) rows.add(Math.floor(posting / FREQUENCIES));
  if (rows.size === 0) return;
  const segment = addSegment(
    database,
    [...rows].sort((a, b) => a - b),
  );
  const blocks = new BlockWriter(database, segment);
  const writer = new PostingsWriter();
  for (const term of inOrder(byTerm.keys())) {
    writer.clear();
    for (const posting of byTerm.get(term)!.sort((a, b) => a - b))
      writer.add(Math.floor(posting / FREQUENCIES), posting % FREQUENCIES);
    if (writer.papers > 0) blocks.add(term, { papers: writer.papers, bytes: writer.whole() });
  }
  blocks.flush();
}

function joinSegments(database: Database.Database): void {
  for (;;) {
    const joinable = joinableOf(segmentsOf(database));
    if (joinable.length === 0) return;
    const byTerm = new Map<string, PackedPosting[]>();
    for (const segment of joinable) {
      for (const { term, bytes } of postingsIn(database, segment)) {
        const ofTerm = byTerm.get(term) ?? [];
        byTerm.set(term, ofTerm);
        forEachPosting(bytes, (row, frequency) => ofTerm.push(packed(row, frequency)));
      }
      removeSegment(database, segment);
    }
    writeSegment(database, byTerm);
  }
}

/** Segments to write again as one: a single one with many papers that are gone, or some of one size. */
function joinableOf(segments: readonly Segment[]): readonly Segment[] {
  const small = segments.filter(({ papers }) => papers <= MOST_PAPERS);
  const worn = small.find(({ papers, gone }) => gone.size > papers * GONE_SHARE);
  if (worn !== undefined) return [worn];
  for (const size of new Set(small.map(sizeOf))) {
    const alike = small.filter((one) => sizeOf(one) === size);
    const smallest = alike.sort((a, b) => a.papers - b.papers).slice(0, JOINED);
    const papers = smallest.reduce((sum, one) => sum + one.papers, 0);
    if (smallest.length === JOINED && papers <= MOST_PAPERS) return smallest;
  }
  return [];
}

/** Of 1, 8, 64, 512 … papers on. */
function sizeOf({ papers }: Segment): number {
  return Math.floor(Math.log(papers + 0.5) / Math.log(JOINED));
}
