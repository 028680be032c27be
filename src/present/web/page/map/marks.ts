/** Counts papers in any box of the screen in constant time: a summed-area table over a grid (Crow 1984). */
import type { MapPoint } from '../api/answers.js';
import type { Box } from './segments.js';

/** Cell size in pixels: about one point. */
const CELL = 6;
/** Names avoid so many papers: all, or of more a sample that outlines the clusters. */
const MOST_KEPT_FREE = 10_000;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** @param places positions of papers on the screen; those outside the frame are ignored */
export function marksOn(places: Iterable<readonly [number, number]>, { width, height }: Size): (box: Box) => number {
  const [columns, rows] = [Math.ceil(width / CELL) + 1, Math.ceil(height / CELL) + 1];
  const sums = new Float64Array((columns + 1) * (rows + 1));
  const at = (column: number, row: number): number => row * (columns + 1) + column;
  for (const [x, y] of places) {
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const i = at(Math.floor(x / CELL) + 1, Math.floor(y / CELL) + 1);
    sums[i] = sums[i]! + 1;
  }
  for (let row = 1; row <= rows; row++)
    for (let column = 1; column <= columns; column++)
      sums[at(column, row)] =
        sums[at(column, row)]! +
        sums[at(column - 1, row)]! +
        sums[at(column, row - 1)]! -
        sums[at(column - 1, row - 1)]!;
  const cell = (pixels: number, most: number): number => Math.min(Math.max(Math.floor(pixels / CELL), 0), most - 1);
  return ({ left, right, top, bottom }) => {
    const [west, east] = [cell(left, columns), cell(right, columns) + 1];
    const [north, south] = [cell(top, rows), cell(bottom, rows) + 1];
    return sums[at(east, south)]! - sums[at(west, south)]! - sums[at(east, north)]! + sums[at(west, north)]!;
  };
}

/** Counts the papers that names avoid: all of them, or so many that every part of the map has its share. */
export function marksAmong(
  points: readonly MapPoint[],
  at: (point: MapPoint) => readonly [number, number],
  size: Size,
): (box: Box) => number {
  const step = Math.ceil(points.length / MOST_KEPT_FREE);
  const sample = step <= 1 ? points : points.filter((_, i) => i % step === 0);
  return marksOn(sample.map(at), size);
}
