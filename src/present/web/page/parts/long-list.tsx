/** A list that shows its first elements, and more of them step by step. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useEntryState } from '../router.js';
import { More } from './more.js';

interface LongListProps<T> {
  /** Distinguishes it from other lists of the view. */
  readonly name: string;
  readonly class: string;
  readonly items: readonly T[];
  /** Elements shown at first, and with each step. */
  readonly step: number;
  /** One `li` for each item. */
  readonly children: (item: T) => ComponentChildren;
}

export function LongList<T>({ name, class: className, items, step, children }: LongListProps<T>) {
  const [shown, setShown] = useEntryState(`shown of ${name}`, step);
  const list = useRef<HTMLOListElement>(null);
  return (
    <>
      <ol class={className} ref={list}>
        {items.slice(0, shown).map(children)}
      </ol>
      <More
        list={list}
        shown={Math.min(shown, items.length)}
        total={items.length}
        step={step}
        onMore={() => setShown(shown + step)}
      />
    </>
  );
}
