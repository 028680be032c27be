/**
 * Keeps the focus in its place when the focused control disappears, as with the row that it removed or the form that it
 * closed. Browsers drop the focus then, and who uses a keyboard or a screen reader starts again at the top of the page.
 */
import { useEffect } from 'preact/hooks';

/** Without text fields, which open the keyboard of a phone. */
const FOCUSABLE =
  'a[href], button:not(:disabled), select:not(:disabled), summary, input:is([type="checkbox"], [type="radio"])';

/** Where a control was: in which element, and behind what. */
type Gap = Pick<MutationRecord, 'target' | 'previousSibling'>;

export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    let gap: Gap | undefined;
    const focused = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : null;
    };
    // A click beside all controls drops the focus on purpose.
    const pressed = ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest(`${FOCUSABLE}, input, textarea, label`) === null) last = null;
    };
    const restore = () => {
      if (gap !== undefined && isDropped()) nearest(gap)?.focus({ preventScroll: true });
      gap = undefined;
    };
    const observer = new MutationObserver((records) => {
      if (last === null || last.isConnected || gap !== undefined) return;
      gap = records.find(({ target, removedNodes }) => target.isConnected && holds(removedNodes, last!));
      // What follows may set the focus itself: a form to its field, a new view to its top.
      if (gap !== undefined) requestAnimationFrame(() => requestAnimationFrame(restore));
    });
    addEventListener('focusin', focused);
    addEventListener('pointerdown', pressed);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      removeEventListener('focusin', focused);
      removeEventListener('pointerdown', pressed);
    };
  }, []);
}

function isDropped(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function holds(nodes: NodeList, element: Element): boolean {
  return [...nodes].some((node) => node.contains(element));
}

/** The first control behind the gap, or the last one before it, in the nearest element that has one. */
function nearest({ target, previousSibling }: Gap): HTMLElement | null {
  const main = document.querySelector<HTMLElement>('main');
  let scope = target instanceof Element ? target : null;
  let before = previousSibling;
  while (scope !== null && main?.contains(scope) === true) {
    const controls = [...scope.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => one.checkVisibility());
    const next = controls.find((one) => isBehind(one, before)) ?? controls.at(-1);
    if (next !== undefined) return next;
    before = scope;
    scope = scope.parentElement;
  }
  return main;
}

function isBehind(control: Node, before: Node | null): boolean {
  if (before?.isConnected !== true) return true;
  return before.compareDocumentPosition(control) === Node.DOCUMENT_POSITION_FOLLOWING;
}
