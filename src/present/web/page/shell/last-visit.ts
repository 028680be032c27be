/**
 * The last visit in this browser: the day, and the number of papers added on that day that were visible then, so that
 * later papers of the same day count as new.
 */
import type { Listed } from '../api/answers.js';
import { ask, onCorpusChanged } from '../api/client.js';
import { countPath } from '../api/paths.js';
import { readStored, store } from '../stored.js';

export interface Visit {
  /** `YYYY-MM-DD`, UTC, as in the index. */
  readonly day: string;
  readonly seenThatDay: number;
}

const CURRENT = 'paperkin.visit';
const PREVIOUS = 'paperkin.previous-visit';

const today = (): string => new Date().toISOString().slice(0, 10);

/** The visit before this one, on an earlier day; `null` on the first. */
export function lastVisit(): Visit | null {
  return readVisit(PREVIOUS);
}

/** Records the visit now, and again whenever papers change while the page is open. */
export function noteVisit(): void {
  const earlier = readVisit(CURRENT);
  if (earlier !== null && earlier.day !== today()) store(PREVIOUS, JSON.stringify(earlier));
  const note = async () => {
    const day = today();
    const { total } = await ask<Listed>(countPath({ addedSince: day }));
    store(CURRENT, JSON.stringify({ day, seenThatDay: total } satisfies Visit));
  };
  const noteQuietly = () => void note().catch(() => undefined); // an empty index, or no token yet: nothing was seen
  noteQuietly();
  onCorpusChanged(noteQuietly);
}

function readVisit(name: string): Visit | null {
  try {
    const { day, seenThatDay } = JSON.parse(readStored(name) ?? '{}') as Partial<Visit>;
    return typeof day === 'string' && typeof seenThatDay === 'number' ? { day, seenThatDay } : null;
  } catch {
    return null;
  }
}
