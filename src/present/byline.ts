/** Some saved pages only count the authors. */
const COUNT_ONLY = /^\d+ authors?$/i;

/** Whether a byline names nobody. */
export function countsOnly(by: string): boolean {
  return COUNT_ONLY.test(by);
}

/** The byline beside a list of the authors; `null` if it only repeats the list: it begins with the first. */
export function bylineBeside({ by, authors }: Authorship): string | null {
  const repeats = authors.length > 0 && by?.startsWith(authors[0]!) === true;
  return repeats ? null : by;
}

interface Authorship {
  readonly by: string | null;
  readonly authors: readonly string[];
}
