/**
 * Pinches on a trackpad in Safari, which sends events of its own for them and zooms the whole page otherwise. Other
 * browsers send wheel events, and touch screens touch events.
 */

interface GestureEvent extends UIEvent {
  /** Distance of the fingers, relative to where they began. */
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** @param zoomBy gets a factor, and the place in the canvas that stays under the fingers */
export function onPinch(
  canvas: HTMLCanvasElement,
  zoomBy: (factor: number, at: [number, number]) => void,
  signal: AbortSignal,
): void {
  let before = 1;
  const follow = (event: Event) => {
    event.preventDefault();
    const { type, scale, clientX, clientY } = event as GestureEvent;
    const { left, top } = canvas.getBoundingClientRect();
    if (type === 'gesturechange' && navigator.maxTouchPoints === 0)
      zoomBy(scale / before, [clientX - left, clientY - top]);
    before = scale;
  };
  for (const type of ['gesturestart', 'gesturechange', 'gestureend']) canvas.addEventListener(type, follow, { signal });
}
