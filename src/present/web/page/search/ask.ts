import { filtersOf, NO_QUESTION, type Question } from '../address.js';
import { addressNow, go } from '../router.js';

/** Maximum number of papers to search by. */
export const MOST_LIKED = 20;

interface AskOptions {
  /** Whether to replace the history entry. */
  readonly replace?: boolean;
}

/** Writes the question to the URL; everything else follows from it. */
export function ask(question: Question, options: AskOptions = {}): void {
  go({ view: 'search', question }, options);
}

/** Adds papers to the basket, beside its text and the papers that it holds. Scrolls to the top. */
export function moreLike(...ids: readonly string[]): void {
  const address = addressNow();
  const question = address.view === 'search' ? address.question : NO_QUESTION;
  const like = [...new Set([...question.like, ...ids])].slice(-MOST_LIKED);
  const not = question.not.filter((one) => !ids.includes(one));
  ask({ ...question, like, not, order: '', limit: NO_QUESTION.limit });
  scrollTo(0, 0);
  keepFocus();
}

/** Excludes a paper; the scroll position stays. */
export function leaveOut(id: string): void {
  const address = addressNow();
  if (address.view === 'search') refine({ not: [...address.question.not, id], limit: address.question.limit });
  keepFocus();
}

/** Moves the focus to the view, because the focused element is removed. */
function keepFocus(): void {
  document.getElementById('main')?.focus({ preventScroll: true });
}

/** Changes the question of the current URL, which may be newer than the rendered one. */
export function refine(change: Partial<Question>, options: AskOptions = {}): void {
  const address = addressNow();
  if (address.view === 'search') ask({ ...address.question, limit: NO_QUESTION.limit, ...change }, options);
}

/** Removes all filters of the question. */
export function clearFilters(question: Question, options: AskOptions = {}): void {
  refine(Object.fromEntries(filtersOf(question).map((filter) => [filter, ''])), options);
}
