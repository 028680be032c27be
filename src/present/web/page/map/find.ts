/** Spatial queries: the nearest point, the next in a direction, those inside a polygon. */
import { polygonContains, polygonHull } from 'd3-polygon';
import { type Quadtree, quadtree } from 'd3-quadtree';
import type { MapPoint } from '../api/answers.js';

export type PointTree = Quadtree<MapPoint>;
export type Direction = 'left' | 'right' | 'up' | 'down';

const AHEAD: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};
/** Weight of sideways distance relative to distance ahead. */
const ASIDE = 2;

export function treeOf(points: readonly MapPoint[]): PointTree {
  return quadtree<MapPoint>(
    [...points],
    ({ x }) => x,
    ({ y }) => y,
  );
}

/** `null`: those in no theme. */
export function pointsByTheme(points: readonly MapPoint[]): Map<string | null, MapPoint[]> {
  const ofTheme = new Map<string | null, MapPoint[]>();
  for (const point of points) {
    const own = ofTheme.get(point.theme);
    if (own === undefined) ofTheme.set(point.theme, [point]);
    else own.push(point);
  }
  return ofTheme;
}

/** @param polygon in map coordinates */
export function pointsInside(points: readonly MapPoint[], polygon: readonly (readonly [number, number])[]): MapPoint[] {
  const ring = polygon.map(([x, y]): [number, number] => [x, y]);
  return ring.length < 3 ? [] : points.filter(({ x, y }) => polygonContains(ring, [x, y]));
}

/** Share of the papers of a theme in its region, so that outliers do not stretch it. */
const WITHIN_REGION = 0.9;

/** The papers of a theme, those nearest to its middle first. */
export function centralFirst(points: readonly MapPoint[], theme: string | null): MapPoint[] {
  const own = theme === null ? [] : points.filter((point) => point.theme === theme);
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
  const [x, y] = [middle(own.map((point) => point.x)), middle(own.map((point) => point.y))];
  return own
    .map((point) => ({ point, away: Math.hypot(point.x - x, point.y - y) }))
    .sort((a, b) => a.away - b.away)
    .map(({ point }) => point);
}

/** The convex hull of the most central papers of a theme; empty if there are none. */
export function regionOf(points: readonly MapPoint[], theme: string | null): (readonly [number, number])[] {
  const own = centralFirst(points, theme);
  if (own.length === 0) return [];
  const nearest = own
    .slice(0, Math.max(1, Math.ceil(own.length * WITHIN_REGION)))
    .map(({ x, y }): [number, number] => [x, y]);
  return polygonHull(nearest) ?? nearest;
}

/** Where arrow keys start: at a paper of the chosen theme, if one is chosen. */
export function firstPoint(points: readonly MapPoint[], chosenTheme: string | null): MapPoint | null {
  return points.find(({ theme }) => chosenTheme !== null && theme === chosenTheme) ?? points[0] ?? null;
}

/** The nearest point ahead, within 45° of the direction; `null` at the edge. */
export function nextTowards(points: readonly MapPoint[], from: MapPoint, direction: Direction): MapPoint | null {
  const [ax, ay] = AHEAD[direction];
  let best: MapPoint | null = null;
  let least = Infinity;
  for (const point of points) {
    const ahead = (point.x - from.x) * ax + (point.y - from.y) * ay;
    const aside = Math.abs((point.x - from.x) * ay) + Math.abs((point.y - from.y) * ax);
    if (point === from || ahead <= 0 || aside > ahead) continue;
    const cost = ahead + ASIDE * aside;
    if (cost < least) [best, least] = [point, cost];
  }
  return best;
}
