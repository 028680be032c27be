/**
 * Papers without a query: those that pass the filters, in an order, a page at a time; and how they spread over time.
 */
import { CorpusError } from '../errors.js';
import type { OpenIndex } from '../ingest/index.js';
import { firstDay, type Paper, type PaperId } from '../paper.js';
import type { Store } from '../store/index.js';
import { type Filters, whereOf } from './where.js';

/** By id; or newest, most discussed or last added first. A paper that does not say comes last; ties by id. */
export const ORDERS = ['id', 'published', 'comments', 'added'] as const;
export type Order = (typeof ORDERS)[number];

export interface BrowseOptions extends Filters {
  /** By id where not given. */
  readonly order?: Order;
  /** How many papers at most; all where not given. */
  readonly limit?: number;
  /** `next` of an earlier answer to the same question: continues where that one ended. */
  readonly after?: string;
}

export interface BrowseAnswer {
  readonly papers: readonly Paper[];
  /** How many papers pass the filters. */
  readonly found: number;
  /** Where the rest begins; null at the end. Papers added or removed in between are neither repeated nor hidden. */
  readonly next: string | null;
}

export interface Timeline {
  /** Months (`YYYY-MM`), and years (`YYYY`) of papers that state no month, in order; only those with papers. */
  readonly periods: readonly { readonly period: string; readonly papers: number }[];
  /** Papers without a date. */
  readonly undated: number;
}

type Key = string | number | null;
type Entry = readonly [key: Key, id: PaperId];

/** What each order sorts by; greater comes first. */
const KEYS: Readonly<Record<Exclude<Order, 'id'>, (store: Store, ids: readonly PaperId[]) => Promise<Entry[]>>> = {
  published: async (store, ids) =>
    (await store.headings(ids)).map(({ id, published }) => [published === null ? null : firstDay(published), id]),
  comments: async (store, ids) => (await store.papers(ids)).map(({ id, comments }) => [comments, id]),
  added: async (store, ids) => (await store.arrivals(ids)).map(({ id, addedIn }) => [addedIn, id]),
};

/** @throws CorpusError USAGE for a cursor that no answer gave, and for dates; THEME_UNKNOWN */
export async function browse(index: OpenIndex, options: BrowseOptions): Promise<BrowseAnswer> {
  const { order = 'id', limit = Number.POSITIVE_INFINITY, after } = options;
  const ids = await index.store.idsWhere((await whereOf(index, options)) ?? {});
  const entries: Entry[] = order === 'id' ? ids.map((id) => [null, id]) : await KEYS[order](index.store, ids);
  if (order !== 'id') entries.sort(byKey);
  const last = after === undefined ? undefined : entryIn(after);
  const start = last === undefined ? 0 : entries.findIndex((entry) => byKey(entry, last) > 0);
  const page = start < 0 ? [] : entries.slice(start, start + limit);
  const whole = page.length === ids.length && order === 'id';
  const papers = await index.store.papers(whole ? undefined : page.map(([, id]) => id));
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return {
    papers: page.map(([, id]) => byId.get(id)!),
    found: ids.length,
    next: start >= 0 && start + page.length < entries.length ? cursorTo(page.at(-1)!) : null,
  };
}

/** @throws CorpusError USAGE, THEME_UNKNOWN */
export async function timeline(index: OpenIndex, filters: Filters): Promise<Timeline> {
  const where = await whereOf(index, filters);
  const headings = await index.store.headings(where === undefined ? undefined : await index.store.idsWhere(where));
  const counts = new Map<string, number>();
  let undated = 0;
  for (const { published } of headings) {
    if (published === null) undated++;
    else counts.set(published.slice(0, 7), (counts.get(published.slice(0, 7)) ?? 0) + 1);
  }
  const periods = [...counts].map(([period, papers]) => ({ period, papers }));
  return { periods: periods.sort((a, b) => (a.period < b.period ? -1 : 1)), undated };
}

/** Greater first, what is not known last, ties by id. */
function byKey([a, idA]: Entry, [b, idB]: Entry): number {
  if (a === b) return Number(idA > idB) - Number(idA < idB);
  if (a === null || b === null) return a === null ? 1 : -1;
  return a > b ? -1 : 1;
}

function cursorTo(entry: Entry): string {
  return Buffer.from(JSON.stringify(entry)).toString('base64url');
}

function entryIn(cursor: string): Entry {
  try {
    const [key, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const isKey = key === null || typeof key === 'string' || typeof key === 'number';
    if (isKey && typeof id === 'string' && rest.length === 0) return [key, id as PaperId];
  } catch {
    // Said below.
  }
  throw new CorpusError('USAGE', 'this cursor comes from no answer', 'Ask again without it, from the beginning.');
}
