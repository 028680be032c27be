/** A list that shows its first elements, and more of them step by step. */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { More } from './more.js';

interface LongListProps<T> {
  readonly class: string;
  readonly items: readonly T[];
  /** Elements shown at first, and with each step. */
  readonly step: number;
  /** One `li` for each item. */
  readonly children: (item: T) => ComponentChildren;
}

export function LongList<T>({ class: name, items, step, children }: LongListProps<T>) {
  const [shown, setShown] = useState(step);
  const list = useRef<HTMLOListElement>(null);
  return (
    <>
      <ol class={name} ref={list}>
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
