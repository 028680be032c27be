/** What is drawn on the map, and in which colours. */
import type { MapPoint } from '../api/answers.js';
import type { Look } from '../themes/look.js';
import type { Contours } from './contours.js';
import type { PlacedName } from './names.js';
import type { Projection, Zoom } from './projection.js';
import type { MapContent } from './shown.js';

export interface Palette {
  readonly themes: readonly string[];
  readonly none: string;
  readonly ground: string;
  readonly ink: string;
  readonly accent: string;
  readonly font: string;
  /** Line height of names, and the text scale of this screen. */
  readonly lineHeight: number;
  readonly enlarged: number;
}

export interface Scene {
  readonly points: readonly MapPoint[];
  readonly looks: ReadonlyMap<string, Look>;
  readonly projection: Projection;
  readonly zoom: Zoom;
  readonly width: number;
  readonly height: number;
  /** Points drawn in full; the others are dimmed. `null`: all. */
  readonly forward: ((point: MapPoint) => boolean) | null;
  readonly names: readonly PlacedName[];
  readonly chosenTheme: string | null;
  readonly contours: Contours | null;
  /** Outline of the selected theme, in map coordinates. */
  readonly region: readonly (readonly [number, number])[];
}

/** Which points are drawn in full: those in the period that are selected, highlighted or of the selected theme. */
export function forwardIn({ chosenTheme, inside, lit, until, picked }: MapContent): Scene['forward'] {
  const highlighted = inside ?? lit;
  if (highlighted === null && chosenTheme === null && until === null) return null;
  const last = until?.padEnd(10, '-99');
  return (point) => {
    if (point === picked) return true;
    if (last !== undefined && (point.published === null || point.published.padEnd(10, '-00') > last)) return false;
    if (highlighted !== null) return highlighted.has(point.id);
    return chosenTheme === null || point.theme === chosenTheme;
  };
}

/** The scene at another zoom: names go with the map and keep their size. */
export function movedTo(zoom: Zoom, scene: Scene): Scene {
  const scale = zoom.k / scene.zoom.k;
  const moved = ([x, y]: readonly [number, number]): [number, number] => [
    (x - scene.zoom.x) * scale + zoom.x,
    (y - scene.zoom.y) * scale + zoom.y,
  ];
  const names = scene.names.map((name) => {
    const [x, y] = moved([name.x, name.y]);
    const leader = name.leader;
    return { ...name, x, y, leader: leader === null ? null : ([moved(leader[0]), moved(leader[1])] as const) };
  });
  return { ...scene, zoom, names };
}
