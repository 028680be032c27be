/**
 * Maps map coordinates to the screen: fits all points into the frame with one scale for both axes, then applies the
 * zoom.
 */
import type { MapPoint } from '../api/answers.js';

export interface Zoom {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export interface Projection {
  readonly scale: number;
  readonly dx: number;
  readonly dy: number;
}

export const NO_ZOOM: Zoom = { k: 1, x: 0, y: 0 };

/** @param padding free pixels on every side, and @param above further pixels at the top */
export function fit(
  points: readonly Pick<MapPoint, 'x' | 'y'>[],
  { width, height }: { readonly width: number; readonly height: number },
  padding: number,
  above = 0,
): Projection {
  if (points.length === 0) return { scale: 1, dx: width / 2, dy: height / 2 };
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const across = Math.max(width - 2 * padding, 1) / (right - left);
  const down = Math.max(height - above - 2 * padding, 1) / (bottom - top);
  const scale = Math.min(across, down);
  const usable = Number.isFinite(scale) ? scale : 1;
  return {
    scale: usable,
    dx: width / 2 - (usable * (left + right)) / 2,
    dy: (height + above) / 2 - (usable * (top + bottom)) / 2,
  };
}

export function toScreen({ scale, dx, dy }: Projection, zoom: Zoom, x: number, y: number): [number, number] {
  return [(x * scale + dx) * zoom.k + zoom.x, (y * scale + dy) * zoom.k + zoom.y];
}

export function toMap({ scale, dx, dy }: Projection, zoom: Zoom, x: number, y: number): [number, number] {
  return [((x - zoom.x) / zoom.k - dx) / scale, ((y - zoom.y) / zoom.k - dy) / scale];
}

export function isOnScreen(
  [x, y]: readonly [number, number],
  size: { readonly width: number; readonly height: number },
) {
  return x >= 0 && y >= 0 && x <= size.width && y <= size.height;
}
