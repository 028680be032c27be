/** Runs of themes before the last one: what has changed since, and what an undo returns to. */
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import type { Store, StoreView } from '../store/index.js';
import type { ThemeDecisions, Themes } from '../themes/index.js';
import { locked } from './access.js';
import { historyWith } from './history.js';
import {
  BEFORE,
  decisionsOf,
  digestOf,
  FROM_SCRATCH,
  LAST,
  save,
  savedRun,
  type ThemeRun,
  UNDECIDED,
} from './stored-runs.js';

/**
 * The run before that of the papers of the snapshot. The snapshot may be older than that run, or the index read-only:
 * the last run that is stored is then the one before.
 */
export async function runBefore(view: StoreView): Promise<Themes | undefined> {
  const last = await lastRunOf(view);
  const isBefore = last !== undefined && last !== view.papersVersion;
  return (await savedRun(view, isBefore ? LAST : BEFORE))?.run.themes;
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

/**
 * Stores how often all themes were found from scratch, with an entry in the history. While another process writes,
 * nothing is stored: the next run continues the fresh one, with the same themes.
 * @param canReturn whether the run before was kept
 */
export async function recordFresh(store: Store, times: number, canReturn: boolean): Promise<void> {
  const back = { kind: 'themes', decisions: [], times: times - 1 } as const;
  const change = { kind: 'themes', summary: 'Found all themes from scratch.', back } as const;
  try {
    await locked(store, {}, async () => {
      const history = canReturn ? (await store.read((view) => historyWith(view, change))).decisions : [];
      await store.writeDecisions(new Map<string, unknown>([[FROM_SCRATCH, { times }], ...history]));
    });
  } catch (error) {
    if (!(error instanceof CorpusError && error.code === 'CORPUS_BUSY')) throw error;
  }
}

/**
 * The decisions before the last one, or before all themes were found from scratch; undefined if the papers have changed
 * since.
 * @param times how often all themes had been found from scratch then
 */
export async function undecided(view: StoreView, times: number): Promise<ThemeDecisions | undefined> {
  const saved = await view.derived(UNDECIDED);
  if (saved?.of !== view.papersVersion) return undefined;
  const { decided, decisions } = saved.value as { readonly decided: string; readonly decisions: ThemeDecisions };
  return decided === digestOf(decisions, times) ? decisions : undefined;
}

/** Makes the run before the last decision the last one again. @param decided of the decisions as they are now */
export async function returnToUndecided({ store, view }: OpenView, decided: string): Promise<void> {
  const before = await savedRun(view, UNDECIDED);
  if (before === undefined) return;
  const { version, themes, farTextBelow } = before.run;
  await save(store, LAST, { of: before.of, run: { version, decided, themes, farTextBelow } });
}
