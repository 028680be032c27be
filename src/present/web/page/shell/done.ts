/** The last change, or why it failed, shown for ten seconds at the bottom of the window with a button to undo it. */
import { problemOfError } from '../api/problem.js';
import { sharedValue } from '../shared-value.js';

export interface Done {
  readonly said: string;
  /** Whether `undo` can revert it. */
  readonly undoable: boolean;
}

const SAID_MS = 10_000;

const notice = sharedValue<Done | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function sayDone(message: string, undoable = true): void {
  notice.set({ said: message, undoable });
  forgetDoneLater();
}

/** Shows the message for another ten seconds. */
export function forgetDoneLater(): void {
  clearTimeout(timer);
  timer = setTimeout(() => notice.set(null), SAID_MS);
}

/** Shows the message until `forgetDoneLater`: its button does not vanish under the pointer or the focus. */
export function holdDone(): void {
  clearTimeout(timer);
}

/** For controls that have no room for a note. */
export function sayFailed(error: unknown): void {
  sayDone(problemOfError(error).message, false);
}

export function forgetDone(): void {
  clearTimeout(timer);
  notice.set(null);
}

export const useDone = notice.use;
