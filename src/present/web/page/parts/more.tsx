import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { count } from './wording.js';

interface MoreProps {
  /** The list; each child is one counted element. */
  readonly list: RefObject<HTMLElement | null>;
  readonly shown: number;
  readonly total: number;
  /** Number of elements of the next step. */
  readonly step: number;
  readonly onMore: () => void;
}

/** Loads the rest of a list; moves the focus to the first new element and announces the count. */
export function More({ list, shown, total, step, onMore }: MoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef<number | null>(null);
  const grown = useRef(false);
  // In a layout effect: if the button vanishes, `useKeptFocus` moves the focus a few frames later.
  useLayoutEffect(() => {
    const from = before.current;
    if (from === null || shown <= from) return;
    before.current = null;
    grown.current = true;
    const focused = document.activeElement;
    const movedOn = focused !== null && focused !== document.body && focused !== button.current;
    if (movedOn) return;
    const first = list.current?.children[from];
    (first?.querySelector<HTMLElement>('[data-step]') ?? first?.querySelector<HTMLElement>('a, button, input'))?.focus({
      preventScroll: true,
    });
  }, [shown]);
  const more = () => {
    before.current = shown;
    onMore();
  };
  return (
    <div class={shown < total ? 'more' : 'sr'}>
      {shown < total && (
        <button ref={button} type="button" class="button" onClick={more}>
          Show {count(Math.min(step, total - shown))} more
        </button>
      )}
      <p class="quiet" role="status">
        {shown < total || grown.current || before.current !== null
          ? `${count(Math.min(shown, total))} of ${count(total)}`
          : ''}
      </p>
    </div>
  );
}
