/** Places the body of an open menu within the window, and within a part of the page that scrolls by itself. */

/** Free pixels between the menu, its button and the edges of the window. */
const GAP = 6;
/** Where neither side of the button has this height, the menu covers the button. */
const LEAST_HEIGHT = 120;

export function placeMenu(button: HTMLElement, body: HTMLElement): void {
  const bounds = (body.closest('.themes-side') ?? document.documentElement).getBoundingClientRect();
  const anchor = button.getBoundingClientRect();
  body.style.maxWidth = `min(22rem, ${bounds.width - 2 * GAP}px)`;
  body.style.maxHeight = 'none';
  const left = Math.max(bounds.left + GAP, Math.min(anchor.right, bounds.right - GAP) - body.offsetWidth);
  const [top, height] = topAndHeight(anchor, body.offsetHeight);
  body.style.maxHeight = `${height}px`;
  const from = body.offsetParent!.getBoundingClientRect();
  body.style.left = `${left - from.left}px`;
  body.style.top = `${top - from.top}px`;
}

/** Top and height in the window. @param height that the menu would like to have */
function topAndHeight({ top, bottom }: DOMRect, height: number): [top: number, height: number] {
  const [above, below] = [top - 2 * GAP, innerHeight - bottom - 2 * GAP];
  if (height <= below || (below >= above && below >= LEAST_HEIGHT)) return [bottom + GAP, Math.min(height, below)];
  if (height <= above || above >= LEAST_HEIGHT) return [top - GAP - Math.min(height, above), Math.min(height, above)];
  const room = Math.min(height, innerHeight - 2 * GAP);
  return [innerHeight - GAP - room, room];
}
