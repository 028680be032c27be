/** Lists of papers: ordered pages, and scans in batches, each starting where the last one ended. */
import type { Embedding } from '../../../embedding.js';
import { ALL } from '../../../limits.js';
import type { Paper, PaperId } from '../../../paper.js';
import type { IdQuery, Page, PageOrder, PageQuery, PaperLists } from '../../contract.js';
import { cursorOf, pageOfRows } from '../../cursor.js';
import { isFilter, PAPERS_AT_ONCE } from '../../listed.js';
import type { Heading, Where } from '../../shapes.js';
import { embeddingsOf, headingsOf, papersOf } from '../papers/papers.js';
import { Parameters, type Session } from '../server/session.js';
import { conditionOf } from './where.js';

/** What papers are sorted by before the id, greatest first; papers without a value come last. */
interface SortKey {
  readonly sql: string;
  readonly type: string;
  /** As what it is read: `pg` gives a bigint as a text. */
  readonly as: string;
}

const KEYS: Readonly<Record<PageOrder, SortKey | null>> = {
  id: null,
  published: { sql: "coalesce(first_day, '')", type: 'text', as: 'text' },
  comments: { sql: 'coalesce(comments, -1)', type: 'bigint', as: 'float8' },
  added: { sql: 'added_in', type: 'bigint', as: 'float8' },
};

/** @param papers their number */
export function paperLists(session: Session, papers: number): PaperLists {
  return {
    page: (query) => pageOf(session, query),
    listIds: (query = {}) => listIds(session, query),
    count: async (where) => (isFilter(where) ? countOf(session, where) : papers),
    countByMonth: (where = {}) => countByMonth(session, where),
    latestDay: async () =>
      (await session.rows<{ day: string | null }>('SELECT max(added_on) AS day FROM heading'))[0]!.day,
    scanPapers: (where) => scan<Paper>(session, where, (ids) => papersOf(session, ids)),
    scanHeadings: (where) => scanHeadings(session, where),
    scanEmbeddings: (where) =>
      scan<readonly [PaperId, Embedding]>(session, where, async (ids) => [...(await embeddingsOf(session, ids))]),
  };
}

async function pageOf(session: Session, query: PageQuery): Promise<Page> {
  const { limit } = query;
  const rows = await rowsOf<Heading & Keyed>(session, 'id, title, published', { ...query, limit: limit + 1 });
  const { page, next } = pageOfRows(rows, limit);
  return { headings: page.map(({ id, title, published }) => ({ id, title, published })), next };
}

interface Keyed {
  readonly id: PaperId;
  readonly key: string | number;
}

async function listIds(session: Session, { limit = ALL, ...query }: IdQuery): Promise<PaperId[]> {
  return (await rowsOf<Keyed>(session, 'id', { ...query, limit })).map(({ id }) => id);
}

/** @param columns of `heading`; the key is added to them */
function rowsOf<Row extends Keyed>(
  session: Session,
  columns: string,
  { where, order = 'id', after, limit }: PageQuery,
): Promise<Row[]> {
  const parameters = new Parameters();
  const condition = conditionOf(where, parameters);
  const key = KEYS[order];
  const from = cursorOf(after, order);
  let beyond = 'TRUE';
  if (from !== undefined) {
    const id = parameters.add(from[1]);
    const value = key === null ? '' : `${parameters.add(from[0])}::${key.type}`;
    beyond = key === null ? `id > ${id}` : `${key.sql} <= ${value} AND (${key.sql} < ${value} OR id > ${id})`;
  }
  return session.rows<Row>(
    `SELECT ${columns}, ${key === null ? "''" : `(${key.sql})::${key.as}`} AS key FROM heading
     WHERE ${condition} AND ${beyond}
     ORDER BY ${key === null ? '' : `${key.sql} DESC, `}id LIMIT ${parameters.add(limit)}`,
    parameters.values,
  );
}

async function countOf(session: Session, where: Where): Promise<number> {
  const parameters = new Parameters();
  const condition = conditionOf(where, parameters);
  const sql = `SELECT count(*)::int AS count FROM heading WHERE ${condition}`;
  return (await session.rows<{ count: number }>(sql, parameters.values))[0]!.count;
}

async function countByMonth(session: Session, where: Where): Promise<Map<string, number>> {
  const parameters = new Parameters();
  const condition = conditionOf(where, parameters);
  const rows = await session.rows<{ month: string; papers: number }>(
    `SELECT coalesce(substr(published, 1, 7), '') AS month, count(*)::int AS papers FROM heading
     WHERE ${condition} GROUP BY month`,
    parameters.values,
  );
  return new Map(rows.map(({ month, papers }) => [month, papers]));
}

async function* scan<T>(
  session: Session,
  where: Where | undefined,
  read: (ids: readonly PaperId[]) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  if (isFilter(where)) yield* scanFiltered(session, where, read);
  else for await (const batch of allHeadings(session)) yield await read(batch.map(({ id }) => id));
}

function scanHeadings(session: Session, where: Where | undefined): AsyncGenerator<readonly Heading[]> {
  return isFilter(where) ? scanFiltered(session, where, (ids) => headingsOf(session, ids)) : allHeadings(session);
}

/** The ids are read at once: a filter may name as many papers as pass, and would be sent and applied for each batch. */
async function* scanFiltered<T>(
  session: Session,
  where: Where,
  read: (ids: readonly PaperId[]) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  const ids = await listIds(session, { where });
  for (let from = 0; from < ids.length; from += PAPERS_AT_ONCE)
    yield await read(ids.slice(from, from + PAPERS_AT_ONCE));
}

async function* allHeadings(session: Session): AsyncGenerator<readonly Heading[]> {
  for (let last = ''; ; ) {
    const batch = await session.rows<Heading>(
      `SELECT id, title, published FROM heading WHERE id > $1 ORDER BY id LIMIT ${PAPERS_AT_ONCE}`,
      [last],
    );
    if (batch.length === 0) return;
    yield batch;
    last = batch.at(-1)!.id;
  }
}
