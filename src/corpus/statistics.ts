/**
 * The statistics of the papers, for search: moved by what changed since they were last known, so that a question while
 * another process adds costs what came and not what is there. Up to 20,000 papers they are always those of the papers
 * as they stand, to the bit; of more, papers that changed or went are taken out when they are many.
 */
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import type { PaperId } from '../paper.js';
import {
  type CorpusStatistics,
  type EmbeddedPaper,
  type ReadRows,
  type StatisticsSources,
  type StatisticsState,
  StatisticsUpdate,
  statisticsIn,
} from '../search/index.js';
import type { DerivedRow, PaperChanges, Store, StoreView } from '../store/index.js';
import { VERSION } from '../version.js';

const NAME = 'search-statistics';
const FORMAT = 2;
/** Up to so many papers, what each contributed is kept, so that it can be taken out exactly. */
const EXACT_UP_TO = 20_000;
/** Of more papers, this share may have changed or gone before all are read again. */
const MOST_STALE = 0.02;
/** Above this share of new papers, to read all is as fast as to move. */
const MOST_CHANGED = 0.5;
/** Papers that a reader moves the statistics by before it saves them: some 10 ms for each process that begins. */
const SAVED_EVERY = 128;
/** Papers read in one go. */
const BATCH = 500;
/** States kept for questions that began before the newest papers came. */
const MOST_STATES = 3;
const ACRONYMS = 'acronyms';

interface Saved extends Omit<StatisticsState, 'acronyms'> {
  readonly format: typeof FORMAT;
  readonly exact: boolean;
  /** Papers that changed or went and were not taken out. */
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
  /** Whether they are saved even if little has changed, as after a write. */
  readonly save?: boolean;
}

/** Statistics of the papers of a view. Questions that ask at once share the work. */
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

/** So that the next question computes them from all papers. */
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

/** Where some papers are out of reach, those that were last known of all; they are not moved, nor kept. */
async function lastOfAnyVersion(index: OpenView): Promise<Known> {
  for await (const last of lastKnown(index)) return { ...last, changes: 0 };
  return computed(index);
}

/** @returns none also where the rows are damaged: statistics are computed again then */
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

/** What this process knows, where it is based on the rows that are in the store; then what is in the store. */
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

/** @returns none where it does not pay, or cannot be exact */
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
  for await (const batch of embeddedPapers(view, arriving(changes, exact))) await update.add(batch);
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

function arriving({ added, updated }: PaperChanges, exact: boolean): readonly PaperId[] {
  return exact ? [...added, ...updated].sort() : added;
}

/** From all papers, and saved. */
async function computed(index: OpenView): Promise<Known> {
  const { store, view } = index;
  const exact = (await view.count()) <= EXACT_UP_TO;
  const update = new StatisticsUpdate(sourcesOfStatistics(index), async () => new Map(), undefined, exact);
  for await (const papers of view.scanPapers()) {
    const embeddings = await view.embeddings(papers.map(({ id }) => id));
    await update.add(papers.flatMap((paper): EmbeddedPaper[] => embedded(paper, embeddings)));
  }
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

/** Ignored where another process has saved since: this one reads what that one saved with its next question. */
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

async function* embeddedPapers(view: StoreView, ids: readonly PaperId[]): AsyncGenerator<readonly EmbeddedPaper[]> {
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH);
    const embeddings = await view.embeddings(batch);
    yield (await view.papers(batch)).flatMap((paper) => embedded(paper, embeddings));
  }
}

/** A paper that waits for its embedding is counted when it has one. */
function embedded(paper: EmbeddedPaper[0], embeddings: ReadonlyMap<PaperId, EmbeddedPaper[1]>): EmbeddedPaper[] {
  const embedding = embeddings.get(paper.id);
  return embedding === undefined ? [] : [[paper, embedding]];
}

/** Everyday phrases are embedded as questions are: some models have another prompt for them. */
function sourcesOfStatistics({ view, embedder }: OpenView): StatisticsSources {
  return {
    embed: async (texts) => (await embedder()).embed(texts, { as: 'query' }),
    papers: (ids) => view.papers(ids),
    sentences: (ids) => view.sentences(ids),
    rankByWords: (terms, limit) => view.rankByWords(terms, limit),
    scanEmbeddings: () => view.scanEmbeddings(),
  };
}
