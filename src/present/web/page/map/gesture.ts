/** What a drag over the map was meant to be: a rectangle from corner to corner, or a line around papers. */

export type Path = readonly (readonly [number, number])[];

/** A path this little longer than the way from its start to its end is a diagonal, and not a line around something. */
const STRAIGHT = 1.25;
/** A diagonal has some height and width; a stroke along one of the sides is no rectangle. */
const LEAST_SIDE = 8;

/** The corners of the rectangle where the path is a diagonal; otherwise the path as it was drawn. */
export function shapeOf(path: Path): Path {
  const [first, last] = [path[0], path.at(-1)];
  if (first === undefined || last === undefined) return path;
  const [width, height] = [Math.abs(last[0] - first[0]), Math.abs(last[1] - first[1])];
  if (width < LEAST_SIDE || height < LEAST_SIDE || lengthOf(path) > Math.hypot(width, height) * STRAIGHT) return path;
  return [first, [last[0], first[1]], last, [first[0], last[1]]];
}

export function lengthOf(path: Path): number {
  return path.reduce((sum, [x, y], i) => (i === 0 ? 0 : sum + Math.hypot(x - path[i - 1]![0], y - path[i - 1]![1])), 0);
}
