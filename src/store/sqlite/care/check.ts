/** The checks of `doctor`: every page and row is intact, and the tables agree with each other. */
import type Database from 'better-sqlite3';
import { counted } from '../../../counted.js';
import { yieldToEventLoop } from '../../../errors.js';
import { byCodeUnits } from '../../../maths/order.js';
import { fold } from '../../../text/words.js';
import type { LongWork } from '../../contract.js';
import { sourceFiles } from '../../listed.js';
import { countedTokens } from '../../tokens.js';
import { checksumOfBytes, Damage, faultOf } from '../database/checksum.js';
import { linkFaults } from '../database/links.js';
import { metaFaults, modelOf } from '../database/meta.js';
import { batchesInOrder } from '../database/whole-scan.js';
import { verifyDefinitions } from '../opening/definitions.js';
import { decisionFaults } from '../papers/decisions.js';
import { addToken, type HeadingRow, headingOf } from '../papers/derived-columns.js';
import { derivedFaults } from '../papers/derived-values.js';
import { type PaperRow, storedReader } from '../papers/rows.js';
import { type EmbeddingRow, embeddingOfRow, type SentencesRow } from '../papers/vectors.js';
import { lengthStatistics } from '../postings/lengths.js';
import { PostingCheck } from '../postings/posting-check.js';
import { verifySegments } from '../postings/segments.js';

/** A fault, or the share of the check that is done: its reader may pause there. */
type Finding = string | number;

/** Rows between two pauses: some 10 ms. */
const PAUSE_EVERY = 2_000;
const OCCURRENCES_AT_ONCE = 20_000;

/**
 * Reads everything once, and lets other work run meanwhile. Others may write if the database is a snapshot.
 * @param verifyNewest throws Damage if acknowledged writes are missing; default: that is not checked
 * @returns one sentence for each fault; empty if there is none @throws CorpusError INTERRUPTED
 */
export async function checkDatabase(
  database: Database.Database,
  { signal, onProgress }: LongWork = {},
  verifyNewest: () => void = () => undefined,
): Promise<string[]> {
  const faults: string[] = [];
  for (const finding of findingsOf(database, verifyNewest)) {
    if (typeof finding === 'string') faults.push(finding);
    else {
      onProgress?.(finding);
      await yieldToEventLoop(signal);
    }
  }
  return faults;
}

function* findingsOf(database: Database.Database, verifyNewest: () => void): Generator<Finding> {
  // With the share of the time that each takes in a large index.
  const checks: readonly (readonly [number, () => Iterable<Finding>])[] = [
    [0.07, () => pageFaults(database)],
    [0, () => faultOf(() => verifyDefinitions(database))],
    [0, () => faultOf(() => verifySegments(database))],
    [0, () => metaFaults(database)],
    [0, () => faultOf(verifyNewest)],
    [0, () => linkFaults(database)],
    [0, () => sourceFaults(database)],
    [0.1, () => paperFaults(database)],
    [0.02, () => embeddingFaults(database)],
    [0.02, () => sentenceFaults(database)],
    [0.79, () => wordFaults(database)],
    [0, () => decisionFaults(database)],
    [0, () => derivedFaults(database)],
  ];
  let before = 0;
  for (const [share, check] of checks) {
    for (const finding of findings(check)) yield typeof finding === 'string' ? finding : before + share * finding;
    before += share;
    yield Math.min(1, before);
  }
}

function* findings(check: () => Iterable<Finding>): Generator<Finding> {
  try {
    yield* check();
  } catch (error) {
    yield (error as Error).message; // the tables are too damaged to be checked
  }
}

function pageFaults(database: Database.Database): string[] {
  const lines = database.pragma('integrity_check', { simple: false }) as { integrity_check: string }[];
  const strays = database.pragma('foreign_key_check') as { table: string }[];
  return [
    ...lines
      .map((line) => line.integrity_check)
      .filter((line) => line !== 'ok')
      .map((line) => `SQLite: ${line}`),
    ...new Set(strays.map(({ table }) => `rows of the table ${table} refer to missing rows`)),
  ];
}

function* paperFaults(database: Database.Database): Generator<Finding> {
  const read = storedReader(database);
  const heading = database.prepare('SELECT * FROM heading WHERE row = ?');
  const sources = database
    .prepare('SELECT file FROM paper_source JOIN source ON number = source WHERE row = ? ORDER BY file')
    .pluck();
  const embedded = database.prepare('SELECT 1 FROM embedding WHERE text_hash = ?');
  const papers = database.prepare('SELECT * FROM paper WHERE row = ?');
  const rows = database.prepare('SELECT row FROM paper').pluck().all() as number[];
  for (const [i, row] of rows.entries()) {
    const stored = papers.get(row) as PaperRow;
    yield* faultOf(() => {
      const { paper } = read(stored);
      const storedHeading = heading.get(row) as (HeadingRow & { row: number }) | undefined;
      const made = { row, ...headingOf(paper, storedHeading?.words_sum ?? 0) };
      if (!sameValues(storedHeading, made)) throw new Damage(`the listed columns of ${paper.id} do not match it`);
      if (JSON.stringify(sources.all(row)) !== JSON.stringify(byBytes(sourceFiles(paper))))
        throw new Damage(`the sources of ${paper.id} do not match it`);
    });
    if (embedded.get(stored.text_hash) === undefined) yield `${stored.id} has no embedding`;
    if (i % PAUSE_EVERY === 0) yield i / rows.length;
  }
}

function sourceFaults(database: Database.Database): string[] {
  const sources = database.prepare('SELECT file, folded FROM source').all() as { file: string; folded: string }[];
  return sources
    .filter(({ file, folded }) => fold(file) !== folded)
    .map(({ file }) => `the search form of the file name ${file} does not match it`);
}

function sameValues(a: object | undefined, b: object): boolean {
  const inOrder = (one: object) => JSON.stringify(Object.entries(one).sort(([x], [y]) => byCodeUnits(x, y)));
  return a !== undefined && inOrder(a) === inOrder(b);
}

/** In the order of SQLite's BINARY collation. */
function byBytes(texts: readonly string[]): string[] {
  return [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function* embeddingFaults(database: Database.Database): Generator<Finding> {
  const dimension = modelOf(database)?.dimension ?? 0;
  for (const rows of batches<EmbeddingRow>(database, 'embedding', 'row')) {
    for (const row of rows.some) yield* faultOf(() => void embeddingOfRow(row, dimension));
    yield rows.share;
  }
  const unused = database
    .prepare('SELECT count(*) FROM embedding WHERE text_hash NOT IN (SELECT text_hash FROM paper)')
    .pluck()
    .get() as number;
  if (unused > 0) yield `there is no paper for ${counted(unused, 'embedding')}`;
}

function* sentenceFaults(database: Database.Database): Generator<Finding> {
  const without = database
    .prepare('SELECT count(*) FROM embedding WHERE row NOT IN (SELECT text FROM sentences)')
    .pluck()
    .get() as number;
  if (without > 0) yield `the sentences of ${counted(without, 'text')} are missing`;
  for (const rows of batches<SentencesRow>(database, 'sentences', 'text')) {
    for (const { text, directions, sum } of rows.some)
      if (checksumOfBytes(text, directions) !== sum)
        yield `the checksum of the sentences of text ${text} does not match`;
    yield rows.share;
  }
}

/** The rows of a table in order of its key. */
function* batches<T>(
  database: Database.Database,
  table: string,
  key: string & keyof T,
): Generator<{ readonly some: readonly T[]; readonly share: number }> {
  const last = (database.prepare(`SELECT max(${key}) FROM ${table}`).pluck().get() ?? 0) as number;
  const next = database.prepare(`SELECT * FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${PAUSE_EVERY}`);
  const keyOf = (row: T) => row[key] as number;
  const rowsAfter = (after: number) => next.all(after) as T[];
  for (const some of batchesInOrder(table, Number.MIN_SAFE_INTEGER, rowsAfter, keyOf))
    yield { some, share: keyOf(some.at(-1)!) / last };
}

/** Of a paper, as the word index has it. */
class PaperTokens {
  readonly sums: Uint32Array;
  readonly titles: Uint32Array;
  readonly abstracts: Uint32Array;
  /** Rows beyond those of papers. */
  readonly strays = new Set<number>();

  constructor(readonly rows: number) {
    [this.sums, this.titles, this.abstracts] = [new Uint32Array(rows), new Uint32Array(rows), new Uint32Array(rows)];
  }

  add(term: string, row: number, column: 'title' | 'abstract', place: number): void {
    const sum = this.sums[row];
    if (sum === undefined) {
      this.strays.add(row);
      return;
    }
    this.sums[row] = addToken(sum, term, column, place);
    const count = column === 'title' ? this.titles : this.abstracts;
    count[row]!++;
  }
}

function* wordFaults(database: Database.Database): Generator<Finding> {
  const { lengths } = lengthStatistics(database);
  const rows = database.prepare('SELECT row, id, words_sum FROM heading').all() as {
    row: number;
    id: string;
    words_sum: number;
  }[];
  const tokens = new PaperTokens(1 + rows.reduce((most, { row }) => Math.max(most, row), 0));
  const postings = new PostingCheck(tokens.rows);
  for (const { some, share } of occurrences(database)) {
    for (const [term, paper, column, place] of some) {
      postings.addOccurrence(term, paper, column);
      tokens.add(term, paper, column, place);
    }
    yield share;
  }
  const { sums, titles, abstracts, strays } = tokens;
  for (const { row, id, words_sum } of rows) {
    if (sums[row] !== words_sum) yield `the words of ${id} are damaged`;
    if (lengths[row] !== 1 + countedTokens(titles[row]!, abstracts[row]!)) yield `the length of ${id} is damaged`;
    titles[row] = abstracts[row] = 0;
  }
  titles.forEach((count, row) => {
    if (count + abstracts[row]! > 0) strays.add(row);
  });
  if (strays.size > 0) yield `there are words of ${counted(strays.size, 'paper')} that no table has`;
  yield* findings(() => postings.faultsIn(database));
}

type Occurrence = readonly [term: string, row: number, column: 'title' | 'abstract', place: number];

/** All occurrences of words in order of term; no statement is open between two batches. */
function* occurrences(
  database: Database.Database,
): Generator<{ readonly some: readonly Occurrence[]; readonly share: number }> {
  const terms = database.prepare('SELECT term, cnt FROM vocabulary ORDER BY term').raw().all() as [string, number][];
  const total = terms.reduce((sum, [, count]) => sum + count, 0);
  const next = database.prepare('SELECT term, doc, col, offset FROM occurrence WHERE term > ? AND term <= ?').raw();
  let [after, batch, done] = ['', 0, 0];
  for (const [i, [term, count]] of terms.entries()) {
    batch += count;
    if (batch < OCCURRENCES_AT_ONCE && i < terms.length - 1) continue;
    done += batch;
    yield { some: next.all(after, term) as Occurrence[], share: done / total };
    [after, batch] = [term, 0];
  }
}
