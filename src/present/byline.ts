/** Bylines as people read them: some saved pages only count the authors, and write "1 authors". */

const COUNT_ONLY = /^\d+ authors?$/i;

/** Whether a byline names nobody. */
export function countsOnly(by: string): boolean {
  return COUNT_ONLY.test(by);
}

export function bylineText(by: string | null): string | null {
  return by === '1 authors' ? '1 author' : by;
}
