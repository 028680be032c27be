/**
 * Papers without a query: those that pass the filters, in an order, a page at a time; and how they spread over time.
 */
import { type CorpusError, serversDown, throwIfAborted } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { byCodeUnits } from '../maths/order.js';
import type { Paper, PaperId } from '../paper.js';
import type { PageOrder, StoreView } from '../store/index.js';
import { type Ask, type Interruptible, limitOf } from './access.js';
import { checkOption } from './check-value.js';
import { missingServersOf } from './search.js';
import { type Filters, whereOf } from './where.js';

/** Papers read from the store at once. */
const PAPERS_AT_ONCE = 1_000;

const ORDERS: Readonly<Record<PageOrder, true>> = { id: true, published: true, comments: true, added: true };

export interface BrowseOptions extends Filters, Interruptible {
  /** Default: by id. */
  readonly order?: PageOrder | undefined;
  /** How many papers at most; default: all. */
  readonly limit?: number | undefined;
  /** `next` of an earlier answer to the same question: continues where that one ended. */
  readonly after?: string | undefined;
}

export interface BrowseAnswer {
  readonly papers: readonly Paper[];
  /** How many papers pass the filters. */
  readonly total: number;
  /** Where the rest begins; null at the end. Papers added or removed in between are neither repeated nor hidden. */
  readonly next: string | null;
  /** As of `SearchAnswer`. */
  readonly missingServers?: readonly string[];
}

export interface Timeline {
  /** Months (`YYYY-MM`), and years (`YYYY`) of papers that state no month, in order; only those with papers. */
  readonly periods: readonly { readonly period: string; readonly papers: number }[];
  /** Papers without a date. */
  readonly undated: number;
}

/** @throws CorpusError USAGE for a cursor that no answer gave, an order, and dates; THEME_UNKNOWN, TAG_UNKNOWN */
export async function browse(index: OpenView, options: BrowseOptions): Promise<BrowseAnswer> {
  const { order = 'id', after } = options;
  checkOption('order', order, ORDERS);
  const limit = limitOf(options.limit ?? Number.POSITIVE_INFINITY);
  const where = await whereOf(index, options);
  const { headings, next } = await index.view.page({ where, order, limit, after });
  const papers = new Map<PaperId, Paper>();
  for (let from = 0; from < headings.length; from += PAPERS_AT_ONCE) {
    const ids = headings.slice(from, from + PAPERS_AT_ONCE).map(({ id }) => id);
    for (const paper of await index.view.papers(ids)) papers.set(paper.id, paper);
  }
  const total = await index.view.count(where);
  return { papers: headings.map(({ id }) => papers.get(id)!), total, next, ...missingServersOf(index.view) };
}

/**
 * The papers of `browse` one after the other, a part in memory at a time: those that pass when the first is asked for,
 * without those removed since. @throws CorpusError as `browse`
 */
export async function* streamPapers(
  ask: Ask,
  { limit = Number.POSITIVE_INFINITY, after, order = 'id', ...filters }: BrowseOptions,
): AsyncGenerator<Paper> {
  checkOption('order', order, ORDERS);
  const atMost = limitOf(limit);
  const ids = await ask(async (index) => {
    refuseIncomplete(index.view);
    return index.view.listIds({ where: await whereOf(index, filters), order, limit: atMost, after });
  });
  for (let from = 0; from < ids.length; from += PAPERS_AT_ONCE) {
    throwIfAborted(filters.signal);
    const batch = ids.slice(from, from + PAPERS_AT_ONCE);
    const papers = await ask(async ({ view }) => {
      refuseIncomplete(view);
      return new Map((await view.papers(batch)).map((paper) => [paper.id, paper]));
    });
    for (const id of batch) if (papers.has(id)) yield papers.get(id)!;
  }
}

function refuseIncomplete({ missing }: StoreView): void {
  if (missing !== undefined) throw incomplete(missing);
}

/** A stream of papers cannot say that some are missing. */
export function incomplete(servers: readonly string[]): CorpusError {
  return serversDown(servers, 'the list would lack papers');
}

/** @throws CorpusError USAGE, THEME_UNKNOWN, TAG_UNKNOWN */
export async function timeline(index: OpenView, filters: Filters & Interruptible): Promise<Timeline> {
  const where = await whereOf(index, filters);
  const counts = new Map(await index.view.countByMonth(where));
  const undated = counts.get('') ?? 0;
  counts.delete('');
  const periods = [...counts].map(([period, papers]) => ({ period, papers }));
  return { periods: periods.sort((a, b) => byCodeUnits(a.period, b.period)), undated };
}
