/** What is trending in the corpus: recent papers that are discussed, and themes whose share grows. */
import {
  firstOfDays,
  latestDayOf,
  type TrendingPaper,
  type TrendingTheme,
  trendingPapers,
  trendingThemes,
} from '../digest/index.js';
import { CorpusError } from '../errors.js';
import type { OpenView } from '../ingest/index.js';
import { DEFAULT_LIMIT, type PaperId } from '../paper.js';
import { type Interruptible, limitOf } from './access.js';
import { currentThemes } from './themes.js';
import { idsWhere } from './where.js';

export interface TrendingOptions extends Interruptible {
  /** Number of days up to the date of the latest paper; default: 30. */
  readonly days?: number;
  /** Papers by their comments, or by comments per day (`recency`); default: by comments. */
  readonly by?: 'comments' | 'recency';
  readonly limit?: number;
}

export interface TrendingAnswer {
  /** The first and the last day; null if no paper has a full date. */
  readonly since: string | null;
  readonly until: string | null;
  /** Papers published in these days, and those dated later. */
  readonly recent: number;
  readonly papers: readonly TrendingPaper[];
  readonly themes: readonly TrendingTheme[];
}

const DAYS = 30;
const MOST_DAYS = 3_660;

/** @throws CorpusError USAGE */
export async function trendingIn(index: OpenView, options: TrendingOptions): Promise<TrendingAnswer> {
  const { days = DAYS, by = 'comments' } = options;
  const limit = limitOf(options.limit ?? DEFAULT_LIMIT);
  if (!Number.isSafeInteger(days) || days < 1 || days > MOST_DAYS)
    throw new CorpusError('USAGE', `${days} is not a valid number of days`, `Give 1 to ${MOST_DAYS}.`);
  const { view } = index;
  const dated: { id: PaperId; published: string | null }[] = [];
  for await (const batch of view.scanHeadings()) dated.push(...batch.filter(({ published }) => published !== null));
  const lastAdded = await view.latestDay();
  const until = lastAdded === null ? null : latestDayOf(dated, lastAdded);
  if (until === null) return { since: null, until, recent: 0, papers: [], themes: [] };
  const since = firstOfDays(until, days);
  const recent = await idsWhere(view, { since });
  const inDays = new Set(recent);
  const before = new Set(dated.map(({ id }) => id).filter((id) => !inDays.has(id)));
  return {
    since,
    until,
    recent: recent.length,
    papers: trendingPapers(await view.papers(recent), until, { by, limit }),
    themes: trendingThemes((await currentThemes(index, options)).themes, { before, recent: inDays }, limit),
  };
}
