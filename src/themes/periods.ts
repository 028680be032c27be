/** Themes over time: each theme's share of the papers of each month or year, and which themes are rising. */
import { roundTo4 } from '../maths/rounding.js';
import type { Paper } from '../paper.js';

/** Number of months or years shown, up to the latest one. */
const PERIODS = 24;
/** Months are shown if they have at least this share of the dated papers, else years. */
const ENOUGH = 0.5;
/** Characters of a month, `YYYY-MM`, and of a year. */
const [MONTH, YEAR] = [7, 4];
/** "Recent" is the last quarter of the dated papers, and the others of its first month or year. */
const RECENT_SHARE = 0.25;
/**
 * A theme is rising if its recent papers exceed the number expected from its earlier share by this many standard
 * deviations.
 */
const DEVIATIONS = 1.64;
const RECENT_PAPERS = 3;

type Dated = Pick<Paper, 'published'>;

/**
 * Consecutive periods, up to the latest one of a paper: months `YYYY-MM`, or years `YYYY` where the months would show
 * few of the papers, because most are older or known by their year alone, or would leave out as many papers of a later
 * year as a month has on average. Dates after `lastAdded`, misprints or of issues dated ahead, would move every bar:
 * they count only if there are no others. Empty if no paper has a date.
 */
function periodsOf(papers: readonly Dated[], lastAdded: string | null): string[] {
  const upTo = (length: number) =>
    datesOf(papers, length)
      .filter((date) => lastAdded === null || date <= lastAdded.slice(0, length))
      .sort();
  const [months, years] = [upTo(MONTH), upTo(YEAR)];
  if (years.length === 0 && lastAdded !== null) return periodsOf(papers, null);
  const lastMonths = untilLatest(months, monthBefore);
  const inMonths = months.filter((month) => month >= lastMonths[0]!).length;
  const later = years.filter((year) => year > (months.at(-1) ?? year).slice(0, YEAR)).length;
  const isEnough = inMonths >= ENOUGH * years.length && later * lastMonths.length < inMonths;
  return isEnough ? lastMonths : untilLatest(years, (year) => four(Number(year) - 1));
}

/** @param dates sorted */
function untilLatest(dates: readonly string[], before: (period: string) => string): string[] {
  const [earliest, latest] = [dates[0], dates.at(-1)];
  if (latest === undefined || earliest === undefined) return [];
  const periods: string[] = [];
  for (let period = latest; period >= earliest && periods.length < PERIODS; period = before(period))
    periods.unshift(period);
  return periods;
}

/** Papers of a theme in a month or year. */
export interface ThemePeriod {
  /** `YYYY-MM`, or `YYYY`. */
  readonly period: string;
  readonly papers: number;
  /** Of all papers of the period, 0 … 1. */
  readonly share: number;
}

/**
 * The periods of each group. Papers of later dates count in the latest one; where periods are months, papers known by
 * their year alone count in none. `labels` is the group of each paper, or negative.
 * @param lastAdded the day on which papers were last added, `YYYY-MM-DD`; null if not known
 */
export function periodsByGroup(
  papers: readonly Dated[],
  labels: ArrayLike<number>,
  k: number,
  lastAdded: string | null,
): ThemePeriod[][] {
  const periods = periodsOf(papers, lastAdded);
  const place = new Map(periods.map((period, i) => [period, i]));
  const latest = periods.at(-1) ?? '';
  const totals = periods.map(() => 0);
  const counts = Array.from({ length: k }, () => periods.map(() => 0));
  papers.forEach(({ published }, i) => {
    const start = startOf(published, latest.length) ?? '';
    const period = place.get(start > latest ? latest : start);
    if (period === undefined) return;
    totals[period]!++;
    if (labels[i]! >= 0) counts[labels[i]!]![period]!++;
  });
  return counts.map((row) =>
    row.map((papers, i) => ({
      period: periods[i]!,
      papers,
      share: totals[i] === 0 ? 0 : roundTo4(papers / totals[i]!),
    })),
  );
}

/**
 * Whether each group has more of the recent papers than its share of the earlier ones explains. Years decide where most
 * months are not known.
 */
export function risingGroups(papers: readonly Dated[], labels: ArrayLike<number>, k: number): boolean[] {
  const isEnough = datesOf(papers, MONTH).length >= ENOUGH * datesOf(papers, YEAR).length;
  const dated = papers.flatMap(({ published }, i) => {
    const period = startOf(published, isEnough ? MONTH : YEAR);
    return period === null ? [] : [{ period, label: labels[i]! }];
  });
  const periods = dated.map(({ period }) => period).sort();
  const since = periods[Math.floor((1 - RECENT_SHARE) * periods.length)] ?? '';
  const [recent, before] = [
    dated.filter(({ period }) => period >= since),
    dated.filter(({ period }) => period < since),
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

function datesOf(papers: readonly Dated[], length: number): string[] {
  return papers.flatMap(({ published }) => startOf(published, length) ?? []);
}

function startOf(published: string | null, length: number): string | null {
  return published !== null && published.length >= length ? published.slice(0, length) : null;
}

function monthBefore(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number > 1 ? `${four(year)}-${String(number - 1).padStart(2, '0')}` : `${four(year - 1)}-12`;
}

const four = (year: number): string => String(year).padStart(4, '0');
