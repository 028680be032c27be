import { useRef, useState } from 'preact/hooks';
import { tell } from './client.js';
import { type Problem, problemOfError } from './problem.js';

export interface Telling {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Makes a change. @param then called when it is made */
  readonly run: (change: () => Promise<unknown>, then?: () => void) => void;
  /**
   * Sends a change to the server; nothing while another one of this control is under way. Its button has
   * `aria-disabled` then, not `disabled`, which would drop the focus.
   * @param then called when the server has done it; it runs `corpusChanged` once the changed elements have left the
   * page
   */
  readonly send: (path: string, body: unknown, then: () => void) => void;
}

/** A change sent to the server once, and its error. */
export function useTelling(): Telling {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const underWay = useRef(false);
  const run: Telling['run'] = (change, then) => {
    underWay.current = true;
    setBusy(true);
    setProblem(null);
    change().then(
      () => {
        ended();
        then?.();
      },
      (error: unknown) => {
        ended();
        setProblem(problemOfError(error));
      },
    );
  };
  const ended = () => {
    underWay.current = false;
    setBusy(false);
  };
  const send: Telling['send'] = (path, body, then) => {
    if (!underWay.current) run(() => tell('POST', path, body), then);
  };
  return { busy, problem, run, send };
}
