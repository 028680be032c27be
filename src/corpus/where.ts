/** Converts filters to those of the store: dates are checked; a theme and a tag become their papers. */
import { throwIfAborted } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import type { PaperId } from '../paper.js';
import type { StoreView, Where } from '../store/index.js';
import type { Interruptible } from './access.js';
import { checkDates } from './check-dates.js';

/** Restricts the papers of an answer. A paper without the field of a filter does not pass it. */
export interface Filters {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive. A paper known by its year alone passes where any day of it would. */
  readonly since?: string;
  readonly until?: string;
  /** Part of the byline or of an author's name, in any case. */
  readonly by?: string;
  /** Part of the path of a file that contained the paper, in any case. */
  readonly source?: string;
  readonly minComments?: number;
  /** Only papers of this theme. */
  readonly theme?: string;
  /** Only papers with this tag. */
  readonly tag?: string;
  /** Added to the index on this day or later: `YYYY-MM-DD`, UTC. */
  readonly addedSince?: string;
}

/**
 * @returns `undefined` where no filter is set
 * @throws CorpusError USAGE for a date that does not exist, or dates that exclude each other
 * @throws CorpusError THEME_UNKNOWN, TAG_UNKNOWN
 */
export async function whereOf(
  index: OpenView,
  { theme, tag, since, until, by, source, minComments, addedSince, signal }: Filters & Interruptible,
): Promise<Where | undefined> {
  throwIfAborted(signal);
  checkDates({ since, until, addedSince });
  const where = Object.entries({ since, until, by, source, minComments, addedSince }).filter(
    ([, value]) => value !== undefined,
  );
  if (where.length === 0 && theme === undefined && tag === undefined) return undefined;
  return { ...Object.fromEntries(where), ids: await idsOf(index, { theme, tag, signal }) };
}

/** The papers of a theme, of a tag, or of both; undefined for neither. */
async function idsOf(
  index: OpenView,
  { theme, tag, signal }: { readonly [K in 'theme' | 'tag']: string | undefined } & Interruptible,
): Promise<PaperId[] | undefined> {
  const ofTheme =
    theme === undefined ? undefined : await (await import('./themes.js')).papersOfTheme(index, theme, { signal });
  if (tag === undefined) return ofTheme;
  const tagged = (await (await import('./tags.js')).tagOf(index.view, tag)).papers.map(({ paper }) => paper.id);
  if (ofTheme === undefined) return tagged;
  const members = new Set(ofTheme);
  return tagged.filter((id) => members.has(id));
}

/** The ids of the papers that pass a filter, in order. */
export async function idsWhere(view: StoreView, where?: Where): Promise<PaperId[]> {
  const ids: PaperId[] = [];
  for await (const batch of view.scanHeadings(where)) for (const { id } of batch) ids.push(id);
  return ids;
}
