/** Themes of the corpus: found once for each state of the papers, known again from run to run, shaped by a person. */
import type { Embedder } from '../embed/index.js';
import type { Embedding } from '../embedding.js';
import { CorpusError } from '../errors.js';
import type { Paper, PaperId } from '../paper.js';
import { passes } from '../search/index.js';
import type { Store } from '../store/index.js';
import { belongsTo, diffThemes, type FindOptions, findThemes, type Theme, type ThemeDecisions, type Themes, type ThemesDiff } from '../themes/index.js';
import { VERSION } from '../version.js';
import { findPaper } from './find-paper.js';
import { snapshot } from './snapshot.js';

export interface ThemesOptions {
  /** How many themes; found where not given. */
  readonly k?: number;
  /** Only papers published then: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive. Such an answer is not remembered. */
  readonly since?: string;
  readonly until?: string;
  readonly signal?: AbortSignal;
  /** Called with the share done, 0…1, and what comes next. */
  readonly onProgress?: (share: number, step: string) => void;
}

/** A theme with the titles of its papers, so that it can be read by itself. */
export interface TitledTheme extends Omit<Theme, 'papers' | 'shares'> {
  /** All its papers, most central first; `also` is another theme that the paper lies near. */
  readonly papers: readonly { readonly id: PaperId; readonly title: string; readonly similarity: number; readonly also: { readonly theme: string; readonly similarity: number } | null }[];
  /** For each month of the pile: its papers, and their share of all papers of that month, 0…1. */
  readonly months: readonly { readonly month: string; readonly papers: number; readonly share: number }[];
}

export interface ThemesAnswer extends Pick<Themes, 'areas' | 'why'> {
  readonly themes: readonly TitledTheme[];
  readonly outliers: readonly { readonly id: PaperId; readonly title: string; readonly similarity: number; readonly nearest: string }[];
}

export interface ThemeAnswer {
  readonly theme: TitledTheme;
  /** Themes within the theme; none where it is small. */
  readonly within: readonly TitledTheme[];
  /** The label of every theme that is named. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface BelongingAnswer {
  readonly themes: readonly { readonly id: string; readonly label: string; readonly similarity: number }[];
  /** Whether it lies far from every theme. */
  readonly far: boolean;
}

/** One run, with all that would make it another one. */
interface Run {
  readonly version: string;
  readonly generation: number;
  readonly k: number | null;
  readonly decisions: ThemeDecisions;
  readonly themes: Themes;
}

const LAST = 'themes';
const BEFORE = 'themes-before';
const DECISIONS = 'theme-decisions';
/** A theme of so many papers is worth a look inside. */
const BIG_THEME = 40;

export async function themesOf(store: Store, embedder: () => Promise<Embedder>, options: ThemesOptions): Promise<ThemesAnswer> {
  const { since, until } = options;
  const themes = since !== undefined || until !== undefined ? await themesWithin(store, embedder, options) : (await lastRun(store, embedder, options)).themes;
  const read = await readerOf(store);
  return {
    themes: themes.themes.map((theme) => titled(theme, themes.months, read)),
    outliers: themes.outliers.map((one) => ({ ...one, title: read.get(one.id)!.title })),
    areas: themes.areas,
    why: themes.why,
  };
}

/** One theme of the last run. @throws CorpusError THEME_UNKNOWN */
export async function themeOf(store: Store, embedder: () => Promise<Embedder>, id: string): Promise<ThemeAnswer> {
  const { themes } = await currentRun(store, embedder);
  const theme = themeNamed(themes, id);
  const read = await readerOf(store, theme.papers.map((paper) => paper.id));
  const within = theme.size < BIG_THEME ? undefined : await withinTheme(store, embedder, theme);
  return {
    theme: titled(theme, themes.months, read),
    within: within?.themes.map((one) => titled(one, within.months, read)) ?? [],
    labels: Object.fromEntries(themes.themes.map((one) => [one.id, one.label])),
  };
}

export async function papersOfTheme(store: Store, embedder: () => Promise<Embedder>, id: string): Promise<PaperId[]> {
  return themeNamed((await currentRun(store, embedder)).themes, id).papers.map((paper) => paper.id);
}

/** What changed from the run before the last one to the last one. */
export async function themesDiff(store: Store, embedder: () => Promise<Embedder>): Promise<ThemesDiff> {
  const last = await lastRun(store, embedder, {});
  const before = (await store.readNote(BEFORE))?.value as Run | undefined;
  return diffThemes(before?.themes ?? last.themes, last.themes);
}

/** The themes that a text, or a paper of the corpus, lies nearest to; nothing is added. */
export async function themesOfText(store: Store, embedder: () => Promise<Embedder>, text: string): Promise<BelongingAnswer> {
  const { themes } = await currentRun(store, embedder);
  const known = await findPaper(store, text).catch(() => undefined);
  const embedding = known === undefined
    ? (await (await embedder()).embed([text]))[0]!
    : (await store.embeddings([known.id])).get(known.id)!;
  const labels = new Map(themes.themes.map(({ id, label }) => [id, label]));
  const found = belongsTo(embedding, themes.state);
  return { themes: found.themes.map(({ theme, similarity }) => ({ id: theme, label: labels.get(theme) ?? theme, similarity })), far: found.far };
}

/** A person's word about themes; it survives every later run. */
export type ThemeDecision =
  | { readonly kind: 'rename'; readonly theme: string; readonly name: string }
  | { readonly kind: 'merge'; readonly from: string; readonly into: string }
  | { readonly kind: 'pin'; readonly paper: string; readonly theme: string };

export async function decideThemes(store: Store, embedder: () => Promise<Embedder>, decision: ThemeDecision): Promise<void> {
  const { themes } = await currentRun(store, embedder);
  const { names = [], merges = [], pins = [] } = await decisionsOf(store);
  const known = (id: string) => themeNamed(themes, id).id;
  if (decision.kind === 'rename') {
    const theme = known(decision.theme);
    const kept = names.filter((one) => one.theme !== theme);
    const name = decision.name.trim();
    await store.writeDecisions(DECISIONS, { names: name === '' ? kept : [...kept, { theme, name }], merges, pins } satisfies ThemeDecisions);
  } else if (decision.kind === 'merge') {
    const [from, into] = [known(decision.from), known(decision.into)];
    if (from === into) throw new CorpusError('USAGE', 'a theme cannot be merged into itself', 'Name two themes.');
    await store.writeDecisions(DECISIONS, { names, merges: [...merges.filter((one) => one.from !== from), { from, into }], pins } satisfies ThemeDecisions);
  } else {
    const [paper, theme] = [(await findPaper(store, decision.paper)).id, known(decision.theme)];
    await store.writeDecisions(DECISIONS, { names, merges, pins: [...pins.filter((one) => one.paper !== paper), { paper, theme }] } satisfies ThemeDecisions);
  }
}

/** The themes as they stand, as the room gives them. */
export async function currentThemes(store: Store, embedder: () => Promise<Embedder>): Promise<Themes> {
  return (await currentRun(store, embedder)).themes;
}

/** The last run if it still holds, whatever number of themes it was asked for; otherwise a new one. */
async function currentRun(store: Store, embedder: () => Promise<Embedder>): Promise<Run> {
  const last = (await store.readNote(LAST))?.value as Run | undefined;
  return lastRun(store, embedder, last?.k == null ? {} : { k: last.k });
}

async function lastRun(store: Store, embedder: () => Promise<Embedder>, options: ThemesOptions): Promise<Run> {
  const note = await store.readNote(LAST);
  const last = note?.value as Run | undefined;
  const decisions = await decisionsOf(store);
  const k = options.k ?? null;
  const { generation } = await store.age();
  if (last !== undefined && last.version === VERSION && last.generation === generation && last.k === k && JSON.stringify(last.decisions) === JSON.stringify(decisions)) return last;
  const from = await snapshot(store);
  const themes = await find(from.papers, from.papers.map(({ id }) => from.embeddings.get(id)!), embedder, {
    ...options,
    decisions,
    ...(last === undefined ? {} : { previous: last.themes.state }),
  });
  const run: Run = { version: VERSION, generation: from.generation, k, decisions, themes };
  if (last !== undefined) await store.writeNote(BEFORE, { generation: last.generation, value: last });
  await store.writeNote(LAST, { generation: run.generation, value: run });
  return run;
}

async function themesWithin(store: Store, embedder: () => Promise<Embedder>, options: ThemesOptions): Promise<Themes> {
  const { since, until, ...rest } = options;
  const from = await snapshot(store);
  const papers = from.papers.filter((paper) => passes(paper, { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }));
  return find(papers, papers.map(({ id }) => from.embeddings.get(id)!), embedder, rest);
}

async function withinTheme(store: Store, embedder: () => Promise<Embedder>, theme: Theme): Promise<Pick<Themes, 'themes' | 'months'>> {
  const ids = theme.papers.map(({ id }) => id);
  const papers = await store.papers(ids);
  const embeddings = await store.embeddings(ids);
  const { themes, months } = await find(papers, papers.map(({ id }) => embeddings.get(id)!), embedder, {});
  const inner = (id: string) => `${theme.id}.${id.slice(1)}`;
  return {
    months,
    themes: themes.length < 2 ? [] : themes.map((one) => ({
      ...one,
      id: inner(one.id),
      area: null,
      papers: one.papers.map(({ also, ...paper }) => (also === undefined ? paper : { ...paper, also: { ...also, theme: inner(also.theme) } })),
    })),
  };
}

type Reader = ReadonlyMap<PaperId, { readonly title: string; readonly month: string | null }>;

/** @param ids the papers that are shown; all where not given */
async function readerOf(store: Store, ids?: readonly PaperId[]): Promise<Reader> {
  return new Map((await store.headings(ids)).map(({ id, title, published }) => [id, { title, month: published?.slice(0, 7) ?? null }]));
}

function titled({ shares, ...theme }: Theme, months: readonly string[], read: Reader): TitledTheme {
  const counts = new Map<string, number>();
  for (const { id } of theme.papers) {
    const month = read.get(id)?.month;
    if (month != null) counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return {
    ...theme,
    papers: theme.papers.map(({ id, similarity, also }) => ({ id, title: read.get(id)?.title ?? '', similarity, also: also ?? null })),
    months: months.map((month, i) => ({ month, papers: counts.get(month) ?? 0, share: shares[i]! })),
  };
}

async function find(papers: readonly Paper[], embeddings: readonly Embedding[], embedder: () => Promise<Embedder>, options: FindOptions): Promise<Themes> {
  return findThemes(papers, embeddings, async (texts) => (await embedder()).embed(texts), options);
}

function themeNamed({ themes }: Themes, id: string): Theme {
  const theme = themes.find((one) => one.id === id);
  if (theme !== undefined) return theme;
  throw new CorpusError('THEME_UNKNOWN', `no theme has the id ${id}`, 'Run `paperkin themes` for the ids.');
}

async function decisionsOf(store: Store): Promise<ThemeDecisions> {
  return (await store.readDecisions(DECISIONS) ?? {}) as ThemeDecisions;
}
