/** Content of the map, and its events. */
import type { MapPoint, Theme } from '../api/answers.js';
import type { Look } from '../themes/look.js';

export interface MapContent {
  readonly points: readonly MapPoint[];
  readonly bySize: readonly Theme[];
  readonly looks: ReadonlyMap<string, Look>;
  readonly chosenTheme: string | null;
  readonly inside: ReadonlySet<string> | null;
  /** Highlighted papers; the others are dimmed. */
  readonly lit: ReadonlySet<string> | null;
  /** Papers published later are dimmed, as are those without a date: `YYYY` or `YYYY-MM`. */
  readonly until: string | null;
  readonly picked: MapPoint | null;
  /** Whether dragging draws a selection; otherwise it moves the map, and with Shift it draws. */
  readonly drawing: boolean;
}

export interface Pointed {
  readonly point: MapPoint;
  readonly x: number;
  readonly y: number;
}

export interface Reactions {
  readonly onPoint: (pointed: Pointed | null) => void;
  readonly onPick: (point: MapPoint | null) => void;
  readonly onTheme: (theme: string) => void;
  readonly onInside: (points: readonly MapPoint[]) => void;
}
