/**
 * Worker threads that embed in parallel, one session each, one text a call. The result is the same for any number of
 * workers.
 */
import { Worker } from 'node:worker_threads';
import type { Embedding } from '../embedding.js';
import { CorpusError, saysOutOfMemory, throwIfAborted } from '../errors.js';
import type { WorkerAnswer, WorkerModel, WorkerQuestion } from './worker.js';

/** Texts queued at a worker, so that it never idles. */
const IN_FLIGHT = 4;

export interface EmbedderPool {
  embed(
    texts: readonly string[],
    onEmbedding: (text: string, embedding: Embedding) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  close(): Promise<void>;
}

export function openPool(model: WorkerModel, size: number): EmbedderPool {
  const workers = Array.from(
    { length: size },
    () => new Worker(new URL('./worker.js', import.meta.url), { workerData: model, execArgv: [] }),
  );
  for (const worker of workers) worker.unref();

  async function embed(
    texts: readonly string[],
    onEmbedding: (text: string, embedding: Embedding) => void,
    signal?: AbortSignal,
  ) {
    let next = 0;
    const served = await Promise.allSettled(
      workers.map((worker) =>
        serve(worker, {
          take: () => {
            throwIfAborted(signal);
            return next < texts.length ? { index: next, text: texts[next++]! } : undefined;
          },
          give: (index, embedding) => onEmbedding(texts[index]!, embedding),
        }),
      ),
    );
    const failed = served.find((one) => one.status === 'rejected'); // told when every worker has stopped taking work
    if (failed !== undefined) throw failed.reason;
  }

  return {
    embed,
    close: async () => {
      await Promise.all(workers.map(shutdown));
    },
  };
}

/**
 * Lets a worker finish its calls and exit. Terminating it would stop ONNX Runtime in the middle of a call and crash
 * the whole process.
 */
function shutdown(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.ref();
    worker.once('exit', () => resolve());
    worker.once('error', () => resolve());
    worker.postMessage('shutdown' satisfies WorkerQuestion);
  });
}

function workerStopped(cause: unknown): CorpusError {
  const [message, remedy] = saysOutOfMemory(cause)
    ? ['there is not enough memory to embed', 'Close other programs, or raise the limit, and run it again.']
    : ['an embedding worker stopped', 'Run the same command again; --debug shows the cause.'];
  return new CorpusError('FAILED', message, remedy, cause);
}

interface Work {
  take(): { index: number; text: string } | undefined;
  give(index: number, embedding: Embedding): void;
}

/** Feeds one worker until there is no more work; settles with its last answer. */
function serve(worker: Worker, work: Work): Promise<void> {
  return new Promise((resolve, reject) => {
    let waiting = 0;
    const finish = (error?: unknown) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      worker.unref();
      if (error === undefined) resolve();
      else reject(error);
    };
    const onError = (cause: unknown) => finish(workerStopped(cause));
    const onExit = () => onError(undefined);
    const feed = () => {
      while (waiting < IN_FLIGHT) {
        const job = work.take();
        if (job === undefined) break;
        waiting++;
        worker.postMessage(job satisfies WorkerQuestion);
      }
      if (waiting === 0) finish();
    };
    const onMessage = (answer: WorkerAnswer) => {
      try {
        waiting--;
        if ('failure' in answer)
          throw new CorpusError('FAILED', `embedding failed: ${answer.failure}`, 'Run `paperkin doctor`.');
        work.give(answer.index, answer.embedding);
        feed();
      } catch (error) {
        finish(error);
      }
    };
    worker.ref();
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    try {
      feed();
    } catch (error) {
      finish(error);
    }
  });
}
