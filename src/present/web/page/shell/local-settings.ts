/** Settings in this browser. If storage is refused, they last as long as the page. */
const unsaved = new Map<string, string>();

export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? unsaved.get(name) ?? null;
  } catch {
    return unsaved.get(name) ?? null;
  }
}

export function writeSetting(name: string, value: string): void {
  unsaved.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // The value is in `unsaved`.
  }
}
