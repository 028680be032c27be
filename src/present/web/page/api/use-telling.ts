import { useState } from 'preact/hooks';
import { tell } from './client.js';
import { type Problem, problemOfError } from './problem.js';

export interface Telling {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** @param then once the server has done it; it says `corpusChanged` when what is gone is off the page */
  readonly send: (path: string, body: unknown, then: () => void) => void;
}

/** Something that a person decides: told to the server once, with what went wrong if it did. */
export function useTelling(): Telling {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = (path: string, body: unknown, then: () => void) => {
    setBusy(true);
    setProblem(null);
    tell('POST', path, body).then(
      () => {
        setBusy(false);
        then();
      },
      (error: unknown) => {
        setBusy(false);
        setProblem(problemOfError(error));
      },
    );
  };
  return { busy, problem, send };
}
