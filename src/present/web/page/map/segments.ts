/** Whether lines and boxes of the map touch. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type Place = readonly [number, number];
export type Segment = readonly [Place, Place];

export function boxesOverlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether a segment passes through a box; Liang–Barsky clipping (1984). */
export function crossesBox([[x1, y1], [x2, y2]]: Segment, { left, right, top, bottom }: Box): boolean {
  let [from, to] = [0, 1];
  const clips: readonly Place[] = [
    [x1 - x2, x1 - left],
    [x2 - x1, right - x1],
    [y1 - y2, y1 - top],
    [y2 - y1, bottom - y1],
  ];
  for (const [step, room] of clips) {
    if (step === 0 && room <= 0) return false;
    if (step < 0) from = Math.max(from, room / step);
    if (step > 0) to = Math.min(to, room / step);
  }
  return from < to;
}

/** Whether two segments cross; ends that only touch do not. */
export function segmentsCross([a, b]: Segment, [c, d]: Segment): boolean {
  return sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0;
}

/** On which side of the line from a to b a place is: the sign of a cross product. */
function sideOf(a: Place, b: Place, [x, y]: Place): number {
  return Math.sign((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]));
}
