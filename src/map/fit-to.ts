/**
 * Rotates, mirrors, scales and moves one set of points to fit another: the orthogonal Procrustes problem (Schönemann
 * 1966) in the plane, whose solution is an angle.
 */

export type Point = readonly [x: number, y: number];

/** @returns the transformation; both lists have the same order */
export function fitTo(from: readonly Point[], to: readonly Point[]): (point: Point) => Point {
  if (from.length === 0) return (point) => point;
  const [a, b] = [centreOf(from), centreOf(to)];
  const turned = solve(from, to, { a, b, mirror: 1 });
  const mirrored = solve(from, to, { a, b, mirror: -1 });
  const { cos, sin, scale, mirror } = turned.agreement >= mirrored.agreement ? turned : mirrored;
  return ([x, y]) => {
    const [u, v] = [x - a[0], (y - a[1]) * mirror];
    return [b[0] + scale * (u * cos - v * sin), b[1] + scale * (u * sin + v * cos)];
  };
}

function solve(
  from: readonly Point[],
  to: readonly Point[],
  { a, b, mirror }: { readonly a: Point; readonly b: Point; readonly mirror: 1 | -1 },
) {
  let [along, across, square] = [0, 0, 0];
  for (const [i, [x, y]] of from.entries()) {
    const [u, v] = [x - a[0], (y - a[1]) * mirror];
    const [p, q] = [to[i]![0] - b[0], to[i]![1] - b[1]];
    along += u * p + v * q;
    across += u * q - v * p;
    square += u * u + v * v;
  }
  const agreement = Math.hypot(along, across);
  return {
    mirror,
    agreement,
    cos: agreement === 0 ? 1 : along / agreement,
    sin: agreement === 0 ? 0 : across / agreement,
    scale: square === 0 || agreement === 0 ? 1 : agreement / square,
  };
}

function centreOf(points: readonly Point[]): Point {
  const sum = points.reduce(([x, y], [u, v]) => [x + u, y + v] as const, [0, 0] as Point);
  return [sum[0] / points.length, sum[1] / points.length];
}
