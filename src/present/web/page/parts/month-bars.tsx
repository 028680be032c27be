/** Share of a theme by month, empty months included. */
import type { Theme } from '../api/answers.js';
import { nextMonth } from './spread.js';
import { dateText, percent } from './wording.js';

type Month = Theme['months'][number];

/** Maximum number of bars: the latest. */
const MONTHS_SHOWN = 24;
/** A bar is at most as wide as one of so many. */
const FEWEST_SLOTS = 6;

interface MonthBarsProps {
  readonly months: readonly Month[];
  /** The colour of the theme. */
  readonly colour: number;
  readonly width: number;
  readonly height: number;
}

export function MonthBars({ months, colour, width, height }: MonthBarsProps) {
  const bars = everyMonth(months).slice(-MONTHS_SHOWN);
  if (bars.length === 0) return null;
  const highest = Math.max(...bars.map(({ share }) => share), Number.MIN_VALUE);
  const slot = width / Math.max(bars.length, FEWEST_SLOTS);
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={labelOf(bars)}
    >
      {bars.map(({ month, share, papers }, i) => {
        const tall = papers === 0 ? 1 : Math.max(2, (share / highest) * height);
        return (
          <rect
            key={month}
            class={papers === 0 ? 'bar-none' : `fill-${colour}`}
            x={i * slot}
            y={height - tall}
            width={Math.max(1, slot * 0.76)}
            height={tall}
          >
            <title>{`${dateText(month)}: ${papers} (${percent(share)})`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

/** All months from the first to the last. */
function everyMonth(months: readonly Month[]): Month[] {
  const dated = months.filter(({ month }) => /^\d{4}-\d{2}$/.test(month));
  const byMonth = new Map(dated.map((one) => [one.month, one]));
  const [first, last] = [dated[0]?.month, dated.at(-1)?.month];
  const all: Month[] = [];
  for (let month = first; month !== undefined && last !== undefined && month <= last; month = nextMonth(month)) {
    all.push(byMonth.get(month) ?? { month, papers: 0, share: 0 });
  }
  return all;
}

/** The first and the last month drawn, for a line under the bars. */
export function endsOf(months: readonly Month[]): [string, string] | null {
  const bars = everyMonth(months).slice(-MONTHS_SHOWN);
  return bars.length < 2 ? null : [dateText(bars[0]!.month), dateText(bars.at(-1)!.month)];
}

function labelOf(bars: readonly Month[]): string {
  const [first, last] = [bars[0]!, bars.at(-1)!];
  if (bars.length === 1) return `${percent(first.share)} of the papers of ${dateText(first.month)}`;
  const highest = bars.reduce((high, bar) => (bar.share > high.share ? bar : high));
  const shareOf = ({ share, month }: Month) => `${percent(share)} in ${dateText(month)}`;
  return `Share by month from ${dateText(first.month)}: highest ${shareOf(highest)}, last ${shareOf(last)}`;
}
