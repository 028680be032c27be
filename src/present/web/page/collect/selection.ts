/** The selected papers in order of selection; kept while the page is open. */
import { sharedValue } from '../shared-value.js';

const selection = sharedValue<readonly string[]>([]);
let last: string | null = null;

export const useSelection = selection.use;

/** Selects or deselects a paper. @param range papers in list order, to select all from the last selected one on */
export function tick(id: string, on: boolean, range?: readonly string[]): void {
  const concerned = range === undefined ? [id] : between(range, last, id);
  last = id;
  const before = selection.get();
  selection.set(
    on
      ? [...before, ...concerned.filter((one) => !before.includes(one))]
      : before.filter((one) => !concerned.includes(one)),
  );
}

export function clearSelection(): void {
  last = null;
  selection.set([]);
}

/**
 * The elements from one to the other, inclusive, in either direction; only the second if the first is not in the list.
 */
export function between(list: readonly string[], from: string | null, to: string): readonly string[] {
  const [a, b] = [from === null ? -1 : list.indexOf(from), list.indexOf(to)];
  return a < 0 || b < 0 ? [to] : list.slice(Math.min(a, b), Math.max(a, b) + 1);
}
