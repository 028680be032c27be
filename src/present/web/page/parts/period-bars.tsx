/** Share of a theme by month or year, empty ones included. */
import { periodKind } from '../../../period-kind.js';
import type { Theme } from '../api/answers.js';
import { dateText, percent } from './wording.js';

type Period = Theme['periods'][number];

/** A bar is at most as wide as one of so many. */
const FEWEST_SLOTS = 6;

interface PeriodBarsProps {
  readonly periods: readonly Period[];
  /** The colour of the theme. */
  readonly colour: number;
  readonly width: number;
  readonly height: number;
}

export function PeriodBars({ periods, colour, width, height }: PeriodBarsProps) {
  if (periods.length === 0) return null;
  const highest = Math.max(...periods.map(({ share }) => share), Number.MIN_VALUE);
  const slot = width / Math.max(periods.length, FEWEST_SLOTS);
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={labelOf(periods)}
    >
      {periods.map(({ period, share, papers }, i) => {
        const tall = papers === 0 ? 1 : Math.max(2, (share / highest) * height);
        return (
          <rect
            key={period}
            class={papers === 0 ? 'bar-none' : `fill-${colour}`}
            x={i * slot}
            y={height - tall}
            width={Math.max(1, slot * 0.76)}
            height={tall}
          >
            <title>{`${dateText(period)}: ${papers} (${percent(share)})`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

/** The first and the last period, for a line under the bars. */
export function endsOf(periods: readonly Period[]): [string, string] | null {
  return periods.length < 2 ? null : [dateText(periods[0]!.period), dateText(periods.at(-1)!.period)];
}

function labelOf(periods: readonly Period[]): string {
  const [first, last] = [periods[0]!, periods.at(-1)!];
  if (periods.length === 1) return `${percent(first.share)} of the papers of ${dateText(first.period)}`;
  const highest = periods.reduce((high, one) => (one.share > high.share ? one : high));
  const shareOf = ({ share, period }: Period) => `${percent(share)} in ${dateText(period)}`;
  const kind = periodKind(first.period);
  return `Share by ${kind} from ${dateText(first.period)}: highest ${shareOf(highest)}, last ${shareOf(last)}`;
}
