/**
 * Writes the segments of an index that an earlier version wrote to last, from FTS5's word index: one segment with all
 * papers, in several transactions. After an interruption, the next build continues. Until it is whole, questions read
 * FTS5's word index.
 */
import type Database from 'better-sqlite3';
import { yieldToEventLoop } from '../../../errors.js';
import { counterOf, metaOf, setMeta } from '../database/meta.js';
import { lengthStatistics } from './lengths.js';
import { BlockWriter, lastTermIn } from './posting-blocks.js';
import { readPostings } from './postings.js';
import { addSegment, markSegmentsWritten, segmentsAreWritten } from './segments.js';

/** Terms in one transaction: an interruption repeats at most these. */
const BATCH = 4_000;
/** The generation of the papers whose segment is unfinished. */
const BEGUN_FOR = 'segments-begun';

/** The caller holds the write lock. @throws Damage; CorpusError INTERRUPTED */
export async function buildSegments(database: Database.Database, signal: AbortSignal | undefined): Promise<void> {
  if (segmentsAreWritten(database)) return;
  database.transaction(() => begin(database)).immediate();
  for (;;) {
    const isWhole = database.transaction(() => addTerms(database)).immediate();
    if (isWhole) return;
    await yieldToEventLoop(signal);
  }
}

function begin(database: Database.Database): void {
  const generation = String(counterOf(database, 'generation'));
  if (metaOf(database, BEGUN_FOR) === generation) return;
  database.exec('DELETE FROM posting; DELETE FROM segment');
  const rows: number[] = [];
  lengthStatistics(database).lengths.forEach((value, row) => {
    if (value > 1) rows.push(row);
  });
  if (rows.length > 0) addSegment(database, rows);
  setMeta(database, BEGUN_FOR, generation);
}

/** The terms that follow those of the segment. @returns whether it is whole */
function addTerms(database: Database.Database): boolean {
  const segment = database.prepare('SELECT segment FROM segment').pluck().get() as number | undefined;
  const last = lastTermIn(database, segment ?? 0);
  const terms = database.prepare('SELECT term FROM vocabulary WHERE term > ? ORDER BY term LIMIT ?').pluck();
  const batch = segment === undefined ? [] : (terms.all(last ?? '', BATCH) as string[]);
  const blocks = new BlockWriter(database, segment ?? 0);
  for (const term of batch) {
    const { papers, parts } = readPostings(database, [term]);
    if (papers > 0) blocks.add(term, { papers, bytes: parts[0]! });
  }
  blocks.flush();
  if (batch.length === BATCH) return false;
  markSegmentsWritten(database);
  database.prepare('DELETE FROM meta WHERE name = ?').run(BEGUN_FOR);
  return true;
}
