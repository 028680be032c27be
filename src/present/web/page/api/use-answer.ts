/**
 * A hook for answers of the server: fetched when the path changes, cancelled when superseded, fetched again when the
 * corpus changes.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Paged, Paper } from './answers.js';
import { ask, cachedAnswer, isAbort, onCorpusChanged } from './client.js';
import { goingOn, paperPath } from './paths.js';
import { type Problem, problemOfError, UNREACHABLE } from './problem.js';

/** A server that does not answer is asked again after this time: it may be starting again. */
const ASK_AGAIN_MS = 3_000;

export interface QueryState<T> {
  readonly answer: T | undefined;
  /** The answer shown before, as a placeholder while the next one loads. */
  readonly earlier: T | undefined;
  readonly problem: Problem | undefined;
  readonly waiting: boolean;
}

/** @param path nothing is fetched while it is `null` */
export function useAnswer<T>(path: string | null): QueryState<T> {
  return useQuestion(path, path === null ? undefined : cachedAnswer<T>(path), (signal) => ask<T>(path!, signal));
}

/** A paper, once it is loaded. @param id nothing is fetched while it is `null` */
export function usePaper(id: string | null): Paper | undefined {
  return useAnswer<{ paper: Paper }>(id === null ? null : paperPath(id)).answer?.paper;
}

/**
 * The first answer of a path and the next pages by cursor.
 * @param pages maximum number of pages
 */
export function usePages<T extends Paged>(path: string | null, pages: number): QueryState<readonly T[]> {
  return useQuestion(
    path === null ? null : `${pages} × ${path}`,
    path === null ? undefined : knownPages<T>(path, pages),
    (signal) => askPages(path!, pages, signal),
  );
}

function knownPages<T extends Paged>(path: string, pages: number): readonly T[] | undefined {
  const cached: T[] = [];
  for (let at: string | null = path; at !== null && cached.length < pages; ) {
    const page = cachedAnswer<T>(at);
    if (page === undefined) return undefined;
    cached.push(page);
    at = goingOn(path, page);
  }
  return cached;
}

async function askPages(path: string, pages: number, signal: AbortSignal): Promise<void> {
  let at: string | null = path;
  for (let page = 0; page < pages && at !== null; page++)
    at = goingOn(path, cachedAnswer<Paged>(at) ?? (await ask<Paged>(at, signal)));
}

/** @param name identifies the query @param cached the cached answer, if any */
function useQuestion<T>(
  name: string | null,
  cached: T | undefined,
  asking: (signal: AbortSignal) => Promise<unknown>,
): QueryState<T> {
  const [failed, setFailed] = useState<{ name: string; problem: Problem } | null>(null);
  const [, setArrived] = useState(0);
  const [change, setChange] = useState(0);
  const [attempt, setAttempt] = useState(0);
  const last = useRef<{ name: string; change: number; answer: T } | null>(null);
  useEffect(() => onCorpusChanged(() => setChange((earlier) => earlier + 1)), []);

  // The shown answer stays valid until the corpus changes, even if the cache has dropped it.
  const fresh =
    cached ?? (last.current?.name === name && last.current?.change === change ? last.current.answer : undefined);
  if (name !== null && fresh !== undefined) last.current = { name, change, answer: fresh };
  useEffect(() => {
    if (name === null || fresh !== undefined) return undefined;
    const stop = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    asking(stop.signal).then(
      () => {
        setFailed(null);
        setArrived((earlier) => earlier + 1);
      },
      (error: unknown) => {
        if (isAbort(error)) return;
        const problem = problemOfError(error);
        setFailed({ name, problem });
        if (problem.code === UNREACHABLE) again = setTimeout(() => setAttempt((earlier) => earlier + 1), ASK_AGAIN_MS);
      },
    );
    return () => {
      stop.abort();
      clearTimeout(again);
    };
  }, [name, change, attempt]);

  const earlier = last.current?.answer;
  if (name === null) return { answer: undefined, earlier, problem: undefined, waiting: false };
  const problem = fresh === undefined && failed?.name === name ? failed.problem : undefined;
  return {
    answer: last.current?.name === name ? earlier : undefined,
    earlier,
    problem,
    waiting: fresh === undefined && problem === undefined,
  };
}
