/** Contours of density: where papers are many, in map coordinates. */
import { contourDensity } from 'd3-contour';
import type { MapPoint } from '../api/answers.js';

export interface Contours {
  /** Outlines from sparse to dense, in the units of the grid. */
  readonly levels: readonly Path2D[];
  /** Map coordinates of the grid's origin, and the size of its cell in them. */
  readonly left: number;
  readonly top: number;
  readonly cell: number;
}

/** Fewer papers can be seen one by one. */
const FEWEST = 2_000;
/** Longer side of the grid; finer outlines cannot be distinguished on a screen. */
const GRID = 480;
/** Papers within about this distance, in cells, are one hill. */
const BANDWIDTH = 9;
const LEVELS = 7;
/** Free cells around the papers, so that the outermost outline is closed. */
const MARGIN = 30;

/** @returns null if papers are few */
export function contoursOf(points: readonly MapPoint[]): Contours | null {
  if (points.length < FEWEST) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [least(xs), most(xs), least(ys), most(ys)];
  const cell = Math.max(right - left, bottom - top) / (GRID - 2 * MARGIN) || 1;
  const origin = { left: left - MARGIN * cell, top: top - MARGIN * cell, cell };
  const density = contourDensity<MapPoint>()
    .x(({ x }) => (x - origin.left) / cell)
    .y(({ y }) => (y - origin.top) / cell)
    .size([(right - left) / cell + 2 * MARGIN, (bottom - top) / cell + 2 * MARGIN])
    .bandwidth(BANDWIDTH)
    .thresholds(LEVELS)([...points]);
  return { ...origin, levels: density.map(({ coordinates }) => pathOf(coordinates)) };
}

function pathOf(polygons: readonly (readonly (readonly number[])[][])[]): Path2D {
  const path = new Path2D();
  for (const ring of polygons.flat()) {
    ring.forEach(([x, y], i) => {
      if (i === 0) path.moveTo(x!, y!);
      else path.lineTo(x!, y!);
    });
    path.closePath();
  }
  return path;
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
