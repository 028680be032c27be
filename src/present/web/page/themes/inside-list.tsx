import { useMemo } from 'preact/hooks';
import type { MapPoint, Theme } from '../api/answers.js';
import { MOST_SELECTED } from '../api/paths.js';
import { useTelling } from '../api/use-telling.js';
import { pointsByTheme } from '../map/find.js';
import { STARRED, setTag } from '../marks/marks.js';
import { Disclosure } from '../parts/disclosure.js';
import { Download } from '../parts/download.js';
import { LongList } from '../parts/long-list.js';
import { ProblemNote, Waiting } from '../parts/notes.js';
import { PaperLink } from '../parts/paper-link.js';
import { ThemeSign } from '../parts/theme-tag.js';
import { count, counted } from '../parts/wording.js';
import { useThemes } from './theme-index.js';

const SHOWN_AT_ONCE = 100;
/** Themes counted before the papers; the others are opened on demand. */
const MOST_COUNTED = 6;
/** More papers than this are starred by mistake only. */
const MOST_STARRED = 100;

/** The papers selected on the map: counts by theme, then the list. */
export function InsideList({
  points,
  onClose,
}: {
  readonly points: readonly MapPoint[];
  readonly onClose: () => void;
}) {
  const { bySize, looks } = useThemes();
  const { counts, ordered } = useMemo(() => byTheme(points, bySize), [points, bySize]);
  return (
    <div class="inside">
      <div class="list-head">
        <h2 class="side-title">{counted(points.length, 'paper')} selected</h2>
        <div class="inside-actions">
          <InsideActions points={ordered} />
          <button type="button" class="text-button" onClick={onClose}>
            Clear
          </button>
        </div>
      </div>
      <ThemeCounts counts={counts.slice(0, MOST_COUNTED)} />
      {counts.length > MOST_COUNTED && (
        <Disclosure summary={counted(counts.length - MOST_COUNTED, 'more theme')}>
          <ThemeCounts counts={counts.slice(MOST_COUNTED)} />
        </Disclosure>
      )}
      <LongList name="inside" class="inside-papers" items={ordered} step={SHOWN_AT_ONCE}>
        {({ id, title, theme }) => (
          <li key={id} data-step-group="">
            <ThemeSign look={theme === null ? undefined : looks.get(theme)} />
            <PaperLink id={id} title={title} step />
          </li>
        )}
      </LongList>
    </div>
  );
}

/** In place of the list where the map is not there yet, or failed: its problem is shown in its place. */
export function InsideWithoutMap({ failed, onClose }: { readonly failed: boolean; readonly onClose: () => void }) {
  return (
    <div class="list-head">
      {failed ? <p>The papers cannot be listed without the map.</p> : <Waiting what="Looking for the papers" />}
      <button type="button" class="text-button" onClick={onClose}>
        Clear
      </button>
    </div>
  );
}

type ThemeCount = { readonly id: string; readonly label: string; readonly papers: number };

function ThemeCounts({ counts }: { readonly counts: readonly ThemeCount[] }) {
  const { looks } = useThemes();
  return (
    <ul class="inside-counts">
      {counts.map(({ id, label, papers }) => (
        <li key={id}>
          <ThemeSign look={looks.get(id)} />
          <span>{label}</span>
          <span class="number">{count(papers)}</span>
        </li>
      ))}
    </ul>
  );
}

function InsideActions({ points }: { readonly points: readonly MapPoint[] }) {
  const { problem, run } = useTelling();
  const ids = points.slice(0, MOST_SELECTED).map(({ id }) => id);
  const of = points.length > MOST_SELECTED ? `The first ${count(MOST_SELECTED)} of these papers` : 'These papers';
  return (
    <>
      {points.length <= MOST_STARRED && (
        <button type="button" class="text-button" onClick={() => run(() => setTag(STARRED, ids, true))}>
          Star {points.length === 1 ? 'it' : 'all'}
        </button>
      )}
      <Download what={{ papers: ids }} of={of} />
      <ProblemNote problem={problem} />
    </>
  );
}

/** The themes of the papers, that of most papers first, and the papers in this order and by title; others last. */
function byTheme(
  points: readonly MapPoint[],
  bySize: readonly Theme[],
): { readonly counts: readonly ThemeCount[]; readonly ordered: readonly MapPoint[] } {
  const ofTheme = pointsByTheme(points);
  const counts = bySize
    .map(({ id, label }) => ({ id, label, papers: ofTheme.get(id)?.length ?? 0 }))
    .filter(({ papers }) => papers > 0)
    .sort((a, b) => b.papers - a.papers);
  const inOrder = counts.map(({ id }) => ofTheme.get(id)!);
  const listed = new Set<string | null>(counts.map(({ id }) => id));
  const others = points.filter(({ theme }) => !listed.has(theme));
  const byTitle = (a: MapPoint, b: MapPoint) => Number(a.title > b.title) - Number(a.title < b.title);
  return { counts, ordered: [...inOrder, others].flatMap((own) => own.sort(byTitle)) };
}
