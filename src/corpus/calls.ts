/** A corpus is closed when the calls that run are done; calls after that are refused. */
import { CorpusError, throwIfAborted } from '../errors.js';
import type { Interruptible } from './access.js';

export interface Calls {
  /** Runs a call; a call that runs may still begin others. @throws CorpusError USAGE once all is closed */
  readonly run: <T>(call: () => Promise<T>) => Promise<T>;
  /** Waits for the calls that run, then closes. A second time, it does no more than the first. */
  readonly close: (release: () => Promise<void>) => Promise<void>;
}

export function runningCalls(): Calls {
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;
  let closed = false;

  async function finish(release: () => Promise<void>): Promise<void> {
    while (running.size > 0) await Promise.all(running);
    closed = true;
    await release();
  }

  return {
    run: async (call) => {
      if (closed) throw new CorpusError('USAGE', 'the corpus is closed', 'Open it again with `openCorpus`.');
      const result = call();
      const done: Promise<unknown> = result.then(
        () => running.delete(done),
        () => running.delete(done),
      );
      running.add(done);
      return result;
    },
    close: (release) => (closing ??= finish(release)),
  };
}

type Method = (...args: never[]) => Promise<unknown>;

/** The same methods, each run as a call; a call whose signal is aborted already does nothing. */
export function asCalls<T extends Readonly<Record<keyof T, Method>>>(methods: T, { run }: Calls): T {
  const entries = Object.entries<Method>(methods);
  return Object.fromEntries(
    entries.map(([name, method]) => [name, (...args: never[]) => run(() => begin(() => method(...args), args.at(-1)))]),
  ) as T;
}

/** @param options the last argument, if there is one @throws CorpusError INTERRUPTED */
async function begin(call: () => Promise<unknown>, options: Interruptible | undefined): Promise<unknown> {
  throwIfAborted(options?.signal);
  return call();
}
