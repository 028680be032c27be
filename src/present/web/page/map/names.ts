/**
 * Placement of theme names on the map: the selected and the largest first, without overlap, and beside papers, never
 * over them. Leader lines cross neither each other nor names. A name that finds no such place is left out until one
 * zooms in; the list of themes has it.
 */
import type { MapPoint, Theme } from '../api/answers.js';
import { pointsByTheme } from './find.js';
import { type Box, boxesOverlap, crossesBox, type Segment, segmentsCross } from './segments.js';

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
  /** A leader line from the name to the middle one of its papers, if it is far or another theme's is nearer. */
  readonly leader: Segment | null;
}

const LINE_LENGTH = 24;
/** Maximum number of lines of a name on a wide and on a narrow map. */
const WIDE = 600;
const LINES_WIDE = 3;
const LINES_NARROW = 2;
const GAP = 4;
/** Distance from the edges of the map. */
const EDGE = 10;
/** Maximum distance of a name from its place, relative to the shorter side of the map. */
const FARTHEST_SHARE = 0.34;
/** Longest leader line, in line heights: with a longer one the eye loses the papers. */
const LONGEST_LEADER = 11;
/** Candidate places: directions, and steps in line heights. */
const DIRECTIONS = 16;
const RINGS = 18;
/** Width of the mark of the theme before its name, with the gap, in line heights. */
export const MARK_WIDTH = 0.9;
/** A name farther from the middle one of its papers than this, in line heights, gets a leader line. */
const LEADER_FROM = 3;

/** The paper of each theme nearest to their median position, which is robust to outliers. In order of size. */
export function anchorsOf(points: readonly MapPoint[], bySize: readonly Theme[]): Anchor[] {
  const ofTheme = pointsByTheme(points);
  return bySize.flatMap(({ id, label }) => {
    const own = ofTheme.get(id);
    if (own === undefined) return [];
    const [middleX, middleY] = [median(own.map(({ x }) => x)), median(own.map(({ y }) => y))];
    const away = ({ x, y }: MapPoint) => Math.hypot(x - middleX, y - middleY);
    const { x, y } = own.reduce((best, point) => (away(point) < away(best) ? point : best));
    return [{ theme: id, label, x, y }];
  });
}

export function chosenFirst(anchors: readonly Anchor[], chosenTheme: string | null): Anchor[] {
  return [...anchors].sort((a, b) => Number(b.theme === chosenTheme) - Number(a.theme === chosenTheme));
}

export interface NameFrame {
  /** Size of the map in pixels; no names above `top`. */
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly lineHeight: number;
  /** Counts papers in a box of the screen, if given. */
  readonly marksIn?: (box: Box) => number;
}

/**
 * @param at screen position of an anchor
 * @param widthOf width of a line in pixels
 */
export function placeNames(
  anchors: readonly Anchor[],
  at: (anchor: Anchor) => readonly [number, number],
  widthOf: (line: string) => number,
  frame: NameFrame,
): PlacedName[] {
  const { lineHeight } = frame;
  const placed: PlacedName[] = [];
  const centres = anchors.map(at);
  for (const [i, anchor] of anchors.entries()) {
    const [centreX, centreY] = centres[i]!;
    if (centreX < 0 || centreY < 0 || centreX > frame.width || centreY > frame.height) continue;
    const fitting = longestFitting(anchor.label, [centreX, centreY], { frame, placed, widthOf, centres });
    if (fitting === null) continue;
    const { lines, size, box, leader } = fitting;
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    placed.push({ theme: anchor.theme, lines, x, y: y - size.height / 2 + lineHeight / 2, box, leader });
  }
  return placed;
}

interface Fitting {
  readonly lines: readonly string[];
  readonly size: { readonly width: number; readonly height: number };
  readonly box: Box;
  readonly leader: Segment | null;
}

/** The name in as many lines as find a place; where papers are dense, its first line. Null if none does. */
function longestFitting(label: string, centre: readonly [number, number], room: Room): Fitting | null {
  const { frame, widthOf } = room;
  const whole = linesOf(label, frame.width < WIDE ? LINES_NARROW : LINES_WIDE);
  for (let most = whole.length; most > 0; most--) {
    const lines = most === whole.length ? whole : linesOf(label, most);
    const [first, ...others] = lines.map(widthOf);
    const width = Math.max(first! + MARK_WIDTH * frame.lineHeight, ...others);
    const size = { width, height: lines.length * frame.lineHeight };
    const best = bestBox(centre, size, room);
    if (best !== null) return { lines, size, ...best };
  }
  return null;
}

interface Room {
  readonly frame: NameFrame;
  readonly placed: readonly PlacedName[];
  readonly widthOf: (line: string) => number;
  /** Of all themes, on the screen. */
  readonly centres: readonly (readonly [number, number])[];
}

/** The nearest free box; null if there is none. */
function bestBox(
  centre: readonly [number, number],
  { width, height }: { readonly width: number; readonly height: number },
  { frame, placed, centres }: Room,
): Pick<Fitting, 'box' | 'leader'> | null {
  const { lineHeight, marksIn = () => 0 } = frame;
  let best: { readonly box: Box; readonly leader: Segment | null; readonly away: number } | null = null;
  for (const [right, down] of shiftsWithin(Math.min(frame.width, frame.height) * FARTHEST_SHARE, lineHeight)) {
    const x = clamp(centre[0] + right * (1 + width / height / 4), width / 2 + EDGE, frame.width - width / 2 - EDGE);
    const y = clamp(centre[1] + down, frame.top + height / 2 + EDGE, frame.height - height / 2 - EDGE);
    const box = {
      left: x - width / 2 - GAP,
      right: x + width / 2 + GAP,
      top: y - height / 2 - GAP / 2,
      bottom: y + height / 2 + GAP / 2,
    };
    // The dear checks come last: most places are worse than the best one so far.
    const away = Math.hypot(x - centre[0], y - centre[1]) / lineHeight;
    if ((best !== null && away >= best.away) || marksIn(box) > 0) continue;
    const leader = leaderOf(box, centre, centres, lineHeight);
    if (leader !== null && lengthOf(leader) > LONGEST_LEADER * lineHeight) continue;
    if (placed.some((other) => conflict({ box, leader }, other))) continue;
    best = { box, leader, away };
  }
  return best;
}

/** Whether two names, or their leader lines, lie upon each other. */
function conflict(a: Pick<Fitting, 'box' | 'leader'>, b: Pick<Fitting, 'box' | 'leader'>): boolean {
  return (
    boxesOverlap(a.box, b.box) ||
    (a.leader !== null && crossesBox(a.leader, b.box)) ||
    (b.leader !== null && crossesBox(b.leader, a.box)) ||
    (a.leader !== null && b.leader !== null && segmentsCross(a.leader, b.leader))
  );
}

/** From the nearest edge of the box to its centre, if without a line the name could be read as that of another. */
function leaderOf(
  box: Box,
  [x, y]: readonly [number, number],
  centres: readonly (readonly [number, number])[],
  lineHeight: number,
): PlacedName['leader'] {
  const distance = distanceTo(box, [x, y]);
  const isNearest = centres.every((centre) => distanceTo(box, centre) >= distance);
  return isNearest && distance < lineHeight * LEADER_FROM ? null : [edgeNearest(box, [x, y]), [x, y]];
}

function lengthOf([[x1, y1], [x2, y2]]: Segment): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

function distanceTo(box: Box, centre: readonly [number, number]): number {
  const [x, y] = edgeNearest(box, centre);
  return Math.hypot(x - centre[0], y - centre[1]);
}

function edgeNearest({ left, right, top, bottom }: Box, [x, y]: readonly [number, number]): [number, number] {
  return [clamp(x, left + GAP, right - GAP), clamp(y, top, bottom)];
}

/** The centre first, then rings around it. */
function shiftsWithin(farthest: number, lineHeight: number): (readonly [number, number])[] {
  const shifts: (readonly [number, number])[] = [[0, 0]];
  for (let ring = 1; ring <= RINGS; ring++) {
    const away = ring * lineHeight * 0.8;
    if (away > Math.max(farthest, lineHeight * 2)) break;
    for (let i = 0; i < DIRECTIONS; i++) {
      const angle = ((i + (ring % 2) / 2) / DIRECTIONS) * 2 * Math.PI - Math.PI / 2;
      shifts.push([Math.cos(angle) * away, Math.sin(angle) * away]);
    }
  }
  return shifts;
}

/** Wraps a label; the last line ends with an ellipsis if it does not fit. */
export function linesOf(label: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE_LENGTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > LINE_LENGTH ? `${word.slice(0, LINE_LENGTH - 1)}…` : word);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.replace(/,$| and$/, '')} …`];
}

export function isInside({ left, right, top, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

function clamp(value: number, least: number, most: number): number {
  return most < least ? (least + most) / 2 : Math.min(Math.max(value, least), most);
}
