/** Papers over time, with a period selected by dragging; the date fields below are equivalent. */
import { useRef, useState } from 'preact/hooks';
import type { Question } from '../address.js';
import type { Timeline } from '../api/answers.js';
import { timelinePath } from '../api/paths.js';
import { useAnswer } from '../api/use-answer.js';
import { opensMenu } from '../map/gesture.js';
import { type Bar, barsOf, isWithin } from '../parts/spread.js';
import { counted, dateText } from '../parts/wording.js';
import { refine } from './ask.js';

const WIDTH = 208;
const HEIGHT = 44;
/** Maximum width of a bar, so that three months do not look like three blocks. */
const BROADEST = 30;
const FEWEST_BARS = 2;

export function When({ question }: { readonly question: Question }) {
  const timeline = useAnswer<Timeline>(timelinePath(question));
  const bars = barsOf((timeline.answer ?? timeline.earlier)?.periods ?? []);
  if (bars.length < FEWEST_BARS) return null;
  return <Brush bars={bars} since={question.since} until={question.until} />;
}

interface BrushProps {
  readonly bars: readonly Bar[];
  readonly since: string;
  readonly until: string;
}

function Brush({ bars, since, until }: BrushProps) {
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const slot = Math.min(WIDTH / bars.length, BROADEST);
  const at = (event: PointerEvent): number => {
    const box = drawing.current!.getBoundingClientRect();
    const index = Math.floor(((event.clientX - box.left) / box.width) * (WIDTH / slot));
    return Math.min(Math.max(index, 0), bars.length - 1);
  };
  const choose = (from: number, to: number) => {
    const [first, last] = [bars[Math.min(from, to)]!.period, bars[Math.max(from, to)]!.period];
    const again = first === since && last === until;
    refine(again ? { since: '', until: '' } : { since: first, until: last }, { replace: true });
  };
  const isOn = (i: number): boolean =>
    drag === null
      ? isWithin(bars[i]!.period, since, until)
      : i >= Math.min(drag.from, drag.to) && i <= Math.max(drag.from, drag.to);
  const bar = bars[drag?.to ?? pointed ?? -1];
  return (
    <figure class="when">
      <svg
        ref={drawing}
        class="when-bars"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={labelOf(bars)}
        onPointerDown={(event) => {
          if (event.button !== 0 || opensMenu(event)) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ from: at(event), to: at(event) });
        }}
        onPointerMove={(event) => {
          setPointed(at(event));
          if (drag !== null) setDrag({ ...drag, to: at(event) });
        }}
        onPointerUp={(event) => {
          if (drag !== null) choose(drag.from, at(event));
          setDrag(null);
        }}
        onPointerCancel={() => setDrag(null)}
        onPointerLeave={() => setPointed(null)}
      >
        <Bars bars={bars} slot={slot} isOn={isOn} />
      </svg>
      <figcaption>
        {bar === undefined
          ? `${dateText(bars[0]!.period)} – ${dateText(bars.at(-1)!.period)}`
          : `${dateText(bar.period)}: ${counted(bar.papers, 'paper')}`}
      </figcaption>
    </figure>
  );
}

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly slot: number;
  readonly isOn: (i: number) => boolean;
}

function Bars({ bars, slot, isOn }: BarsProps) {
  const highest = Math.max(...bars.map(({ papers }) => papers), 1);
  return (
    <>
      {bars.map(({ period, papers }, i) => {
        const tall = papers === 0 ? 1 : Math.max(2, (papers / highest) * (HEIGHT - 1));
        return (
          <rect
            key={period}
            class={isOn(i) ? 'when-on' : 'when-off'}
            x={i * slot}
            y={HEIGHT - tall}
            width={Math.max(1, slot * 0.8)}
            height={tall}
          />
        );
      })}
    </>
  );
}

function labelOf(bars: readonly Bar[]): string {
  const most = bars.reduce((best, bar) => (bar.papers > best.papers ? bar : best));
  const [first, last] = [dateText(bars[0]!.period), dateText(bars.at(-1)!.period)];
  return `Papers from ${first} to ${last}, most of them in ${dateText(most.period)} (${most.papers})`;
}
