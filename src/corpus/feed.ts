/** The latest papers as a feed: all, or those of a theme, a saved search, or recommended for a tag. */
import { CorpusError } from '../errors.js';
import { whyIdle } from '../idle-search.js';
import type { OpenView } from '../ingest/index.js';
import { isNoTheme } from '../no-theme.js';
import type { Paper, PaperId } from '../paper.js';
import { type Interruptible, limitOf } from './access.js';
import { choiceOf, preferencesOf, recommendedIds } from './recommend.js';
import { idleSearch, savedSearches, searchAmong, searchNamed } from './saved-searches.js';
import { themeNamed } from './theme-run.js';
import { currentThemes } from './themes.js';

/** At most one of `tag`, `theme` and `search`; without one, the feed is of all papers. */
export interface FeedOptions extends Interruptible {
  /** Papers recommended for this tag. */
  readonly tag?: string | undefined;
  /** Papers of this theme, by id or label; `none`: papers in no theme. */
  readonly theme?: string | undefined;
  /** Papers that this saved search finds. */
  readonly search?: string | undefined;
  /** How many papers at most; default: 50. */
  readonly limit?: number | undefined;
}

export interface FeedAnswer {
  readonly title: string;
  /** The day of the last paper of the feed, or of the index where the feed has none; null in an empty index. */
  readonly updated: string | null;
  /** Last added first; `addedOn` is `YYYY-MM-DD`, UTC, and `theme` the label of the paper's theme. */
  readonly papers: readonly { readonly paper: Paper; readonly addedOn: string; readonly theme: string | null }[];
}

const LIMIT = 50;
/** The latest papers that the feed of a tag or a search chooses from: more than readers of feeds fetch in a month. */
const CHOSEN_FROM = 500;

/** @throws CorpusError USAGE, TAG_UNKNOWN, THEME_UNKNOWN, NAME_UNKNOWN, INTERRUPTED */
export async function feedOf(
  index: OpenView,
  { tag, theme, search, limit: most = LIMIT, ...interruptible }: FeedOptions,
): Promise<FeedAnswer> {
  if ([tag, theme, search].filter((one) => one !== undefined).length > 1)
    throw new CorpusError('USAGE', 'a feed takes one tag, theme or search', 'Give only one of them.');
  const limit = limitOf(most);
  const { view } = index;
  const { title, ids } = await chosen(index, { tag, theme, search }, interruptible);
  const entryIds = await latest(index, limit, ids);
  const papers = new Map((await view.papers(entryIds)).map((paper) => [paper.id, paper]));
  const days = new Map((await view.arrivals(entryIds)).map(({ id, addedOn }) => [id, addedOn]));
  const themes = entryIds.length === 0 ? [] : (await currentThemes(index, interruptible)).themes;
  const labels = new Map(themes.flatMap(({ label, papers: members }) => members.map(({ id }) => [id, label] as const)));
  return {
    title,
    updated: [...days.values()].sort().at(-1) ?? (await view.latestDay()),
    papers: entryIds.map((id) => ({ paper: papers.get(id)!, addedOn: days.get(id)!, theme: labels.get(id) ?? null })),
  };
}

/** The last added first; of these ids, or of all. */
async function latest({ view }: OpenView, limit: number, ids?: readonly PaperId[]): Promise<PaperId[]> {
  const where = ids && { ids };
  return (await view.page({ order: 'added', limit, where })).headings.map(({ id }) => id);
}

async function chosen(
  index: OpenView,
  { tag, theme, search }: { readonly [K in 'tag' | 'theme' | 'search']: string | undefined },
  interruptible: Interruptible,
): Promise<{ title: string; ids?: readonly PaperId[] }> {
  if (tag !== undefined) {
    const preferences = await preferencesOf(index, { tag, withRead: true });
    const choice = await choiceOf(index, await latest(index, CHOSEN_FROM));
    const ids = await recommendedIds(index, preferences, { limit: CHOSEN_FROM, choice, ...interruptible });
    return { title: `Recommended for “${preferences.tag}”`, ids };
  }
  if (theme !== undefined) {
    const themes = await currentThemes(index, interruptible);
    if (isNoTheme(theme)) return { title: 'New papers in no theme', ids: themes.outliers.map(({ id }) => id) };
    const match = themeNamed(themes, theme);
    return { title: `New papers: ${match.label}`, ids: match.papers.map(({ id }) => id) };
  }
  if (search !== undefined) {
    const saved = searchNamed(await savedSearches(index.view), search);
    const idle = await idleSearch(index, saved, interruptible);
    if (idle !== undefined) return { title: `New papers: ${saved.name} (${whyIdle(idle)})`, ids: [] };
    const among = await latest(index, CHOSEN_FROM);
    return { title: `New papers: ${saved.name}`, ids: await searchAmong(index, { ...saved, ...interruptible }, among) };
  }
  return { title: 'New papers' };
}
