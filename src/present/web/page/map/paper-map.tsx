/** The map on the page: canvas, keys, buttons, and the card of the hovered paper. */
import { type ZoomTransform, zoomIdentity, zoomTransform } from 'd3-zoom';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { MapPoint } from '../api/answers.js';
import { PaperLink } from '../parts/paper-link.js';
import { Prose } from '../parts/prose.js';
import { ThemeTag } from '../parts/theme-tag.js';
import { count } from '../parts/wording.js';
import { entryValue, go, useEntryState } from '../router.js';
import { useAppearance } from '../shell/appearance.js';
import { useThemes } from '../themes/theme-index.js';
import { centralFirst, type Direction, firstPoint, nextTowards } from './find.js';
import { MapDates } from './map-dates.js';
import type { Pointed, Reactions } from './shown.js';
import { MapStage } from './stage.js';

interface PaperMapProps {
  readonly points: readonly MapPoint[];
  readonly chosenTheme: string | null;
  readonly inside: ReadonlySet<string> | null;
  readonly lit: ReadonlySet<string> | null;
  readonly picked: MapPoint | null;
  readonly onPick: (point: MapPoint | null) => void;
  readonly onTheme: (theme: string) => void;
  readonly onInside: (points: readonly MapPoint[]) => void;
}

const ZOOM_STEP = 1.5;
const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function PaperMap(props: PaperMapProps) {
  const { points, chosenTheme, inside, lit, picked } = props;
  const { bySize, looks } = useThemes();
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [drawing, setDrawing] = useState(false);
  const [until, setUntil] = useEntryState<string | null>('until', null);
  const [cardRight, setCardRight] = useState(false);
  const appearance = useAppearance();

  const stage = useStage(canvas, {
    onPoint: setPointed,
    onPick: (point) => latest.current.onPick(point),
    onTheme: (theme) => latest.current.onTheme(theme),
    onInside: (points) => latest.current.onInside(points),
  });
  useEffect(() => stage.current?.recolour(), [appearance]);
  // In a layout effect, so that a drag right after “Select” already selects.
  useLayoutEffect(() => {
    stage.current?.show({ points, bySize, looks, chosenTheme, inside, lit, until, picked, drawing });
  }, [points, bySize, looks, chosenTheme, inside, lit, until, picked, drawing]);
  useLayoutEffect(() => {
    const [central, ...others] = centralFirst(points, chosenTheme);
    if (central !== undefined) stage.current?.reveal(central, others);
  }, [chosenTheme]);
  useLayoutEffect(() => {
    if (picked !== null && stage.current !== null)
      setCardRight(stage.current.reveal(picked).x < canvas.current!.clientWidth / 2);
  }, [picked]);

  const pointing = pointed === null ? 'map-canvas' : 'map-canvas map-pointing';
  return (
    <div class="map">
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: so that arrow keys reach it */}
      <canvas
        ref={canvas}
        class={drawing ? 'map-canvas map-drawing' : pointing}
        tabIndex={0}
        role="application"
        aria-roledescription="map of papers"
        aria-label={describeMap(points.length)}
        onKeyDown={(event) => {
          if (pressed(event, latest.current, stage.current)) event.preventDefault();
        }}
      />
      <MapButtons drawing={drawing} onDrawing={setDrawing} stage={stage} />
      <MapDates points={points} until={until} onUntil={setUntil} />
      {pointed !== null && pointed.point !== picked && <Hovering pointed={pointed} />}
      <PickedStatus point={picked} chosenTheme={chosenTheme} />
      {picked !== null && <PickedCard point={picked} right={cardRight} onClose={() => props.onPick(null)} />}
    </div>
  );
}

/** The stage of a canvas; its zoom is as it was left when one comes back to the map. */
function useStage(canvas: RefObject<HTMLCanvasElement | null>, reactions: Reactions) {
  const stage = useRef<MapStage | null>(null);
  const zoomLeft = useMemo(() => entryValue<ZoomTransform>('zoom'), []);
  useLayoutEffect(() => {
    const map = (stage.current = new MapStage(canvas.current!, reactions));
    map.zoomTo(zoomLeft.get() ?? zoomIdentity);
    return () => {
      zoomLeft.set(zoomTransform(map.canvas));
      map.close();
    };
  }, []);
  return stage;
}

function describeMap(papers: number): string {
  return (
    `Map of ${count(papers)} papers; similar papers are close together. Arrow keys move between papers, Enter opens ` +
    'one, Space selects its theme. The list of themes has the same content.'
  );
}

/** @returns whether the key was handled */
function pressed(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  { points, chosenTheme, picked, onPick, onTheme }: PaperMapProps,
  stage: MapStage | null,
): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  const direction = DIRECTIONS[key];
  if (direction !== undefined) {
    const next = picked === null ? firstPoint(points, chosenTheme) : nextTowards(points, picked, direction);
    if (next !== null) onPick(next);
  } else if (key === '+' || key === '=') stage?.zoomBy(ZOOM_STEP);
  else if (key === '-') stage?.zoomBy(1 / ZOOM_STEP);
  else if (key === '0') stage?.zoomTo(zoomIdentity);
  else if (key === 'Escape' && picked !== null) onPick(null);
  else if (key === 'Enter' && picked !== null) go({ view: 'paper', id: picked.id });
  else if (key === ' ' && picked !== null && picked.theme !== null) onTheme(picked.theme);
  else return false;
  return true;
}

interface MapButtonsProps {
  readonly drawing: boolean;
  readonly onDrawing: (drawing: boolean) => void;
  readonly stage: { readonly current: MapStage | null };
}

function MapButtons({ drawing, onDrawing, stage }: MapButtonsProps) {
  return (
    <div class="map-buttons" role="toolbar" aria-label="Map">
      <span class="segments">
        <button type="button" aria-pressed={!drawing} onClick={() => onDrawing(false)}>
          Move
        </button>
        <button
          type="button"
          aria-pressed={drawing}
          onClick={() => onDrawing(true)}
          title="Drag a rectangle over papers, or a line around them (or hold Shift)"
        >
          Select
        </button>
      </span>
      <span class="segments">
        <button type="button" onClick={() => stage.current?.zoomBy(ZOOM_STEP)} aria-label="Zoom in">
          +
        </button>
        <button type="button" onClick={() => stage.current?.zoomBy(1 / ZOOM_STEP)} aria-label="Zoom out">
          −
        </button>
        <button type="button" onClick={() => stage.current?.zoomTo(zoomIdentity)}>
          All
        </button>
      </span>
    </div>
  );
}

function Hovering({ pointed: { point, x, y } }: { readonly pointed: Pointed }) {
  const theme = useThemes().ofPaper.get(point.id);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const frame = card.current?.parentElement;
    if (card.current === null || frame === null || frame === undefined) return;
    const { offsetWidth: width, offsetHeight: height } = card.current;
    const left = Math.min(Math.max(x - width / 2, 8), frame.clientWidth - width - 8);
    const top = y - height - 14 < 8 ? y + 16 : y - height - 14;
    card.current.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  });
  return (
    <div ref={card} class="map-hover" aria-hidden="true">
      <p class="map-hover-title">
        <Prose text={point.title} />
      </p>
      <p class="quiet">{theme?.label ?? 'in no theme'}</p>
    </div>
  );
}

/** The paper that the keys reached, its theme, and whether that is the selected one. */
function PickedStatus({
  point,
  chosenTheme,
}: {
  readonly point: MapPoint | null;
  readonly chosenTheme: string | null;
}) {
  const theme = useThemes().ofPaper.get(point?.id ?? '');
  const selected = theme !== undefined && theme.id === chosenTheme ? ', selected' : '';
  const place = theme === undefined ? 'In no theme' : `Theme: ${theme.label}${selected}`;
  return (
    <p class="sr" role="status">
      {point === null ? '' : `${point.title}. ${place}`}
    </p>
  );
}

/** @param right whether the card is on the right, so that it does not cover its point */
function PickedCard({
  point,
  right,
  onClose,
}: {
  readonly point: MapPoint;
  readonly right: boolean;
  readonly onClose: () => void;
}) {
  const theme = useThemes().ofPaper.get(point.id);
  return (
    <div class={right ? 'map-card map-card-right' : 'map-card'}>
      <p class="map-card-title">
        <PaperLink id={point.id} title={point.title} />
      </p>
      <div class="map-card-foot">
        {theme === undefined ? <span class="quiet">in no theme</span> : <ThemeTag theme={theme} />}
      </div>
      <button type="button" class="icon-button" onClick={onClose} aria-label="Close">
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}
