/** Dates on the map: a slider to a month or year, and a button that moves it from the first to the last. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MapPoint } from '../api/answers.js';
import { barsOf } from '../parts/spread.js';
import { dateText } from '../parts/wording.js';

/** With fewer periods there is nothing to see. */
const FEWEST_PERIODS = 3;
/** From the first period to the last, whatever their number. */
const PLAYING_MS = 9_000;

interface MapDatesProps {
  readonly points: readonly MapPoint[];
  readonly until: string | null;
  readonly onUntil: (until: string | null) => void;
}

export function MapDates({ points, until, onUntil }: MapDatesProps) {
  const periods = useMemo(() => periodsOf(points), [points]);
  const [playing, setPlaying] = useState(false);
  const last = periods.length - 1;
  const place = until === null ? last : periods.indexOf(until);
  const at = place < 0 ? last : place;
  // Papers that were added or removed can change the periods, from months to years too.
  useEffect(() => {
    if (place < 0) onUntil(null);
  }, [place]);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      onUntil(at + 1 >= last ? null : periods[at + 1]!);
      if (at + 1 >= last) setPlaying(false);
    }, PLAYING_MS / periods.length);
    return () => clearTimeout(timer);
  }, [playing, at, periods]);
  if (periods.length < FEWEST_PERIODS) return null;
  const play = () => {
    if (!playing && at === last) onUntil(periods[0]!);
    setPlaying(!playing);
  };
  const text = until === null ? 'All dates' : `Up to ${dateText(until)}`;
  return (
    <fieldset class="map-dates" aria-label="Dates">
      <button type="button" class="icon-button" onClick={play} aria-label={playing ? 'Pause' : 'Play the dates'}>
        <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span>
      </button>
      <input
        type="range"
        min={0}
        max={last}
        value={at}
        aria-label="Papers up to"
        aria-valuetext={text}
        onInput={(event) => {
          setPlaying(false);
          const index = Number(event.currentTarget.value);
          onUntil(index === last ? null : periods[index]!);
        }}
      />
      {/* The slider says its value itself, and playing would announce every month. */}
      <output aria-live="off">{text}</output>
    </fieldset>
  );
}

/** Months, or years if there are many, from the first paper to the last. */
function periodsOf(points: readonly MapPoint[]): string[] {
  const counts = new Map<string, number>();
  for (const { published } of points)
    if (published !== null) counts.set(published.slice(0, 7), (counts.get(published.slice(0, 7)) ?? 0) + 1);
  const periods = [...counts].map(([period, papers]) => ({ period, papers }));
  return barsOf(periods.sort((a, b) => (a.period < b.period ? -1 : 1))).map(({ period }) => period);
}
