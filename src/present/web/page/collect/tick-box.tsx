import { tick, useSelection } from './selection.js';

/** Selects a paper; with Shift, all from the last selected one on. */
export function TickBox({ id, title }: { readonly id: string; readonly title: string }) {
  const on = useSelection().includes(id);
  return (
    <input
      type="checkbox"
      class="tick"
      data-tick={id}
      checked={on}
      aria-label={`Select: ${title}`}
      title="Select (with Shift: up to here)"
      onClick={(event) => {
        const { checked } = event.currentTarget;
        tick(id, checked, event.shiftKey ? listed(event.currentTarget) : undefined);
      }}
    />
  );
}

function listed(box: HTMLElement): string[] {
  const boxes = box.closest('ol')?.querySelectorAll<HTMLElement>('[data-tick]') ?? [];
  return [...boxes].map((one) => one.dataset['tick']!);
}
