import { NO_QUESTION, type Question } from '../address.js';
import { addressNow, go } from '../router.js';

interface AskOptions {
  /** Where the step back should lead past the question that is left. */
  readonly replace?: boolean;
}

/** Puts the question into the address; all else follows from there. */
export function ask(question: Question, options: AskOptions = {}): void {
  go({ view: 'search', question }, options);
}

/** The papers nearest to one paper: another question, so its answer is read from the top. */
export function askSimilar(id: string, filters: Partial<Question>): void {
  ask({ ...NO_QUESTION, ...filters, like: [id] });
  scrollTo(0, 0);
  keepFocus();
}

/** Leaves a paper out, and goes on from the same place. */
export function leaveOut(id: string): void {
  const address = addressNow();
  if (address.view === 'search') refine({ not: [...address.question.not, id], limit: address.question.limit });
  keepFocus();
}

/** What had the focus is about to go: the keyboard goes on from the view. */
function keepFocus(): void {
  document.getElementById('main')?.focus({ preventScroll: true });
}

/** Changes the question as it stands in the address now, which may be newer than what was last drawn. */
export function refine(change: Partial<Question>, options: AskOptions = {}): void {
  const address = addressNow();
  if (address.view === 'search') ask({ ...address.question, limit: NO_QUESTION.limit, ...change }, options);
}
