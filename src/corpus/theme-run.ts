/**
 * The stored run of themes: one for each version of the papers and of a person's decisions, continued from the one
 * before. Previews (of another number of themes, or of some months) are matched to it and not stored.
 */

import { createHash } from 'node:crypto';
import type { Embedder } from '../embed/index.js';
import type { Embedding, QuantizedEmbeddings } from '../embedding.js';
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { evenly } from '../maths/batches.js';
import { type Rows, releaseRows } from '../maths/rows.js';
import type { Heading, Store, StoreView } from '../store/index.js';
import {
  type FindOptions,
  farTextBelow,
  findThemes,
  type Theme,
  type ThemeDecisions,
  type Themes,
} from '../themes/index.js';
import { VERSION } from '../version.js';
import { locked } from './access.js';
import { type AllHeadings, allHeadings, fromMemory, keepInMemory, soundRows } from './derived.js';
import { withProgress } from './long-work.js';
import { embedQueries } from './search-sources.js';
import { headerOf, rowsOf, type ThemesHeader, themesIn } from './theme-rows.js';

/** One run, with everything that it depends on. */
export interface ThemeRun {
  readonly version: string;
  /** SHA-256 of a person's decisions, which include how often all themes were found from scratch. */
  readonly decided: string;
  readonly themes: Themes;
  /** The similarity below which a short text is far from every theme; null if no abstract has sentences. */
  readonly farTextBelow: number | null;
}

/** A run as it is stored, beside its rows. */
interface StoredRun extends Omit<ThemeRun, 'themes'> {
  readonly format: typeof FORMAT;
  readonly themes: ThemesHeader;
}

/** A run of an earlier version, as one value or in rows. A new run is matched to it. */
type EarlierRun =
  | { readonly format: 3; readonly themes: Themes }
  | { readonly format: 4; readonly themes: ThemesHeader };

const UNKNOWN = { version: '', decided: '', farTextBelow: null };

export type RunOptions = Pick<FindOptions, 'signal' | 'onProgress' | 'fresh'>;

export interface LookOptions extends RunOptions {
  readonly k?: number;
  readonly since?: string;
  readonly until?: string;
}

const FORMAT = 5;
const LAST = 'themes';
/** The last run before the papers last changed. */
const BEFORE = 'themes-before';
/** The last run before the last decision. */
const UNDECIDED = 'themes-undecided';
const DECISIONS = 'theme-decisions';
/** How often all themes were found from scratch: another process learns by it that its run is not the last. */
const FROM_SCRATCH = 'themes-from-scratch';
/** Papers whose sentences determine how dissimilar a short text may be. */
const PAPERS_FOR_TEXTS = 300;

/** The last run if nothing has changed since; otherwise a new one. */
export async function currentRun(
  index: OpenView,
  { signal, onProgress, fresh = false }: RunOptions = {},
): Promise<ThemeRun> {
  const { store, view } = index;
  const decisions = await decisionsOf(view);
  const timesFresh = (await timesFreshIn(view)) + (fresh && store.writable ? 1 : 0);
  const decided = digestOf(decisions, timesFresh);
  const of = view.papersVersion;
  const isCurrent = ({ version, decided: made }: ThemeRun) => version === VERSION && made === decided;
  // A question with an earlier snapshot does not find the run of this process in the store.
  const own = fromMemory<ThemeRun>(index, LAST);
  if (!fresh && own !== undefined && isCurrent(own)) return own;
  const last = await savedRun(view, LAST);
  if (!fresh && last?.of === of && isCurrent(last.run)) return last.run;
  const { headings, embeddings } = await allHeadings(view);
  const { model } = await view.status();
  const themes = await findFrom(index, { headings, embeddings }, last, {
    ...(model === null ? {} : { model: model.sha256 }),
    decisions,
    fresh,
    signal,
    onProgress,
  });
  const run: ThemeRun = {
    version: VERSION,
    decided,
    themes,
    farTextBelow: farTextBelow(await someSentences(view, headings), themes.state),
  };
  const isOfAnotherNumber = last?.run.themes.why.decided !== themes.why.decided;
  if (last !== undefined && (fresh || last.of !== of || isOfAnotherNumber)) await save(store, BEFORE, last);
  await save(store, LAST, { of, run });
  keepInMemory(store, LAST, { of, value: run });
  if (fresh && store.writable) await writeTimesFresh(store, timesFresh);
  return run;
}

const timesFreshIn = async (view: StoreView): Promise<number> =>
  ((await view.decisions(FROM_SCRATCH)) as { times: number } | undefined)?.times ?? 0;

/** While another process writes, nothing is written: the next run continues the fresh one, with the same themes. */
async function writeTimesFresh(store: Store, times: number): Promise<void> {
  try {
    await locked(store, {}, () => store.writeDecisions(new Map([[FROM_SCRATCH, { times }]])));
  } catch (error) {
    if (!(error instanceof CorpusError && error.code === 'CORPUS_BUSY')) throw error;
  }
}

function digestOf(decisions: ThemeDecisions, timesFresh: number): string {
  const digest = createHash('sha256').update(JSON.stringify(decisions));
  return (timesFresh === 0 ? digest : digest.update(` ${timesFresh}`)).digest('hex');
}

/**
 * Themes of another number, or of some papers, with the ids and names that they have in the last run; not stored.
 */
export async function lookAtThemes(index: OpenView, { since, until, ...options }: LookOptions): Promise<Themes> {
  const { view } = index;
  const last = await savedRun(view, LAST);
  const where = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  return findFrom(index, await allHeadings(view, where), last, {
    ...options,
    look: true,
    decisions: await decisionsOf(view),
  });
}

/** Themes that continue those of the last run. */
async function findFrom(
  index: OpenView,
  { headings, embeddings }: AllHeadings,
  last: DatedRun | undefined,
  { onProgress, ...options }: FindOptions,
): Promise<Themes> {
  const themes = await withProgress(index, 'themes', onProgress, (report) =>
    find(headings, embeddings, index.embedder, {
      ...options,
      read: (ids) => index.view.papers(ids),
      onProgress: report,
      ...(last === undefined ? {} : { previous: last.run.themes.state }),
    }),
  );
  releaseRows(embeddings); // the answer is about to be serialised beside them
  return themes;
}

export async function runBefore(view: StoreView): Promise<Themes | undefined> {
  return (await savedRun(view, BEFORE))?.run.themes;
}

/** The version of the papers of the last run. */
export async function lastRunOf(view: StoreView): Promise<string | undefined> {
  return (await view.derived(LAST))?.of;
}

/**
 * Lets the next run start from the one before the last, if that is of this version: papers of it are there again. Where
 * the last run is of it, no run has seen the papers missing.
 */
export async function continueFrom({ store, view }: OpenView, of: string | undefined): Promise<void> {
  const last = await lastRunOf(view);
  if (of === undefined || last === undefined || last === of) return;
  const before = await savedRun(view, BEFORE);
  if (before?.of === of) await save(store, LAST, { of: last, run: before.run });
}

/** Keeps the run of the papers as they are and its decisions, before another decision. */
export async function keepUndecided({ store, view }: OpenView, run: ThemeRun): Promise<void> {
  await save(store, UNDECIDED, { of: view.papersVersion, run }, { decisions: await decisionsOf(view) });
}

/** The decisions before the last one; undefined if the papers have changed, or all themes were found, since. */
export async function undecided(view: StoreView): Promise<ThemeDecisions | undefined> {
  const saved = await view.derived(UNDECIDED);
  if (saved?.of !== view.papersVersion) return undefined;
  const { decided, decisions } = saved.value as { readonly decided: string; readonly decisions: ThemeDecisions };
  return decided === digestOf(decisions, await timesFreshIn(view)) ? decisions : undefined;
}

/** Makes the run before the last decision the last one again. */
export async function continueUndecided({ store, view }: OpenView): Promise<void> {
  const before = await savedRun(view, UNDECIDED);
  if (before !== undefined) await save(store, LAST, before);
}

export async function decisionsOf(view: StoreView): Promise<ThemeDecisions> {
  return ((await view.decisions(DECISIONS)) ?? {}) as ThemeDecisions;
}

/** The decisions as they are stored. */
export function storedDecisions(decisions: ThemeDecisions): readonly [name: string, value: ThemeDecisions] {
  return [DECISIONS, decisions];
}

/** The theme of an id or a label. @throws CorpusError THEME_UNKNOWN */
export function themeNamed({ themes, state }: Themes, id: string): Theme {
  const label = id.trim().toLowerCase();
  const theme = themes.find((one) => one.id === id) ?? themes.find((one) => one.label.toLowerCase() === label);
  if (theme !== undefined) return theme;
  const part = state.themes.find((one) => one.id === id && one.shownAs !== id);
  if (part !== undefined)
    throw new CorpusError(
      'THEME_UNKNOWN',
      `${id} is part of ${part.shownAs}, because you merged them`,
      `Name ${part.shownAs}, or undo the merge with \`paperkin themes unmerge ${id}\`.`,
    );
  throw new CorpusError('THEME_UNKNOWN', `no theme has the id or the name ${id}`, 'Run `paperkin themes` for the ids.');
}

export async function find(
  papers: Parameters<typeof findThemes>[0],
  embeddings: readonly Embedding[] | Rows,
  embedder: () => Promise<Embedder>,
  options: FindOptions,
): Promise<Themes> {
  return findThemes(papers, embeddings, embedQueries({ embedder }), options);
}

/** A run with the version of the papers that it was made of. */
interface DatedRun {
  readonly of: string;
  readonly run: ThemeRun;
}

/** Undefined if there is none, or it is damaged, or of a later version. */
async function savedRun(view: StoreView, name: string): Promise<DatedRun | undefined> {
  const saved = await view.derived(name);
  if (saved === undefined) return undefined;
  const stored = saved.value as StoredRun | EarlierRun;
  if (stored.format === 3) return earlierRun(saved.of, stored.themes);
  if (stored.format > FORMAT) return undefined;
  const rows = await soundRows(view, name);
  if (rows === undefined) return undefined;
  const themes = themesIn(stored.themes, rows);
  if (stored.format !== FORMAT) return earlierRun(saved.of, themes);
  const { format: _, ...run } = stored;
  return { of: saved.of, run: { ...run, themes } };
}

/** Its count of dissolved groups had another name. */
function earlierRun(of: string, { state, ...themes }: Themes): DatedRun {
  const basis = state.basis && { ...state.basis, dissolved: (state.basis as { givenUp?: number }).givenUp ?? 0 };
  return { of, run: { ...UNKNOWN, themes: { ...themes, state: basis === undefined ? state : { ...state, basis } } } };
}

async function save(store: Store, name: string, { of, run }: DatedRun, besides: object = {}): Promise<void> {
  const value: StoredRun = { ...run, ...besides, format: FORMAT, themes: headerOf(run.themes) };
  await store.saveDerived(name, { of, program: VERSION, value, rows: { replace: rowsOf(run.themes) } });
}

/** Of papers evenly spread over the ids. */
async function someSentences(view: StoreView, papers: readonly Heading[]): Promise<QuantizedEmbeddings[]> {
  const ids = evenly(papers, PAPERS_FOR_TEXTS).map(({ id }) => id);
  return [...(await view.sentences(ids)).values()];
}
