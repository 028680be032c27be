/** Some saved pages only count the authors. */
const COUNT_ONLY = /^\d+ authors?$/i;

/** Whether a byline names nobody. */
export function countsOnly(by: string): boolean {
  return COUNT_ONLY.test(by);
}

/** Whether a byline says no more than a list of authors beside it: it begins with the first. */
export function repeatsAuthors(by: string, authors: readonly string[]): boolean {
  return authors.length > 0 && by.startsWith(authors[0]!);
}
