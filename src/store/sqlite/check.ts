/** The checks of `doctor`: every page and row is intact, and the tables agree with each other. */
import type Database from 'better-sqlite3';
import { yieldToEventLoop } from '../../errors.js';
import { fold } from '../../text/words.js';
import { checksumOfBytes, Damage, faultOf } from './checksum.js';
import { decisionFaults } from './decisions.js';
import { verifyDefinitions } from './definitions.js';
import { addToken, type HeadingRow, headingOf, sourceFiles } from './derived-columns.js';
import { derivedFaults } from './derived-values.js';
import { readHead, verifyHead } from './head.js';
import { countedTokens, lengthStatistics } from './lengths.js';
import { linkFaults } from './links.js';
import { metaFaults, modelOf } from './meta.js';
import { PostingCheck } from './posting-check.js';
import { type PaperRow, storedReader } from './rows.js';
import { segmentsAreWritten } from './segments.js';
import { type EmbeddingRow, embeddingOfRow } from './vectors.js';
import { each } from './whole-scan.js';

/** Reads everything once. @returns one sentence for each fault; empty if there is none */
export function checkDatabase(
  database: Database.Database,
  folder: string,
  options: { readonly head?: boolean } = {},
): string[] {
  return [...checksOf(database, folder, options)].flat();
}

/** The same; lets other work run between two checks. @throws CorpusError INTERRUPTED */
export async function checkInSteps(
  database: Database.Database,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const faults: string[] = [];
  for (const ofCheck of checksOf(database, folder)) {
    faults.push(...ofCheck);
    await yieldToEventLoop(signal);
  }
  return faults;
}

/** The faults of each check. */
function* checksOf(
  database: Database.Database,
  folder: string,
  { head = true }: { readonly head?: boolean } = {},
): Generator<string[]> {
  const checks = [
    () => pageFaults(database),
    () => faultOf(() => verifyDefinitions(database)),
    () => metaFaults(database),
    () => (head ? faultOf(() => verifyHead(database, readHead(folder))) : []),
    () => linkFaults(database),
    () => sourceFaults(database),
    () => paperFaults(database),
    () => embeddingFaults(database),
    () => sentenceFaults(database),
    () => wordFaults(database),
    () => decisionFaults(database),
    () => derivedFaults(database),
  ];
  for (const check of checks) yield faultsOf(check);
}

function faultsOf(check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    return [`${(error as Error).message}`]; // the tables are too damaged to be checked
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

function paperFaults(database: Database.Database): string[] {
  const read = storedReader(database);
  const heading = database.prepare('SELECT * FROM heading WHERE row = ?');
  const sources = database
    .prepare('SELECT file FROM paper_source JOIN source ON number = source WHERE row = ? ORDER BY file')
    .pluck();
  const embedded = database.prepare('SELECT 1 FROM embedding WHERE text_hash = ?');
  const faults: string[] = [];
  for (const { row } of database.prepare('SELECT row FROM paper').all() as { row: number }[]) {
    const stored = database.prepare('SELECT * FROM paper WHERE row = ?').get(row) as PaperRow;
    faults.push(
      ...faultOf(() => {
        const { paper } = read(stored);
        const storedHeading = heading.get(row) as (HeadingRow & { row: number }) | undefined;
        const made = { row, ...headingOf(paper, storedHeading?.words_sum ?? 0) };
        if (!sameValues(storedHeading, made)) throw new Damage(`the listed columns of ${paper.id} do not match it`);
        if (JSON.stringify(sources.all(row)) !== JSON.stringify(byBytes(sourceFiles(paper))))
          throw new Damage(`the sources of ${paper.id} do not match it`);
      }),
    );
    if (embedded.get(stored.text_hash) === undefined) faults.push(`${stored.id} has no embedding`);
  }
  return faults;
}

function sourceFaults(database: Database.Database): string[] {
  const sources = database.prepare('SELECT file, folded FROM source').all() as { file: string; folded: string }[];
  return sources
    .filter(({ file, folded }) => fold(file) !== folded)
    .map(({ file }) => `the search form of the file name ${file} does not match it`);
}

function sameValues(a: object | undefined, b: object): boolean {
  const inOrder = (one: object) => JSON.stringify(Object.entries(one).sort(([x], [y]) => (x < y ? -1 : 1)));
  return a !== undefined && inOrder(a) === inOrder(b);
}

/** In the order of SQLite's BINARY collation. */
function byBytes(texts: readonly string[]): string[] {
  return [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function embeddingFaults(database: Database.Database): string[] {
  const dimension = modelOf(database)?.dimension ?? 0;
  const rows = each<EmbeddingRow>(database.prepare('SELECT * FROM embedding'));
  const faults: string[] = [];
  for (const row of rows) faults.push(...faultOf(() => void embeddingOfRow(row, dimension)));
  const unused = database
    .prepare('SELECT count(*) FROM embedding WHERE text_hash NOT IN (SELECT text_hash FROM paper)')
    .pluck()
    .get() as number;
  return unused === 0 ? faults : [...faults, `${unused} embeddings belong to no paper`];
}

function sentenceFaults(database: Database.Database): string[] {
  const rows = each<{ text: number; directions: Uint8Array; sum: number }>(
    database.prepare('SELECT text, directions, sum FROM sentences'),
  );
  const without = database
    .prepare('SELECT count(*) FROM embedding WHERE row NOT IN (SELECT text FROM sentences)')
    .pluck()
    .get() as number;
  const faults: string[] = without === 0 ? [] : [`the sentences of ${without} texts are missing`];
  for (const { text, directions, sum } of rows)
    if (checksumOfBytes(text, directions) !== sum)
      faults.push(`the checksum of the sentences of text ${text} does not match`);
  return faults;
}

function wordFaults(database: Database.Database): string[] {
  const { lengths } = lengthStatistics(database);
  const counts = new Map<number, { title: number; abstract: number }>();
  const sums = new Map<number, number>();
  const tokens = each<[string, number, 'title' | 'abstract', number]>(
    database.prepare('SELECT term, doc, col, offset FROM occurrence').raw(),
  );
  const postings = segmentsAreWritten(database) ? new PostingCheck() : undefined;
  for (const [term, paper, column, place] of tokens) {
    postings?.addOccurrence(term, paper, column);
    sums.set(paper, addToken(sums.get(paper) ?? 0, term, column, place));
    const count = counts.get(paper) ?? { title: 0, abstract: 0 };
    counts.set(paper, count);
    count[column]++;
  }
  const faults: string[] = [];
  const rows = database.prepare('SELECT row, id, words_sum FROM heading').all();
  for (const { row, id, words_sum } of rows as { row: number; id: string; words_sum: number }[]) {
    if ((sums.get(row) ?? 0) !== words_sum) faults.push(`the words of ${id} are damaged`);
    const { title, abstract } = counts.get(row) ?? { title: 0, abstract: 0 };
    if (lengths[row] !== 1 + countedTokens(title, abstract)) faults.push(`the length of ${id} is damaged`);
    sums.delete(row);
  }
  if (sums.size > 0) faults.push(`the words of ${sums.size} papers belong to no paper`);
  return [...faults, ...faultsOf(() => postings?.faultsIn(database) ?? [])];
}
