/**
 * The postings of a token or phrase, read from FTS5's word index: of phrases, and of tokens in an index without
 * segments (`segments.ts`). Removed papers and previous texts of changed papers are not among them.
 */
import type Database from 'better-sqlite3';
import { TITLE_WEIGHT } from '../../bm25.js';
import { timesInOrder } from '../../tokens.js';
import { preparedColumn } from '../database/prepared.js';
import { type Postings, PostingsWriter } from './posting-bytes.js';

/** A position in a text is below it. */
const POSITIONS = 2 ** 21;
const [COMMA, ZERO] = [0x2c, 0x30];

export function readPostings(database: Database.Database, tokens: readonly string[]): Postings {
  const [token, ...others] = tokens;
  return token === undefined || others.length > 0 ? ofPhrase(database, tokens) : ofToken(database, token);
}

/** Whether a paper of a later row contains the token or phrase; FTS5 skips the earlier rows. */
export function occursAfter(database: Database.Database, tokens: readonly string[], row: number): boolean {
  const later = preparedColumn(database, 'SELECT rowid FROM words WHERE words MATCH ? AND rowid > ? LIMIT 1');
  return later.get(`"${tokens.join(' ')}"`, row) !== undefined;
}

/** The occurrences come as one text of numbers: as rows of a result, they would take half as long again. */
function ofToken(database: Database.Database, token: string): Postings {
  const text = preparedColumn(
    database,
    "SELECT CAST(group_concat(doc * 2 + (col = 'title')) AS BLOB) FROM occurrence WHERE term = ?",
  ).get(token) as Uint8Array | null;
  const postings = new PostingsWriter();
  let [last, frequency] = [-1, 0];
  forEachNumber(text ?? new Uint8Array(), (occurrence) => {
    const row = occurrence >>> 1;
    if (row !== last && frequency > 0) postings.add(last, frequency);
    if (row !== last) frequency = 0;
    last = row;
    frequency += (occurrence & 1) === 1 ? TITLE_WEIGHT : 1;
  });
  if (frequency > 0) postings.add(last, frequency);
  return { papers: postings.papers, parts: [postings.whole()] };
}

/** @param text decimal digits, with commas between */
function forEachNumber(text: Uint8Array, take: (number: number) => void): void {
  if (text.length === 0) return;
  let number = 0;
  // by index, which is faster than an iterator
  for (let at = 0; at < text.length; at++) {
    const byte = text[at]!;
    if (byte === COMMA) {
      take(number);
      number = 0;
    } else number = 10 * number + byte - ZERO;
  }
  take(number);
}

/** FTS5 finds the papers; their positions say how often the tokens stand side by side. */
function ofPhrase(database: Database.Database, tokens: readonly string[]): Postings {
  const holders = preparedColumn(database, 'SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid').all(
    `"${tokens.join(' ')}"`,
  ) as number[];
  const positions = new Map(
    [...new Set(tokens)].map((token) => [token, positionsIn(database, token, holders)] as const),
  );
  const times = (row: number, title: 0 | 1) =>
    timesInOrder(tokens.map((token) => positions.get(token)!.get(row * 2 + title) ?? []));
  const postings = new PostingsWriter();
  for (const row of holders) postings.add(row, TITLE_WEIGHT * times(row, 1) + times(row, 0));
  return { papers: postings.papers, parts: [postings.whole()] };
}

/** Positions by row times two, and one for the title. */
function positionsIn(database: Database.Database, token: string, rows: readonly number[]): Map<number, number[]> {
  const occurrences = preparedColumn(
    database,
    `SELECT (doc * 2 + (col = 'title')) * ${POSITIONS} + offset FROM occurrence
     WHERE term = ? AND doc IN (SELECT value FROM json_each(?))`,
  ).all(token, JSON.stringify(rows)) as number[];
  const positions = new Map<number, number[]>();
  for (const occurrence of occurrences) {
    const column = Math.floor(occurrence / POSITIONS);
    const known = positions.get(column);
    if (known === undefined) positions.set(column, [occurrence % POSITIONS]);
    else known.push(occurrence % POSITIONS);
  }
  return positions;
}
