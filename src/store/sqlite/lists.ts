/** Lists of papers: pages in an order, and scans in batches. A filter is a condition on columns; nothing is parsed. */
import type Database from 'better-sqlite3';
import type { Embedding } from '../../embedding.js';
import { CorpusError } from '../../errors.js';
import type { Paper, PaperId } from '../../paper.js';
import type { Page, PageOrder, PageQuery } from '../contract.js';
import type { Heading, Where } from '../shapes.js';
import { Damage } from './checksum.js';
import { conditionOf } from './filter.js';
import { counterOf } from './meta.js';
import { headingsOf, papersOf } from './rows.js';
import { storedEmbeddings } from './vectors.js';

/** Papers of one batch of a scan: some 1 MB with their abstracts. */
const BATCH = 500;

/** The sort key of a page before the id, greatest first; papers without a value come last. */
const KEYS: Readonly<Record<PageOrder, string>> = {
  id: "''",
  published: "coalesce(first_day, '')",
  comments: 'coalesce(comments, -1)',
  added: '(SELECT added_in FROM paper WHERE paper.row = heading.row)',
};

export function pageOf(database: Database.Database, { where, order = 'id', after, limit }: PageQuery): Page {
  const { sql, values } = conditionOf(where);
  const key = KEYS[order];
  const from = after === undefined ? undefined : keyOfCursor(after);
  const beyond = from === undefined ? 'TRUE' : `${key} < ? OR (${key} = ? AND id > ?)`;
  const rows = database
    .prepare(`SELECT id, ${key} AS key FROM heading WHERE (${sql}) AND (${beyond}) ORDER BY key DESC, id LIMIT ?`)
    .all(...values, ...(from === undefined ? [] : [from[0], from[0], from[1]]), limit + 1) as {
    id: PaperId;
    key: unknown;
  }[];
  const page = rows.slice(0, limit);
  const headings = new Map(
    headingsOf(
      database,
      page.map(({ id }) => id),
    ).map((one) => [one.id, one]),
  );
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    headings: page.map(({ id }) => headings.get(id)!),
    next: last === undefined ? null : Buffer.from(JSON.stringify([last.key, last.id])).toString('base64url'),
  };
}

/** @throws CorpusError USAGE */
function keyOfCursor(cursor: string): readonly [key: string | number, id: string] {
  try {
    const [key, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const isKey = typeof key === 'string' || typeof key === 'number';
    if (isKey && typeof id === 'string' && rest.length === 0) return [key, id];
  } catch {
    // Reported below.
  }
  throw new CorpusError('USAGE', 'the cursor is not valid', 'Omit it to start again.');
}

export function countWhere(database: Database.Database, where: Where | undefined): number {
  const { sql, values } = conditionOf(where);
  return database
    .prepare(`SELECT count(*) FROM heading WHERE ${sql}`)
    .pluck()
    .get(...values) as number;
}

/**
 * Counts papers. The number of all papers is cached for each version: every question needs it, and SQLite counts row by
 * row.
 */
export class PaperCounter {
  #all: { readonly generation: number; readonly papers: number } | undefined;

  of(database: Database.Database, where: Where | undefined): number {
    if (conditionOf(where).sql !== 'TRUE') return countWhere(database, where);
    const generation = counterOf(database, 'generation');
    if (this.#all?.generation !== generation) this.#all = { generation, papers: countWhere(database, undefined) };
    return this.#all.papers;
  }
}

type Batches<T> = AsyncGenerator<readonly T[]>;

export function scanPapers(database: Database.Database, where?: Where): Batches<Paper> {
  return scan(database, where, (ids) => whole(ids, papersOf(database, ids)));
}

export function scanHeadings(database: Database.Database, where?: Where): Batches<Heading> {
  return scan(database, where, (ids) => whole(ids, headingsOf(database, ids)));
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

/** @throws Damage if ids do not strictly ascend: a flipped bit in an index puts one in place of another */
function verifyOrder(before: string, ids: readonly PaperId[]): void {
  let last = before;
  for (const id of ids) {
    // SQLite orders by bytes, which differs only beyond the first 65,536 characters of Unicode.
    if (last >= id && Buffer.compare(Buffer.from(last), Buffer.from(id)) >= 0)
      throw new Damage('the order of the table heading is damaged');
    last = id;
  }
}

/** @throws Damage where papers are missing: a flipped bit in an index of SQLite leaves rows out without an error */
async function* scan<T>(
  database: Database.Database,
  where: Where | undefined,
  read: (ids: readonly PaperId[]) => readonly T[],
): Batches<T> {
  const { sql, values } = conditionOf(where);
  const next = database.prepare(`SELECT id FROM heading WHERE id > ? AND ${sql} ORDER BY id LIMIT ${BATCH}`).pluck();
  let [last, count] = ['', 0];
  for (;;) {
    const ids = next.all(last, ...values) as PaperId[];
    if (ids.length === 0) break;
    verifyOrder(last, ids);
    last = ids.at(-1)!;
    count += ids.length;
    yield read(ids);
  }
  if (sql === 'TRUE' && database.prepare('SELECT count(*) FROM paper').pluck().get() !== count)
    throw new Damage('papers are missing from the table heading');
}
