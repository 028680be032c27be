/** Lists of papers: pages in an order, and scans in batches. A filter is a condition on columns; nothing is parsed. */
import type Database from 'better-sqlite3';
import type { Embedding } from '../../../embedding.js';
import { ALL } from '../../../limits.js';
import type { Paper, PaperId } from '../../../paper.js';
import type { IdQuery, Page, PageOrder, PageQuery } from '../../contract.js';
import { type Cursor, cursorOf, pageOfRows } from '../../cursor.js';
import { isFilter, PAPERS_AT_ONCE } from '../../listed.js';
import type { Heading, Where } from '../../shapes.js';
import { Damage } from '../database/checksum.js';
import { batchesInOrder, verifyOrder } from '../database/whole-scan.js';
import { type HeadingRow, headingOfRow, headingsOf, papersOf } from '../papers/rows.js';
import { storedEmbeddings } from '../papers/vectors.js';
import { conditionOf, rowColumn } from './filter.js';

/** What papers are sorted by before the id, greatest first; papers without a value come last. */
interface SortKey {
  /** An expression on `heading`. */
  readonly key: string;
  /** The key of a paper without a value: less than every other. */
  readonly none: string | number;
  /** Where the value is, with an index. */
  readonly table: 'heading' | 'paper';
  readonly column: string;
}

const SORT_KEYS: Readonly<Record<Exclude<PageOrder, 'id'>, SortKey>> = {
  published: { key: "coalesce(first_day, '')", none: '', table: 'heading', column: 'first_day' },
  comments: { key: 'coalesce(comments, -1)', none: -1, table: 'heading', column: 'comments' },
  added: {
    key: '(SELECT added_in FROM paper WHERE paper.row = heading.row)',
    none: 0,
    table: 'paper',
    column: 'added_in',
  },
};

interface KeyedRow {
  readonly id: PaperId;
  readonly key: string | number;
}

interface Stretch {
  readonly where: Where | undefined;
  readonly from: Cursor | undefined;
  readonly count: number;
}

/** @throws Damage where papers are missing, or an id is in place of another */
export function listIds(database: Database.Database, { limit = ALL, ...query }: IdQuery): PaperId[] {
  const { rest, values } = selectionOf(database, { ...query, limit });
  const ids = database
    .prepare(`SELECT id ${rest}`)
    .pluck()
    .all(...values) as PaperId[];
  if (query.order === undefined || query.order === 'id') verifyOrder<string>('heading', '', ids);
  if (ids.length < limit && query.after === undefined && !isFilter(query.where)) verifyCount(database, ids.length);
  return ids;
}

export function pageOf(database: Database.Database, query: PageQuery): Page {
  const { limit } = query;
  const rows = rowsOf(database, { ...query, limit: limit + 1 });
  const { page, next } = pageOfRows(rows, limit);
  const headings = new Map(
    headingsOf(
      database,
      page.map(({ id }) => id),
    ).map((one) => [one.id, one]),
  );
  return { headings: page.map(({ id }) => headings.get(id)!), next };
}

function rowsOf(database: Database.Database, query: PageQuery): KeyedRow[] {
  const { key, rest, values } = selectionOf(database, query);
  return database.prepare(`SELECT id, ${key} AS key ${rest}`).all(...values) as KeyedRow[];
}

/** What follows the columns in a statement, and what the papers are sorted by. */
interface Selection {
  readonly key: string;
  readonly rest: string;
  readonly values: readonly (string | number)[];
}

function selectionOf(database: Database.Database, { where, order = 'id', after, limit }: PageQuery): Selection {
  const stretch = { where, from: cursorOf(after, order), count: limit };
  return order === 'id' ? selectionById(stretch) : selectionByKey(database, SORT_KEYS[order], stretch);
}

function selectionById({ where, from, count }: Stretch): Selection {
  const { sql, values } = conditionOf(where);
  return {
    key: "''",
    rest: `FROM heading WHERE (${sql}) AND id > ? ORDER BY id LIMIT ?`,
    values: [...values, from?.[1] ?? '', count],
  };
}

/** Sorts only the papers down to a key that the page cannot go below. */
function selectionByKey(database: Database.Database, sort: SortKey, stretch: Stretch): Selection {
  const { where, from, count } = stretch;
  const { key, table, column } = sort;
  const { sql, values } = conditionOf(where);
  const least = leastValue(database, sort, stretch);
  const most = from === undefined ? '' : `AND ${column} <= ?`;
  const rows = `SELECT row FROM ${table} WHERE ${column} >= ? ${most}`;
  const within = least === null ? 'TRUE' : `${rowColumn(where)} IN (${rows})`;
  const beyond = from === undefined ? 'TRUE' : `${key} < ? OR (${key} = ? AND id > ?)`;
  return {
    key,
    rest: `FROM heading WHERE (${sql}) AND ${within} AND (${beyond}) ORDER BY ${key} DESC, id LIMIT ?`,
    values: [
      ...values,
      ...(least === null ? [] : [least, ...(from === undefined ? [] : [from[0]])]),
      ...(from === undefined ? [] : [from[0], from[0], from[1]]),
      count,
    ],
  };
}

/** A value that the stretch does not go below, read from the index of its column; `null` if it may. */
function leastValue(
  database: Database.Database,
  { table, column, none }: SortKey,
  { where, from, count }: Stretch,
): string | number | null {
  if (from?.[0] === none || count >= ALL) return null; // a list of all papers has none beyond it
  const { sql, values } = conditionOf(where);
  const passes =
    table === 'heading' || !isFilter(where)
      ? sql
      : `EXISTS (SELECT 1 FROM heading WHERE heading.row = ${table}.row AND (${sql}))`;
  const below = from === undefined ? 'TRUE' : `${column} < ?`; // of those with the same key some were listed before
  const value = database
    .prepare(`SELECT ${column} FROM ${table} WHERE (${passes}) AND ${below} ORDER BY ${column} DESC LIMIT 1 OFFSET ?`)
    .pluck()
    .get(...values, ...(from === undefined ? [] : [from[0]]), count - 1) as string | number | null | undefined;
  return value ?? null;
}

export function countByMonth(database: Database.Database, where: Where | undefined): Map<string, number> {
  const { sql, values } = conditionOf(where);
  const rows = database
    .prepare(`SELECT coalesce(substr(published, 1, 7), '') AS month, count(*) FROM heading WHERE ${sql} GROUP BY month`)
    .raw()
    .all(...values) as [string, number][];
  return new Map(rows);
}

type Batches<T> = AsyncGenerator<readonly T[]>;

export function scanPapers(database: Database.Database, where?: Where): Batches<Paper> {
  return scan(database, where, (ids) => whole(ids, papersOf(database, ids)));
}

export function scanHeadings(database: Database.Database, where?: Where): Batches<Heading> {
  if (isFilter(where)) return scan(database, where, (ids) => whole(ids, headingsOf(database, ids)));
  return scanAll(database, 'id, title, published, sum', (rows: readonly HeadingRow[]) => rows.map(headingOfRow));
}

export function scanEmbeddings(database: Database.Database, where?: Where): Batches<readonly [PaperId, Embedding]> {
  const papers = database.prepare('SELECT id FROM paper WHERE id IN (SELECT value FROM json_each(?))');
  return scan(database, where, (ids) => {
    whole(ids, papers.all(JSON.stringify(ids)));
    return [...storedEmbeddings(database, ids)].map(([id, { embedding }]) => [id, embedding] as const);
  });
}

/** @throws Damage */
function whole<T>(ids: readonly PaperId[], rows: readonly T[]): readonly T[] {
  if (rows.length !== ids.length) throw new Damage('papers are missing that the table heading lists');
  return rows;
}

function scan<T>(
  database: Database.Database,
  where: Where | undefined,
  read: (ids: readonly PaperId[]) => readonly T[],
): Batches<T> {
  if (isFilter(where)) return scanFiltered(database, where, read);
  return scanAll(database, 'id', (rows: readonly { readonly id: PaperId }[]) => read(rows.map(({ id }) => id)));
}

/** The ids are read at once: a condition may list papers of another table, which for each batch would be quadratic. */
async function* scanFiltered<T>(
  database: Database.Database,
  where: Where,
  read: (ids: readonly PaperId[]) => readonly T[],
): Batches<T> {
  const ids = listIds(database, { where });
  for (let from = 0; from < ids.length; from += PAPERS_AT_ONCE) yield read(ids.slice(from, from + PAPERS_AT_ONCE));
}

/**
 * @param columns of `heading`, the id among them
 * @throws Damage where papers are missing: a flipped bit in an index of SQLite leaves rows out without an error
 */
async function* scanAll<R extends { readonly id: PaperId }, T>(
  database: Database.Database,
  columns: string,
  read: (rows: readonly R[]) => readonly T[],
): Batches<T> {
  const next = database.prepare(`SELECT ${columns} FROM heading WHERE id > ? ORDER BY id LIMIT ${PAPERS_AT_ONCE}`);
  const rowsAfter = (last: string) => next.all(last) as R[];
  let count = 0;
  for (const rows of batchesInOrder('heading', '', rowsAfter, ({ id }) => id)) {
    count += rows.length;
    yield read(rows);
  }
  verifyCount(database, count);
}

/** @throws Damage */
function verifyCount(database: Database.Database, headings: number): void {
  if (database.prepare('SELECT count(*) FROM paper').pluck().get() !== headings)
    throw new Damage('papers are missing from the table heading');
}
