/** Room for new points: the square from −1 to 1 in cells, each with one point at most where new points come. */
import { type Position, rounded } from './points.js';

type Cell = readonly [column: number, row: number];

export interface RoomOptions {
  /** Width of a cell. */
  readonly width: number;
  /** Where a point lies in its cell, 0 ≤ x < 1. */
  readonly random: () => number;
}

/** @returns takes a position for a point: the one given if its cell is free, or else one in a free cell around it */
export function roomAmong(points: Iterable<Position>, { width, random }: RoomOptions): (wanted: Position) => Position {
  const cellOf = ({ x, y }: Position): Cell => [Math.floor(x / width), Math.floor(y / width)];
  const inCell = ([column, row]: Cell): Position => ({ x: (column + random()) * width, y: (row + random()) * width });
  const full = new Set([...points].map((point) => String(cellOf(point))));
  const isFree = (position: Position) =>
    Math.abs(position.x) <= 1 && Math.abs(position.y) <= 1 && !full.has(String(cellOf(position)));
  /** By cell, the ring that had room last: those within it are full. */
  const rings = new Map<string, number>();

  function around(wanted: Position): Position {
    const [column, row] = cellOf(wanted);
    const key = String([column, row]);
    for (let ring = rings.get(key) ?? 1; ; ring++) {
      const free = ringOf(ring)
        .map(([right, down]) => inCell([column + right, row + down]))
        .filter(isFree);
      if (free.length === 0) continue;
      rings.set(key, ring);
      const distance = ({ x, y }: Position) => Math.hypot(x - wanted.x, y - wanted.y);
      return free.reduce((best, one) => (distance(one) < distance(best) ? one : best));
    }
  }

  return (wanted) => {
    const position = isFree(wanted) ? wanted : around(wanted);
    full.add(String(cellOf(position)));
    return { x: rounded(position.x), y: rounded(position.y) };
  };
}

/** The cells at a distance of `ring` steps, diagonal ones included. */
function ringOf(ring: number): Cell[] {
  const steps = Array.from({ length: 2 * ring }, (_, i) => i - ring);
  return steps.flatMap((i): Cell[] => [
    [i, -ring],
    [ring, i],
    [-i, ring],
    [-ring, -i],
  ]);
}
