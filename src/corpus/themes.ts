/**
 * Themes of the corpus: computed once for each version of the papers, continued from run to run, with a person's
 * decisions.
 */

import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { isNoTheme } from '../no-theme.js';
import type { PaperId } from '../paper.js';
import { readQuery } from '../search/index.js';
import type { Heading, LongWork, StoreView } from '../store/index.js';
import { sentencesOf } from '../text/sentences.js';
import {
  type Belonging,
  belongsTo,
  diffThemes,
  findThemes,
  idleDecisions,
  type Theme,
  type Themes,
  type ThemesDiff,
} from '../themes/index.js';
import { type Interruptible, limitOf, needAllPapers, notEmbedded } from './access.js';
import { checkDates } from './check-dates.js';
import { numberOfThemes } from './decide-themes.js';
import { runBefore } from './earlier-runs.js';
import { findWhole } from './find-paper.js';
import { embedQueries, subjectsOf } from './model.js';
import { searchSources } from './search-sources.js';
import { decisionsOf, type ThemeRun } from './stored-runs.js';
import { currentRun, previewThemes, themeNamed } from './theme-run.js';

export type { ThemeDecision } from './theme-decision.js';

export interface ThemesOptions extends LongWork {
  /**
   * How many themes, at least 1; default: chosen from the data. As with `since` and `until`, the answer is a preview:
   * nothing is stored.
   */
  readonly k?: number | undefined;
  /** Only papers published then: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Computes the themes from scratch instead of from the last run; themes that match earlier ones keep their ids. */
  readonly fresh?: boolean | undefined;
  /**
   * How many papers of each theme, and of those in no theme, have their titles, the first ones; of the others the title
   * is empty. Default: all, which takes most of the time in a large collection.
   */
  readonly titles?: number | undefined;
}

/** A theme with the titles of its papers, so that it can be read by itself. */
export interface TitledTheme extends Omit<Theme, 'papers'> {
  /** All its papers, most central first; `also` is another theme that the paper is similar to. */
  readonly papers: readonly {
    readonly id: PaperId;
    readonly title: string;
    readonly similarity: number;
    readonly also: { readonly theme: string; readonly similarity: number } | null;
  }[];
}

export interface ThemesAnswer extends Pick<Themes, 'areas' | 'why'> {
  /** Largest first. */
  readonly themes: readonly TitledTheme[];
  /** Papers in no theme, with the similarity to the centroid of the nearest one. */
  readonly outliers: readonly {
    readonly id: PaperId;
    readonly title: string;
    readonly similarity: number;
    readonly nearest: string;
  }[];
}

export interface ThemeOptions extends Interruptible {
  /** Whether to find the themes within a large theme, which takes seconds (default: true). */
  readonly within?: boolean | undefined;
}

export interface ThemeAnswer {
  readonly theme: TitledTheme;
  /** Themes within the theme; none where it is small, or they are not requested. */
  readonly within: readonly TitledTheme[];
  /** The label of every theme that is named. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Where a text or a paper belongs. */
export interface BelongingAnswer {
  /** The most similar ones, nearest first; `similarity` is the cosine to the centroid. */
  readonly themes: readonly { readonly id: string; readonly label: string; readonly similarity: number }[];
  /** Whether it is not similar to any theme. */
  readonly far: boolean;
  /** The theme of the paper, which comes first; null for a text, and for a paper in no theme. */
  readonly own: string | null;
}

/** Minimum number of papers of a theme with subthemes. */
const BIG_THEME = 40;
/** A text of fewer sentences is short beside the abstracts: most have five or more. */
const SENTENCES_OF_ABSTRACT = 4;

/** @throws CorpusError USAGE where `k` is not a whole number from 1 on, and for dates as in filters */
export async function themesOf(index: OpenView, options: ThemesOptions): Promise<ThemesAnswer> {
  const { k, since, until } = options;
  if (k !== undefined) numberOfThemes(k);
  const titlesOfEach = limitOf(options.titles ?? Number.POSITIVE_INFINITY, 'titles');
  checkDates({ since, until });
  needAllPapers(index.view);
  const themes =
    k !== undefined || since !== undefined || until !== undefined
      ? await previewThemes(index, options)
      : (await currentRun(index, options)).themes;
  const titles = await titlesOf(index.view, idsToRead(themes, titlesOfEach));
  return {
    themes: themes.themes.map((theme) => titled(theme, titles)),
    outliers: themes.outliers.map((one) => ({ ...one, title: titles.get(one.id) ?? '' })),
    areas: themes.areas,
    why: themes.why,
  };
}

/** The first papers of each theme, and of those in none; `undefined` where these are all. */
function idsToRead({ themes, outliers }: Themes, most: number): PaperId[] | undefined {
  const lists = [...themes.map(({ papers }) => papers), outliers];
  if (lists.every((papers) => papers.length <= most)) return undefined;
  return lists.flatMap((papers) => papers.slice(0, most).map(({ id }) => id));
}

/** One theme of the last run. @throws CorpusError THEME_UNKNOWN */
export async function themeOf(
  index: OpenView,
  id: string,
  { within: wanted = true, ...options }: ThemeOptions,
): Promise<ThemeAnswer> {
  needAllPapers(index.view);
  const themes = await currentThemes(index, options);
  const theme = themeNamed(themes, id);
  const titles = await titlesOf(
    index.view,
    theme.papers.map((paper) => paper.id),
  );
  const within = !wanted || theme.size < BIG_THEME ? [] : await withinTheme(index, theme);
  return {
    theme: titled(theme, titles),
    within: within.map((one) => titled(one, titles)),
    labels: Object.fromEntries(themes.themes.map((one) => [one.id, one.label])),
  };
}

/** The papers of a theme, or of none: a filter, also without some servers. @throws CorpusError THEME_UNKNOWN */
export async function papersOfTheme(index: OpenView, id: string, options: Interruptible): Promise<PaperId[]> {
  const themes = await currentThemes(index, options);
  const papers = isNoTheme(id) ? themes.outliers : themeNamed(themes, id).papers;
  return papers.map((paper) => paper.id);
}

/** What changed in the themes since the papers last changed, and the decisions without effect. */
export async function themesDiff(index: OpenView, options: Interruptible): Promise<ThemesDiff> {
  needAllPapers(index.view);
  const { themes } = await currentRun(index, options);
  return diffThemes(
    (await runBefore(index.view)) ?? themes,
    themes,
    idleDecisions(await decisionsOf(index.view), themes),
  );
}

/** The themes most similar to a text or to a paper of the corpus; the paper's own theme first. */
export async function themesOfText(index: OpenView, text: string, { signal }: Interruptible): Promise<BelongingAnswer> {
  if (text.trim() === '') throw new CorpusError('USAGE', 'the text is empty', 'Type a text, or the id of a paper.');
  needAllPapers(index.view);
  const run = await currentRun(index, { signal });
  const paper = await findWhole(index.view, text);
  const { themes, far, own } =
    paper === undefined
      ? { ...(await nearestToText(index, text, run)), own: null }
      : await nearestToPaper(index, paper.id, run.themes);
  const labels = new Map(run.themes.themes.map(({ id, label }) => [id, label]));
  return {
    themes: themes.map(({ theme, similarity }) => ({ id: theme, label: labels.get(theme) ?? theme, similarity })),
    far,
    own,
  };
}

async function nearestToText(index: OpenView, text: string, { themes, farTextBelow }: ThemeRun): Promise<Belonging> {
  const { corrected } = await readQuery(text, await searchSources(index));
  const [embedding] = await embedQueries(index)([corrected]);
  const isShort = sentencesOf(text).length < SENTENCES_OF_ABSTRACT;
  return belongsTo(embedding!, themes.state, isShort ? (farTextBelow ?? undefined) : undefined);
}

/** A paper is in its own theme, even where a person moved it there or another centroid is nearer. */
async function nearestToPaper(
  index: OpenView,
  id: PaperId,
  { themes, state }: Themes,
): Promise<Belonging & { readonly own: string | null }> {
  const embedding = (await index.view.embeddings([id])).get(id);
  if (embedding === undefined) throw notEmbedded(id);
  const nearest = belongsTo(embedding, state);
  const own = themes.find(({ papers }) => papers.some((paper) => paper.id === id));
  if (own === undefined) return { ...nearest, own: null };
  const { similarity } = own.papers.find((paper) => paper.id === id)!;
  const others = nearest.themes.filter(({ theme }) => theme !== own.id);
  return {
    themes: [{ theme: own.id, similarity }, ...others].slice(0, Math.max(1, nearest.themes.length)),
    far: false,
    own: own.id,
  };
}

/** The current themes with everything that later runs need; computed if there are none. */
export async function currentThemes(index: OpenView, { signal }: Interruptible = {}): Promise<Themes> {
  return (await currentRun(index, { signal })).themes;
}

async function withinTheme(index: OpenView, theme: Theme): Promise<Theme[]> {
  const ids = theme.papers.map(({ id }) => id);
  const papers = await index.view.papers(ids);
  const embeddings = await index.view.embeddings(ids);
  const { themes } = await findThemes(
    papers,
    papers.map(({ id }) => embeddings.get(id)!),
    embedQueries(index),
    { subjects: subjectsOf(index), lastAdded: await index.view.latestDay() },
  );
  const inner = (id: string) => `${theme.id}.${id.slice(1)}`;
  if (themes.length < 2) return [];
  return themes.map((one) => ({
    ...one,
    id: inner(one.id),
    area: null,
    papers: one.papers.map(({ also, ...paper }) =>
      also === undefined ? paper : { ...paper, also: { ...also, theme: inner(also.theme) } },
    ),
  }));
}

type Titles = ReadonlyMap<PaperId, string>;

/** @param ids the papers that are shown; default: all */
async function titlesOf(view: StoreView, ids?: readonly PaperId[]): Promise<Titles> {
  const titles = new Map<PaperId, string>();
  const add = ({ id, title }: Heading) => titles.set(id, title);
  if (ids !== undefined) (await view.headings(ids)).forEach(add);
  else for await (const batch of view.scanHeadings()) batch.forEach(add);
  return titles;
}

function titled(theme: Theme, titles: Titles): TitledTheme {
  return {
    ...theme,
    papers: theme.papers.map(({ id, similarity, also }) => ({
      id,
      title: titles.get(id) ?? '',
      similarity,
      also: also ?? null,
    })),
  };
}
