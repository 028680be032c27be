import { useState } from 'preact/hooks';
import { tell } from './client.js';
import { type Problem, problemOfError } from './problem.js';

export interface Telling {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Makes a change. @param then called when it is made */
  readonly run: (change: () => Promise<unknown>, then?: () => void) => void;
  /**
   * Sends a change to the server.
   * @param then called when the server has done it; it runs `corpusChanged` once the changed elements have left the
   * page
   */
  readonly send: (path: string, body: unknown, then: () => void) => void;
}

/** A change sent to the server once, and its error. */
export function useTelling(): Telling {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run: Telling['run'] = (change, then) => {
    setBusy(true);
    setProblem(null);
    change().then(
      () => {
        setBusy(false);
        then?.();
      },
      (error: unknown) => {
        setBusy(false);
        setProblem(problemOfError(error));
      },
    );
  };
  return { busy, problem, run, send: (path, body, then) => run(() => tell('POST', path, body), then) };
}
