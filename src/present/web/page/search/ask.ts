import { NO_QUESTION, type Question } from '../address.js';
import { addressNow, go } from '../router.js';

/** The server takes no more papers to be similar to. */
const MOST_LIKED = 20;

interface AskOptions {
  /** Where the step back should lead past the question that is left. */
  readonly replace?: boolean;
}

/** Puts the question into the address; all else follows from there. */
export function ask(question: Question, options: AskOptions = {}): void {
  go({ view: 'search', question }, options);
}

/** Adds a paper to those that the answer is to be like; a text gives way to them. Its answer is read from the top. */
export function moreLike(id: string): void {
  const address = addressNow();
  const question = address.view === 'search' ? address.question : NO_QUESTION;
  const like = question.like.includes(id) ? question.like : [...question.like, id].slice(-MOST_LIKED);
  const not = question.text === '' ? question.not.filter((one) => one !== id) : [];
  ask({ ...question, text: '', like, not, order: '', limit: NO_QUESTION.limit });
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
