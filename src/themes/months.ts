/**
 * Themes over time: each theme's share of the papers of each month, and which themes are rising.
 */

import { roundTo4 } from '../maths/rounding.js';
import type { Paper } from '../paper.js';

/** Number of months shown, up to that of the latest paper. */
const MONTHS = 24;
/** "Recent" is the last quarter of the dated papers. */
const RECENT_SHARE = 0.25;
/**
 * A theme is rising if its recent papers exceed the number expected from its earlier share by this many standard
 * deviations.
 */
const DEVIATIONS = 1.64;
const RECENT_PAPERS = 3;

/** `YYYY-MM`, consecutive; papers without a month are skipped. */
export function monthsOf(papers: readonly Pick<Paper, 'published'>[]): string[] {
  const all = papers.flatMap((paper) => monthOf(paper) ?? []).sort();
  const [earliest, latest] = [all[0], all.at(-1)];
  if (latest === undefined || earliest === undefined) return [];
  const months: string[] = [];
  for (let month = latest; month >= earliest && months.length < MONTHS; month = monthBefore(month))
    months.unshift(month);
  return months;
}

/** For each group its share, 0 … 1, of the papers of each month. `labels` is the group of each paper, or negative. */
export function sharesByMonth(
  papers: readonly Pick<Paper, 'published'>[],
  labels: ArrayLike<number>,
  k: number,
  months: readonly string[],
): number[][] {
  const place = new Map(months.map((month, i) => [month, i]));
  const totals = months.map(() => 0);
  const counts = Array.from({ length: k }, () => months.map(() => 0));
  papers.forEach((paper, i) => {
    const month = place.get(monthOf(paper) ?? '');
    if (month === undefined) return;
    totals[month]!++;
    if (labels[i]! >= 0) counts[labels[i]!]![month]!++;
  });
  return counts.map((row) => row.map((count, i) => (totals[i] === 0 ? 0 : roundTo4(count / totals[i]!))));
}

/** Whether each group has more of the recent papers than its share of the earlier ones explains. */
export function risingGroups(
  papers: readonly Pick<Paper, 'published'>[],
  labels: ArrayLike<number>,
  k: number,
): boolean[] {
  const dated = papers.flatMap((paper, i) => {
    const month = monthOf(paper);
    return month === null ? [] : [{ month, label: labels[i]! }];
  });
  const months = dated.map((paper) => paper.month).sort();
  const since = months[Math.floor((1 - RECENT_SHARE) * months.length)] ?? '';
  const [recent, before] = [
    dated.filter((paper) => paper.month >= since),
    dated.filter((paper) => paper.month < since),
  ];
  return Array.from({ length: k }, (_, c) => {
    if (before.length === 0) return false;
    const now = recent.filter((paper) => paper.label === c).length;
    // One paper more on the earlier side, so that a theme with none there is not infinitely rising.
    const share = (before.filter((paper) => paper.label === c).length + 1) / (before.length + 1);
    const expected = share * recent.length;
    return now >= RECENT_PAPERS && now - expected > DEVIATIONS * Math.sqrt(expected * (1 - share));
  });
}

function monthOf(paper: Pick<Paper, 'published'>): string | null {
  return /^\d{4}-\d{2}/.exec(paper.published ?? '')?.[0] ?? null;
}

function monthBefore(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number > 1 ? `${year}-${String(number - 1).padStart(2, '0')}` : `${String(year - 1).padStart(4, '0')}-12`;
}
