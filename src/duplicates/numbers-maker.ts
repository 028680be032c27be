/** Makes the numbers of papers, in a thread of their own where they are many, while this one reads and packs. */
import { Worker } from 'node:worker_threads';
import { apart, type NumbersOfPapers, numbersOf, type PaperNumbers, type PaperText } from './paper-numbers.js';

/** With fewer papers, starting a thread and copying texts to it takes as long as it saves. */
const PAPERS_FOR_THREAD = 20_000;

export interface NumbersMaker {
  /** In the order of the papers; batches in the order of the calls. */
  make(papers: readonly PaperText[]): Promise<PaperNumbers[]>;
  close(): Promise<unknown>;
}

export function numbersMaker(papers: number): NumbersMaker {
  return papers < PAPERS_FOR_THREAD
    ? { make: async (batch) => batch.map(numbersOf), close: async () => undefined }
    : inThread(new Worker(new URL('./numbers-thread.js', import.meta.url), { execArgv: [] }));
}

/** @param worker answers each batch with its numbers, in order */
export function inThread(worker: Worker): NumbersMaker {
  const waiting: { resolve: (numbers: PaperNumbers[]) => void; reject: (cause: unknown) => void }[] = [];
  let failure: unknown;
  const fail = (cause: unknown) => {
    failure ??= cause;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  worker.on('message', (numbers: NumbersOfPapers) => waiting.shift()!.resolve(apart(numbers)));
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread that makes numbers of texts ended')));
  return {
    make: (batch) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        waiting.push({ resolve, reject });
        worker.postMessage(
          batch.map(({ id, title, abstract, identifiers }): PaperText => ({ id, title, abstract, identifiers })),
        );
      }),
    close: () => worker.terminate(),
  };
}
