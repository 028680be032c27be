/** Where the themes' names stand on the map: the chosen and the largest first, and none upon another. */
import type { MapPoint, Theme } from '../api/answers.js';

export interface Anchor {
  readonly theme: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

export interface PlacedName {
  readonly theme: string;
  readonly lines: readonly string[];
  /** Middle of the first line's baseline box, and the box of all lines, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const LINE_LENGTH = 24;
/** Lines of a name on a map so wide, and on a narrower one. */
const WIDE = 600;
const LINES_WIDE = 3;
const LINES_NARROW = 2;
const GAP = 4;
/**
 * How far a name may stand from its place, beside the width of the map: farther, it would seem to name another theme.
 */
const FARTHEST_SHARE = 0.08;
/** Tried in turn, in line heights: the middle of the theme, then a little above, below and aside. */
const SHIFTS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, -1.6],
  [0, 1.6],
  [-3, 0],
  [3, 0],
  [0, -3],
  [0, 3],
  [-4, -2],
  [4, -2],
  [-4, 2],
  [4, 2],
];

/** The median place of each theme's papers: a few far papers do not pull it away. In order of size. */
export function anchorsOf(points: readonly MapPoint[], bySize: readonly Theme[]): Anchor[] {
  const ofTheme = new Map<string | null, MapPoint[]>();
  for (const point of points) {
    const own = ofTheme.get(point.theme);
    if (own === undefined) ofTheme.set(point.theme, [point]);
    else own.push(point);
  }
  return bySize.flatMap(({ id, label }) => {
    const own = ofTheme.get(id);
    return own === undefined
      ? []
      : [{ theme: id, label, x: median(own.map(({ x }) => x)), y: median(own.map(({ y }) => y)) }];
  });
}

/**
 * @param at where an anchor lies on the screen
 * @param widthOf pixels that a line takes
 * @param frame pixels of the map; above `top` there are no names
 */
export function placeNames(
  anchors: readonly Anchor[],
  at: (anchor: Anchor) => readonly [number, number],
  widthOf: (line: string) => number,
  frame: { readonly width: number; readonly height: number; readonly top: number; readonly lineHeight: number },
): PlacedName[] {
  const { lineHeight } = frame;
  const farthest = frame.width * FARTHEST_SHARE;
  const placed: PlacedName[] = [];
  for (const anchor of anchors) {
    const lines = linesOf(anchor.label, frame.width < WIDE ? LINES_NARROW : LINES_WIDE);
    const [width, height] = [Math.max(...lines.map(widthOf)), lines.length * lineHeight];
    const [centreX, centreY] = at(anchor);
    if (centreX < 0 || centreY < 0 || centreX > frame.width || centreY > frame.height) continue;
    for (const [right, down] of SHIFTS.filter((shift) => Math.hypot(...shift) * lineHeight <= farthest)) {
      const x = held(centreX + right * lineHeight, width / 2 + GAP, frame.width - width / 2 - GAP);
      const y = held(centreY + down * lineHeight, frame.top + height / 2 + GAP, frame.height - height / 2 - GAP);
      const box = {
        left: x - width / 2 - GAP,
        right: x + width / 2 + GAP,
        top: y - height / 2 - GAP / 2,
        bottom: y + height / 2 + GAP / 2,
      };
      if (placed.some((other) => overlap(box, other.box))) continue;
      placed.push({ theme: anchor.theme, lines, x, y: y - height / 2 + lineHeight / 2, box });
      break;
    }
  }
  return placed;
}

/** A label on so many lines at most; what does not fit gives way to an ellipsis. */
export function linesOf(label: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE_LENGTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > LINE_LENGTH ? `${word.slice(0, LINE_LENGTH - 1)}…` : word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]} …`];
}

export function isInside({ left, right, top, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

function held(value: number, least: number, most: number): number {
  return most < least ? (least + most) / 2 : Math.min(Math.max(value, least), most);
}
