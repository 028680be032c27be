/** Some saved pages only count the authors. */
const COUNT_ONLY = /^\d+ authors?$/i;

/** Whether a byline names nobody. */
export function countsOnly(by: string): boolean {
  return COUNT_ONLY.test(by);
}
