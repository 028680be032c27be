/** An answer of the server as a hook: asked when the path changes, cancelled when overtaken, asked again when the corpus changes. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, isAbort, known, onCorpusChanged } from './client.js';
import { type Problem, problemOfError } from './problem.js';

export interface Asked<T> {
  readonly answer: T | undefined;
  /** What was last shown, whatever was asked: something to look at while the answer is on its way. */
  readonly earlier: T | undefined;
  readonly problem: Problem | undefined;
  readonly waiting: boolean;
}

/** @param path nothing is asked while it is `null` */
export function useAnswer<T>(path: string | null): Asked<T> {
  const [failed, setFailed] = useState<{ path: string; problem: Problem } | null>(null);
  const [, setArrived] = useState(0);
  const [change, setChange] = useState(0);
  const shown = useRef<{ path: string; answer: T } | null>(null);
  useEffect(() => onCorpusChanged(() => setChange((earlier) => earlier + 1)), []);

  useEffect(() => {
    if (path === null || known(path) !== undefined) return undefined;
    const asking = new AbortController();
    ask<T>(path, asking.signal).then(
      () => {
        setFailed(null);
        setArrived((earlier) => earlier + 1);
      },
      (error: unknown) => {
        if (!isAbort(error)) setFailed({ path, problem: problemOfError(error) });
      },
    );
    return () => asking.abort();
  }, [path, change]);

  const fresh = path === null ? undefined : known<T>(path);
  if (path !== null && fresh !== undefined) shown.current = { path, answer: fresh };
  const earlier = shown.current?.answer;
  if (path === null) return { answer: undefined, earlier, problem: undefined, waiting: false };
  const answer = shown.current?.path === path ? earlier : undefined;
  const problem = fresh === undefined && failed?.path === path ? failed.problem : undefined;
  return { answer, earlier, problem, waiting: fresh === undefined && problem === undefined };
}
