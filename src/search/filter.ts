/** Restricts the papers of an answer. A paper without the field of a filter does not pass it. */
import { firstDay, lastDay, type Paper } from '../paper.js';
import { fold } from '../text/words.js';

export interface Filter {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive. A paper known by its year alone passes where any day of it would. */
  readonly since?: string;
  readonly until?: string;
  /** Part of the byline or of an author's name, in any case. */
  readonly by?: string;
  /** Part of the path of a file that contained the paper, in any case. */
  readonly source?: string;
  readonly minComments?: number;
}

/** Whether a paper passes every part of a filter that is set. */
export function passes(paper: Paper, { since, until, by, source, minComments }: Filter): boolean {
  if (since !== undefined && (paper.published === null || lastDay(paper.published) < firstDay(since))) return false;
  if (until !== undefined && (paper.published === null || firstDay(paper.published) > lastDay(until))) return false;
  if (by !== undefined && ![paper.by ?? '', ...paper.authors].some((name) => holds(name, by))) return false;
  if (source !== undefined && !paper.places.some(({ file }) => holds(file, source))) return false;
  return minComments === undefined || (paper.comments !== null && paper.comments >= minComments);
}

function holds(text: string, part: string): boolean {
  return fold(text).includes(fold(part));
}
