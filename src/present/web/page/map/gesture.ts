/** Interprets presses and drags: a selection is a rectangle from corner to corner, or a line around papers. */

export type Path = readonly (readonly [number, number])[];

/** A path at most this much longer than the straight line is a diagonal. */
const STRAIGHT = 1.25;
/** Minimum height and width of a diagonal; a stroke along a side is not a rectangle. */
const LEAST_SIDE = 8;

/** The corners of the rectangle for a diagonal; otherwise the path. */
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

/** Whether a press opens the context menu, as with Ctrl on a Mac: the browser may not report its end. */
export function opensMenu({ button, ctrlKey }: MouseEvent): boolean {
  return button === 2 || ctrlKey;
}

/** The click event at the end of a drag is not a click on the map. */
export function ignoreNextClick(element: HTMLElement): void {
  element.addEventListener('click', (event) => event.stopImmediatePropagation(), {
    capture: true,
    once: true,
    signal: AbortSignal.timeout(50),
  });
}
