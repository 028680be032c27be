/**
 * The postings of a token or phrase, read from FTS5's word index: each paper that contains it, and how often it occurs
 * in title and abstract. Removed papers and previous texts of changed papers are not among them.
 */
import type Database from 'better-sqlite3';
import { TITLE_WEIGHT } from '../bm25.js';
import { timesInOrder } from '../tokens.js';
import { preparedColumn } from './prepared.js';

export interface Postings {
  /** In ascending order. */
  readonly rows: Int32Array;
  /** Occurrences, weighted by column. */
  readonly frequencies: Float32Array;
}

/** A position in a text is below it. */
const POSITIONS = 2 ** 21;

export function readPostings(database: Database.Database, tokens: readonly string[]): Postings {
  const [token, ...others] = tokens;
  return token === undefined || others.length > 0 ? ofPhrase(database, tokens) : ofToken(database, token);
}

/** Whether a paper of a later row contains the token or phrase; FTS5 skips the earlier rows. */
export function occursAfter(database: Database.Database, tokens: readonly string[], row: number): boolean {
  const later = preparedColumn(database, 'SELECT rowid FROM words WHERE words MATCH ? AND rowid > ? LIMIT 1');
  return later.get(`"${tokens.join(' ')}"`, row) !== undefined;
}

/** One number for each occurrence is read in a third of the time of two. */
function ofToken(database: Database.Database, token: string): Postings {
  const occurrences = preparedColumn(database, "SELECT doc * 2 + (col = 'title') FROM occurrence WHERE term = ?").all(
    token,
  ) as number[];
  const [rows, frequencies] = [new Int32Array(occurrences.length), new Float32Array(occurrences.length)];
  let [count, last] = [0, -1];
  for (const occurrence of occurrences) {
    const row = Math.floor(occurrence / 2);
    if (row !== last) rows[count++] = row;
    last = row;
    frequencies[count - 1]! += occurrence % 2 === 1 ? TITLE_WEIGHT : 1;
  }
  return { rows: rows.slice(0, count), frequencies: frequencies.slice(0, count) };
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
  return {
    rows: Int32Array.from(holders),
    frequencies: Float32Array.from(holders.map((row) => TITLE_WEIGHT * times(row, 1) + times(row, 0))),
  };
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
