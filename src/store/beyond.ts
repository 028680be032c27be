import type { RankedId, WordOptions } from './shapes.js';

/** What `WordOptions.beyond` leaves of a ranking whose first papers are whole. */
export function withoutOthers(ranked: readonly RankedId[], beyond: NonNullable<WordOptions['beyond']>): RankedId[] {
  const only = new Set(beyond.only);
  return ranked.filter(({ id }, i) => i < beyond.first || only.has(id));
}
