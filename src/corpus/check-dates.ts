/** Dates that restrict the papers of an answer. */
import { CorpusError } from '../errors.js';
import { isDay } from '../paper.js';

/** @throws CorpusError USAGE for a date that does not exist, or dates that exclude each other */
export function checkDates({
  since,
  until,
  addedSince,
}: {
  readonly [K in 'since' | 'until' | 'addedSince']?: string | undefined;
}): void {
  for (const day of [since, until, addedSince])
    if (day !== undefined && !isDay(day))
      throw new CorpusError('USAGE', `"${day}" is not a date`, 'Use YYYY-MM-DD, YYYY-MM or YYYY.');
  if (since === undefined || until === undefined || since <= until || since.startsWith(until)) return;
  throw new CorpusError(
    'USAGE',
    `nothing is published since ${since} and until ${until}`,
    'Give the earlier date to since.',
  );
}
