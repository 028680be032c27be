/** Searches that a person saved under a name, with their filters: asked again for every digest. */
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { isNoTheme, NO_THEME } from '../no-theme.js';
import type { PaperId } from '../paper.js';
import { withoutUndefined } from '../without-undefined.js';
import type { Interruptible } from './access.js';
import { isSameName, namedList, nameFrom, onOneLine, type Writing } from './named-list.js';
import { searchText } from './search.js';
import { type Filters, whereOf } from './where.js';

/** A query with its filters, under a name; its theme is stored by id. */
export interface SavedSearch {
  readonly name: string;
  readonly query: string;
  readonly filters: Filters;
}

/** A saved search that finds nothing, because its theme has ended or no paper has its tag. */
export interface IdleSearch extends Pick<SavedSearch, 'name' | 'query'> {
  readonly missing: 'theme' | 'tag';
  /** The id of the theme, or the tag. */
  readonly value: string;
}

const searches = namedList<SavedSearch>('saved-searches', 'searches');
/** A new paper answers a search if it is among so many first answers of all papers: ten, or one of a hundred papers. */
const LEAST_ANSWERS = 10;
const ANSWERS_SHARE = 0.01;
const MOST_ANSWERS = 500;

export const savedSearches = searches.all;

/**
 * Saves a search, in place of another one of that name. A theme is saved by its id, since names change.
 * @throws CorpusError USAGE, and those of its filters
 */
export async function saveSearch(index: OpenView, { name: typed, query, filters }: SavedSearch): Promise<SavedSearch> {
  const name = searchName(typed);
  if (query.trim() === '') throw new CorpusError('USAGE', 'the query is empty', 'Type a word or a sentence.');
  await whereOf(index, filters);
  const search = { name, query: query.trim(), filters: withoutUndefined(await byThemeId(index, filters)) };
  await searches.put(index, search);
  return search;
}

async function byThemeId(index: OpenView, filters: Filters): Promise<Filters> {
  if (filters.theme === undefined) return filters;
  if (isNoTheme(filters.theme)) return { ...filters, theme: NO_THEME };
  const { currentRun, themeNamed } = await import('./theme-run.js');
  return { ...filters, theme: themeNamed((await currentRun(index)).themes, filters.theme).id };
}

/** Lets the searches within a tag follow its new name. */
export async function renameTagInSearches(index: Writing, from: string, to: string): Promise<void> {
  const isRenamed = ({ filters: { tag } }: SavedSearch) => tag !== undefined && isSameName(tag, onOneLine(from));
  if (!(await savedSearches(index.view)).some(isRenamed)) return;
  await searches.edit(index, (one) =>
    isRenamed(one) ? { ...one, filters: { ...one.filters, tag: onOneLine(to) } } : one,
  );
}

/** @throws CorpusError NAME_UNKNOWN */
export async function removeSearch(index: Writing, typed: string): Promise<SavedSearch> {
  const search = searchNamed(await savedSearches(index.view), typed);
  await searches.remove(index, search.name);
  return search;
}

/** @throws CorpusError NAME_UNKNOWN; USAGE for what cannot be a name */
export function searchNamed(all: readonly SavedSearch[], typed: string): SavedSearch {
  const name = searchName(typed);
  const search = all.find((one) => one.name === name);
  if (search !== undefined) return search;
  throw new CorpusError('NAME_UNKNOWN', `no search is saved as ${typed}`, 'Run `paperkin searches` for the names.');
}

/**
 * Those of some papers that are first answers to the query, nearest first.
 * @throws CorpusError THEME_UNKNOWN, TAG_UNKNOWN for an idle search
 */
export async function searchAmong(
  index: OpenView,
  { query, filters, signal }: Pick<SavedSearch, 'query' | 'filters'> & Interruptible,
  among: readonly PaperId[],
): Promise<PaperId[]> {
  const share = Math.ceil(ANSWERS_SHARE * (await index.view.count()));
  const limit = Math.min(MOST_ANSWERS, Math.max(LEAST_ANSWERS, share));
  const { papers } = await searchText(index, query, { ...filters, limit, signal });
  const wanted = new Set(among);
  return papers.filter(({ about, paper }) => about && wanted.has(paper.id)).map(({ paper }) => paper.id);
}

/** What a saved search lacks; undefined if it can find papers. */
export async function idleSearch(
  index: OpenView,
  { name, query, filters: { theme, tag } }: SavedSearch,
  { signal }: Interruptible,
): Promise<IdleSearch | undefined> {
  try {
    if (theme !== undefined) await whereOf(index, { theme, signal });
    if (tag !== undefined) await whereOf(index, { tag, signal });
    return undefined;
  } catch (error) {
    const code = error instanceof CorpusError ? error.code : undefined;
    if (code === 'THEME_UNKNOWN') return { name, query, missing: 'theme', value: theme! };
    if (code === 'TAG_UNKNOWN') return { name, query, missing: 'tag', value: tag! };
    throw error;
  }
}

function searchName(typed: string): string {
  return nameFrom(typed, 'a saved search');
}
