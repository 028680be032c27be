/**
 * The postings of a phrase, read from FTS5's word index. Removed papers and previous texts of changed papers are not
 * among them.
 */
import type Database from 'better-sqlite3';
import { TITLE_WEIGHT } from '../../bm25.js';
import { timesInOrder } from '../../tokens.js';
import { preparedColumn } from '../database/prepared.js';
import { type Postings, PostingsWriter } from './posting-bytes.js';

/** A position in a text is below it. */
const POSITIONS = 2 ** 21;

/** Whether a paper of a later row contains the phrase; FTS5 skips the earlier rows. */
export function occursAfter(database: Database.Database, tokens: readonly string[], row: number): boolean {
  const later = preparedColumn(database, 'SELECT rowid FROM words WHERE words MATCH ? AND rowid > ? LIMIT 1');
  return later.get(`"${tokens.join(' ')}"`, row) !== undefined;
}

/** FTS5 finds the papers; their positions say how often the tokens stand side by side. */
export function readPhrase(database: Database.Database, tokens: readonly string[]): Postings {
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
