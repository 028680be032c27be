/** Values stored in this browser, or for this tab. If storage is refused, they last as long as the page. */
type Place = () => Storage;

const BROWSER: Place = () => localStorage;
export const TAB: Place = () => sessionStorage;

const unsaved = new Map<string, string>();

export function readStored(name: string, place = BROWSER): string | null {
  try {
    return place().getItem(name) ?? unsaved.get(name) ?? null;
  } catch {
    return unsaved.get(name) ?? null;
  }
}

export function store(name: string, value: string, place = BROWSER): void {
  unsaved.set(name, value);
  try {
    place().setItem(name, value);
  } catch {
    // The value is in `unsaved`.
  }
}
