/** Bars over time: one a month, or one a year if there are too many months or months are unknown. */
import { periodKind } from '../../../period-kind.js';
import type { Timeline } from '../api/answers.js';

export interface Bar {
  /** `YYYY-MM` or `YYYY`, as in the date filters. */
  readonly period: string;
  readonly papers: number;
}

/** Maximum number of months: four years, about three pixels each. */
const MOST_MONTHS = 48;
/** Maximum number of years: the latest. */
const MOST_YEARS = 60;

export function barsOf(periods: Timeline['periods']): Bar[] {
  const months = periods.filter(({ period }) => periodKind(period) === 'month');
  const inMonths = sum(months) * 2 >= sum(periods);
  const first = months[0]?.period;
  if (inMonths && first !== undefined) {
    const bars = everyPeriod(months, nextMonth);
    if (bars.length <= MOST_MONTHS) return bars;
  }
  const years = new Map<string, number>();
  for (const { period, papers } of periods)
    years.set(period.slice(0, 4), (years.get(period.slice(0, 4)) ?? 0) + papers);
  const dated = [...years].map(([period, papers]) => ({ period, papers }));
  return everyPeriod(dated.slice(-MOST_YEARS), nextYear).slice(-MOST_YEARS);
}

/** Whether the period of a bar overlaps the dates; an empty date is open. */
export function isWithin(period: string, since: string, until: string): boolean {
  const [first, last] = [period.padEnd(10, '-00'), period.padEnd(10, '-99')];
  return (since === '' || last >= since.padEnd(10, '-00')) && (until === '' || first <= until.padEnd(10, '-99'));
}

function everyPeriod(bars: readonly Bar[], next: (period: string) => string): Bar[] {
  const papers = new Map(bars.map((bar) => [bar.period, bar.papers]));
  const [first, last] = [bars[0]?.period, bars.at(-1)?.period];
  const all: Bar[] = [];
  for (let period = first; period !== undefined && last !== undefined && period <= last; period = next(period)) {
    all.push({ period, papers: papers.get(period) ?? 0 });
    if (all.length > MOST_MONTHS && periodKind(period) === 'month') return all;
  }
  return all;
}

/** The month after a month, `YYYY-MM`. */
export function nextMonth(period: string): string {
  const [year, month] = period.split('-').map(Number) as [number, number];
  return month === 12 ? `${four(year + 1)}-01` : `${four(year)}-${String(month + 1).padStart(2, '0')}`;
}

const nextYear = (period: string): string => four(Number(period) + 1);
const four = (year: number): string => String(year).padStart(4, '0');
const sum = (bars: readonly Bar[]): number => bars.reduce((all, { papers }) => all + papers, 0);
