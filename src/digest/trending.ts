/** Discussed papers and growing themes of the last days up to the latest paper. */
import { byCodeUnits } from '../maths/order.js';
import { roundTo4 } from '../maths/rounding.js';
import { isDay, type Paper, type PaperId } from '../paper.js';
import { correctedChance, isSignificant } from './growth.js';

export type TrendingPaper = Pick<Paper, 'id' | 'title' | 'published' | 'by' | 'url' | 'comments'> & {
  /** Days before the latest paper. */
  readonly ageDays: number;
  /** Comments per day since publication, that day included. */
  readonly commentsPerDay: number;
};

export interface TrendingTheme {
  readonly id: string;
  readonly label: string;
  /** Numbers of its dated papers before and within the period. */
  readonly before: number;
  readonly recent: number;
  /** Its share of all dated papers before and within the period, 0…1. */
  readonly shareBefore: number;
  readonly shareRecent: number;
  /** Probability of such growth if the share had not changed, corrected for the number of themes; 0…1. */
  readonly pValue: number;
}

const DAY_MS = 86_400_000;
const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The latest full date of publication up to a day; null if there is none. Journals date issues ahead: after the day on
 * which papers were last added, nothing is published yet.
 */
export function latestDayOf(papers: readonly Pick<Paper, 'published'>[], upTo: string): string | null {
  return papers.reduce<string | null>((latest, { published }) => {
    if (published === null || published > upTo || (latest !== null && published <= latest)) return latest;
    return WHOLE_DAY.test(published) && isDay(published) ? published : latest;
  }, null);
}

/** The first day of a period that ends on a day. */
export function firstOfDays(latest: string, days: number): string {
  return new Date(Date.parse(`${latest}T00:00:00Z`) - (days - 1) * DAY_MS).toISOString().slice(0, 10);
}

/** Recent papers with comments, by their number or (`recency`) by comments per day; the most first. */
export function trendingPapers(
  papers: readonly Paper[],
  latest: string,
  { by, limit }: { readonly by: 'comments' | 'recency'; readonly limit: number },
): TrendingPaper[] {
  return papers
    .filter(({ comments, published }) => (comments ?? 0) > 0 && published !== null && WHOLE_DAY.test(published))
    .map(({ id, title, published, by: byline, url, comments }) => {
      const days = Math.round((Date.parse(`${latest}T00:00:00Z`) - Date.parse(`${published}T00:00:00Z`)) / DAY_MS);
      const ageDays = Math.max(0, days);
      const commentsPerDay = roundTo4(comments! / (ageDays + 1));
      return { id, title, published, by: byline, url, comments, ageDays, commentsPerDay };
    })
    .sort((a, b) => {
      const more = by === 'comments' ? b.comments! - a.comments! : b.commentsPerDay - a.commentsPerDay;
      return more || byCodeUnits(a.id, b.id);
    })
    .slice(0, limit);
}

/** Themes whose share grew by more than chance explains, the least probable first. */
export function trendingThemes(
  themes: readonly {
    readonly id: string;
    readonly label: string;
    readonly papers: readonly { readonly id: PaperId }[];
  }[],
  { before, recent: added }: { readonly before: ReadonlySet<PaperId>; readonly recent: ReadonlySet<PaperId> },
  limit: number,
): TrendingTheme[] {
  return themes
    .map(({ id, label, papers }) => {
      const counts = {
        before: papers.filter((paper) => before.has(paper.id)).length,
        added: papers.filter((paper) => added.has(paper.id)).length,
        allBefore: before.size,
        allAdded: added.size,
      };
      return {
        id,
        label,
        before: counts.before,
        recent: counts.added,
        shareBefore: before.size === 0 ? 0 : roundTo4(counts.before / before.size),
        shareRecent: added.size === 0 ? 0 : roundTo4(counts.added / added.size),
        pValue: before.size === 0 ? 1 : correctedChance(counts, themes.length),
      };
    })
    .filter(({ recent, pValue }) => isSignificant(recent, pValue))
    .sort((a, b) => a.pValue - b.pValue || b.recent - a.recent || byCodeUnits(a.id, b.id))
    .slice(0, limit);
}
