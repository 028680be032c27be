/** What is at the bottom of the window, in front of the view: the last change, and actions for the selected papers. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { SelectionBar } from '../collect/selection-bar.js';
import { UndoBar } from './undo-bar.js';

/** Free pixels between the bars and what is scrolled into view. */
const GAP = 8;

export function BottomBars() {
  const bars = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const resized = new ResizeObserver(() => tellCovered(bars.current!));
    resized.observe(bars.current!);
    return () => resized.disconnect();
  }, []);
  return (
    <div class="bottom-bars" ref={bars}>
      <UndoBar />
      <SelectionBar />
    </div>
  );
}

/** Tells the styles how much of the window is covered, so that the focused control is not (WCAG 2.4.11). */
function tellCovered(bars: HTMLElement): void {
  const { top, height } = bars.getBoundingClientRect();
  const covered = height === 0 ? 0 : Math.ceil(innerHeight - top) + GAP;
  document.documentElement.style.setProperty('--covered', `${covered}px`);
}
