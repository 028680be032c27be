/** What the map is given to show, and what it says of the person's doings. */
import type { MapPoint, Theme } from '../api/answers.js';
import type { Look } from '../themes/look.js';

export interface MapContent {
  readonly points: readonly MapPoint[];
  readonly bySize: readonly Theme[];
  readonly looks: ReadonlyMap<string, Look>;
  readonly chosenTheme: string | null;
  readonly inside: ReadonlySet<string> | null;
  /** Papers that answer a question; the others step back. */
  readonly lit: ReadonlySet<string> | null;
  readonly picked: MapPoint | null;
  /** Whether dragging draws a line around papers; otherwise it moves the map, and does so with Shift. */
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
