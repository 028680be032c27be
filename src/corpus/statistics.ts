/**
 * Statistics of the papers for search, updated by each change: a query while another process adds papers costs time for
 * the new papers only. Up to 20,000 papers they are exactly those of the current papers; above, changed and removed
 * papers are subtracted only once there are many.
 */
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import {
  type CorpusStatistics,
  type ReadRows,
  type StatisticsSources,
  type StatisticsState,
  StatisticsUpdate,
  statisticsIn,
} from '../search/index.js';
import type { DerivedRow, Store, StoreView } from '../store/index.js';
import { VERSION } from '../version.js';
import { embeddedPapers, embeddedPapersOf } from './embedded-papers.js';
import { embedQueries } from './model.js';

const NAME = 'search-statistics';
const FORMAT = 2;
/** Up to this many papers, the contribution of each is stored, so that it can be subtracted exactly. */
const EXACT_UP_TO = 20_000;
/** Above that, this share may have changed or been removed before all papers are read again. */
const MOST_STALE = 0.02;
/** Above this share of new papers, reading all is as fast as updating. */
const MOST_CHANGED = 0.5;
/** A reader saves the statistics after this many new papers, which cost each new process about 10 ms. */
const SAVED_EVERY = 128;
/** Papers in one batch. */
const BATCH = 500;
/** States cached for queries that began before the newest papers were added. */
const MOST_STATES = 3;
const ACRONYMS = 'acronyms';

interface Saved extends Omit<StatisticsState, 'acronyms'> {
  readonly format: typeof FORMAT;
  readonly exact: boolean;
  /** Changed or removed papers that are not subtracted. */
  readonly stale: number;
}

interface Known {
  readonly of: string;
  readonly state: StatisticsState;
  readonly answer: CorpusStatistics;
  readonly exact: boolean;
  readonly stale: number;
  /** The version of the rows in the store, and how they have changed since. */
  readonly savedOf: string | undefined;
  readonly changed: ReadonlyMap<string, unknown>;
  readonly changes: number;
}

const states = new WeakMap<Store, Known[]>();
const underWay = new WeakMap<Store, Map<string, Promise<Known>>>();

export interface StatisticsOptions {
  /** Whether to save them even if little has changed, as after a write. */
  readonly save?: boolean;
}

/** Statistics of the papers of a snapshot. Concurrent queries share the work. */
export async function statisticsOf(
  index: OpenView,
  { save = false }: StatisticsOptions = {},
): Promise<CorpusStatistics> {
  const { store, view } = index;
  const of = view.papersVersion;
  const running = underWay.get(store) ?? new Map<string, Promise<Known>>();
  underWay.set(store, running);
  const work = running.get(of) ?? bringUpToDate(index);
  running.set(of, work);
  try {
    const known = await work;
    if (known.changes > 0 && (save || known.changes >= SAVED_EVERY)) await saveMoved(store, known);
    return known.answer;
  } finally {
    running.delete(of);
  }
}

/** The next query then computes them from all papers. */
export async function forgetStatistics(store: Store): Promise<void> {
  states.delete(store);
  await store.read(({ papersVersion }) =>
    store.saveDerived(NAME, { of: papersVersion, program: VERSION, value: null, rows: { replace: [] } }),
  );
}

async function bringUpToDate(index: OpenView): Promise<Known> {
  const { store, view } = index;
  if (view.missing !== undefined) return lastOfAnyVersion(index);
  const here = states.get(store)?.find(({ of }) => of === view.papersVersion);
  if (here !== undefined) return here;
  const known = (await movedFromAny(index)) ?? (await computed(index));
  states.set(store, [known, ...(states.get(store) ?? [])].slice(0, MOST_STATES));
  return known;
}

/** If some servers are down: the last statistics of all papers, neither updated nor saved. */
async function lastOfAnyVersion(index: OpenView): Promise<Known> {
  for await (const last of lastKnown(index)) return { ...last, changes: 0 };
  return computed(index);
}

/** @returns undefined also if the rows are damaged: the statistics are then computed again */
async function movedFromAny(index: OpenView): Promise<Known | undefined> {
  try {
    for await (const last of lastKnown(index)) {
      const known = await moved(index, last);
      if (known !== undefined) return known;
    }
  } catch (error) {
    if (!(error instanceof CorpusError && error.code === 'INDEX_DAMAGED')) throw error;
  }
  return undefined;
}

/** The state of this process if it is based on the stored rows; otherwise the stored state. */
async function* lastKnown({ store, view }: OpenView): AsyncGenerator<Known> {
  const saved = await view.derived(NAME);
  const value = saved?.program === VERSION ? (saved.value as Saved | null) : null;
  if (saved === undefined || value?.format !== FORMAT) return;
  yield* (states.get(store) ?? []).filter(({ savedOf }) => savedOf === saved.of);
  const rows = await rowsOf(view)([ACRONYMS]);
  const { papers, sums, noise, exact, stale } = value;
  const state: StatisticsState = { papers, sums, noise, acronyms: new Map(rows.get(ACRONYMS) as []) };
  yield { of: saved.of, state, answer: statisticsIn(state), exact, stale, ...unchanged(saved.of) };
}

const unchanged = (savedOf: string | undefined) => ({ savedOf, changed: new Map<string, unknown>(), changes: 0 });

/** @returns undefined if updating does not pay or cannot be exact */
async function moved(index: OpenView, last: Known): Promise<Known | undefined> {
  const { view } = index;
  if (last.of === view.papersVersion) return last;
  const changes = await view.changesSince(last.of);
  if (changes === undefined) return undefined;
  const { exact } = last;
  const papers = await view.count();
  const gone = [...changes.updated, ...changes.removed];
  const stale = last.stale + (exact ? 0 : gone.length);
  if (exact !== papers <= EXACT_UP_TO || stale > papers * MOST_STALE) return undefined;
  if (changes.added.length + gone.length > papers * MOST_CHANGED) return undefined;
  const read: ReadRows = async (keys) => {
    const rows = await rowsOf(view)(keys.filter((key) => !last.changed.has(key)));
    return new Map([
      ...rows,
      ...keys.flatMap((key) => (last.changed.has(key) ? [[key, last.changed.get(key)]] : [])),
    ] as [string, unknown][]);
  };
  const update = new StatisticsUpdate(sourcesOfStatistics(index), read, last.state, exact);
  if (exact) await update.remove(gone);
  const arriving = exact ? [...changes.added, ...changes.updated].sort() : changes.added;
  for (let from = 0; from < arriving.length; from += BATCH)
    await update.add(await embeddedPapersOf(view, arriving.slice(from, from + BATCH)));
  const state = await update.finish();
  const count = last.changes + (update.rescanned ? SAVED_EVERY : changes.added.length + gone.length);
  return knownOf(view, state, {
    exact,
    stale,
    savedOf: last.savedOf,
    changed: new Map([...last.changed, ...update.changed]),
    changes: count,
  });
}

/** Computes them from all papers and saves them. */
async function computed(index: OpenView): Promise<Known> {
  const { store, view } = index;
  const exact = (await view.count()) <= EXACT_UP_TO;
  const update = new StatisticsUpdate(sourcesOfStatistics(index), async () => new Map(), undefined, exact);
  for await (const papers of embeddedPapers(view)) await update.add(papers);
  const state = await update.finish();
  const known = knownOf(view, state, { exact, stale: 0, ...unchanged(view.papersVersion) });
  await store.saveDerived(NAME, { ...headerOf(known), rows: { replace: allRows(known, update.changed) } });
  return known;
}

function* allRows({ state }: Known, changed: ReadonlyMap<string, unknown>): Generator<DerivedRow> {
  for (const row of changed) if (row[1] !== undefined) yield row;
  yield [ACRONYMS, [...state.acronyms]];
}

function knownOf(view: StoreView, state: StatisticsState, more: Omit<Known, 'of' | 'state' | 'answer'>): Known {
  return { of: view.papersVersion, state, answer: statisticsIn(state), ...more };
}

function headerOf({ of, state: { papers, sums, noise }, exact, stale }: Known) {
  return { of, program: VERSION, value: { format: FORMAT, papers, sums, noise, exact, stale } satisfies Saved };
}

/** Does nothing if another process has saved since; the next query then reads what it saved. */
async function saveMoved(store: Store, known: Known): Promise<void> {
  if (known.savedOf === undefined) return;
  const rows = [...known.changed];
  await store.saveDerived(NAME, {
    ...headerOf(known),
    rows: {
      since: known.savedOf,
      put: [...rows.filter(([, value]) => value !== undefined), [ACRONYMS, [...known.state.acronyms]]],
      remove: rows.filter(([, value]) => value === undefined).map(([key]) => key),
    },
  });
  const saved: Known = { ...known, ...unchanged(known.of) };
  states.set(store, [saved, ...(states.get(store) ?? []).filter((one) => one !== known)].slice(0, MOST_STATES));
}

function rowsOf(view: StoreView): ReadRows {
  return async (keys) => {
    const rows = new Map<string, unknown>();
    if (keys.length === 0) return rows;
    for await (const batch of view.derivedRows(NAME, keys)) for (const [key, value] of batch) rows.set(key, value);
    return rows;
  };
}

function sourcesOfStatistics({ view, embedder }: OpenView): StatisticsSources {
  return {
    embed: embedQueries({ embedder }),
    papers: (ids) => view.papers(ids),
    sentences: (ids) => view.sentences(ids),
    rankByWords: (terms, limit) => view.rankByWords(terms, limit),
    scanEmbeddings: () => view.scanEmbeddings(),
  };
}
