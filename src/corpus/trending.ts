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
import { DEFAULT_LIMIT, lastDay, type PaperId } from '../paper.js';
import { type Interruptible, limitOf } from './access.js';
import { checkOption } from './check-value.js';
import { currentThemes } from './themes.js';

export interface TrendingOptions extends Interruptible {
  /** Number of days up to the date of the latest paper; default: 30. */
  readonly days?: number | undefined;
  /** Papers by their comments, or by comments per day (`recency`); default: by comments. */
  readonly by?: 'comments' | 'recency' | undefined;
  /** How many papers, and how many themes, at most; default: 10. */
  readonly limit?: number | undefined;
}

export interface TrendingAnswer {
  /** The first and the last day; null if no paper has a full date. */
  readonly since: string | null;
  readonly until: string | null;
  /** Papers published in these days, and those dated later; not those whose month or year may also be earlier. */
  readonly recent: number;
  readonly papers: readonly TrendingPaper[];
  readonly themes: readonly TrendingTheme[];
}

const DAYS = 30;
const MOST_DAYS = 3_660;
const ORDERS = { comments: true, recency: true } as const;

/** @throws CorpusError USAGE for a number of days, an order or a limit that is none */
export async function trendingIn(index: OpenView, options: TrendingOptions): Promise<TrendingAnswer> {
  const { days = DAYS, by = 'comments' } = options;
  checkOption('by', by, ORDERS);
  const limit = limitOf(options.limit ?? DEFAULT_LIMIT);
  if (!Number.isSafeInteger(days) || days < 1 || days > MOST_DAYS)
    throw new CorpusError('USAGE', `${days} is not a valid number of days`, `Give 1 to ${MOST_DAYS}.`);
  const { view } = index;
  const dated: { id: PaperId; published: string }[] = [];
  for await (const batch of view.scanHeadings())
    for (const { id, published } of batch) if (published !== null) dated.push({ id, published });
  const lastAdded = await view.latestDay();
  const until = lastAdded === null ? null : latestDayOf(dated, lastAdded);
  if (until === null) return { since: null, until, recent: 0, papers: [], themes: [] };
  const since = firstOfDays(until, days);
  // A date without a day, such as a year, counts only if all of its days are on one side of `since`.
  const idsOf = (papers: typeof dated) => new Set(papers.map(({ id }) => id));
  const recent = idsOf(dated.filter(({ published }) => published.padEnd(10, '-01') >= since));
  const before = idsOf(dated.filter(({ published }) => lastDay(published) < since));
  return {
    since,
    until,
    recent: recent.size,
    papers: trendingPapers(await view.papers([...recent]), until, { by, limit }),
    themes: trendingThemes((await currentThemes(index, options)).themes, { before, recent }, limit),
  };
}
