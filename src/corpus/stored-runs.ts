/** How runs of themes and the decisions about them are stored. */
import { createHash } from 'node:crypto';
import type { Store, StoreView } from '../store/index.js';
import type { ThemeDecisions, Themes } from '../themes/index.js';
import { VERSION } from '../version.js';
import { soundRows } from './derived.js';
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

const FORMAT = 6;
export const LAST = 'themes';
/** The last run before the papers last changed. */
export const BEFORE = 'themes-before';
/** The last run before the last decision, with its decisions; finding all themes from scratch is one. */
export const UNDECIDED = 'themes-undecided';
const DECISIONS = 'theme-decisions';
/** How often all themes were found from scratch: another process learns by it that its run is not the last. */
export const FROM_SCRATCH = 'themes-from-scratch';

/** A run with the version of the papers that it was made of. */
export interface DatedRun {
  readonly of: string;
  readonly run: ThemeRun;
}

/** Undefined if there is none, or it is damaged, or of another format. */
export async function savedRun(view: StoreView, name: string): Promise<DatedRun | undefined> {
  const saved = await view.derived(name);
  if (saved === undefined) return undefined;
  const { format, ...run } = saved.value as StoredRun;
  const rows = format === FORMAT ? await soundRows(view, name) : undefined;
  return rows && { of: saved.of, run: { ...run, themes: themesIn(run.themes, rows) } };
}

export async function save(store: Store, name: string, { of, run }: DatedRun, besides: object = {}): Promise<void> {
  const value: StoredRun = { ...run, ...besides, format: FORMAT, themes: headerOf(run.themes) };
  await store.saveDerived(name, { of, program: VERSION, value, rows: { replace: rowsOf(run.themes) } });
}

export async function decisionsOf(view: StoreView): Promise<ThemeDecisions> {
  return ((await view.decisions(DECISIONS)) ?? {}) as ThemeDecisions;
}

/** The decisions as they are stored. */
export function storedDecisions(decisions: ThemeDecisions): readonly [name: string, value: ThemeDecisions] {
  return [DECISIONS, decisions];
}

export const timesFreshIn = async (view: StoreView): Promise<number> =>
  ((await view.decisions(FROM_SCRATCH)) as { times: number } | undefined)?.times ?? 0;

export function digestOf(decisions: ThemeDecisions, timesFresh: number): string {
  const digest = createHash('sha256').update(JSON.stringify(decisions));
  return (timesFresh === 0 ? digest : digest.update(` ${timesFresh}`)).digest('hex');
}
