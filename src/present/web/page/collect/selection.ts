/** The selected papers in order of selection; kept while the page is open. */
import { useEffect, useState } from 'preact/hooks';

let selection: readonly string[] = [];
let last: string | null = null;
const listeners = new Set<() => void>();

export function useSelection(): readonly string[] {
  const [shown, setShown] = useState(selection);
  useEffect(() => {
    const follow = () => setShown(selection);
    follow();
    listeners.add(follow);
    return () => {
      listeners.delete(follow);
    };
  }, []);
  return shown;
}

/** Selects or deselects a paper. @param range papers in list order, to select all from the last selected one on */
export function tick(id: string, on: boolean, range?: readonly string[]): void {
  const concerned = range === undefined ? [id] : between(range, last, id);
  selection = on
    ? [...selection, ...concerned.filter((one) => !selection.includes(one))]
    : selection.filter((one) => !concerned.includes(one));
  last = id;
  tellAll();
}

export function clearSelection(): void {
  selection = [];
  last = null;
  tellAll();
}

/**
 * The elements from one to the other, inclusive, in either direction; only the second if the first is not in the list.
 */
export function between(list: readonly string[], from: string | null, to: string): readonly string[] {
  const [a, b] = [from === null ? -1 : list.indexOf(from), list.indexOf(to)];
  return a < 0 || b < 0 ? [to] : list.slice(Math.min(a, b), Math.max(a, b) + 1);
}

function tellAll(): void {
  for (const listener of [...listeners]) listener();
}
