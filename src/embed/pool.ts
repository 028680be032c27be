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
  /** One call after the other: workers number their answers by the texts of one call. */
  embed(texts: readonly string[], onEmbedding: OnEmbedding, signal?: AbortSignal): Promise<void>;
  /** Waits for the call that runs. */
  close(): Promise<void>;
}

type OnEmbedding = (text: string, embedding: Embedding) => void;

/** The workers start with the first call, and others after a call that failed or was stopped. */
export function openPool(model: WorkerModel, size: number): EmbedderPool {
  let workers: Worker[] = [];
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };

  async function close(): Promise<void> {
    await Promise.all(workers.map(shutdown));
    workers = [];
  }

  return {
    embed: (texts, onEmbedding, signal) =>
      inTurn(async () => {
        throwIfAborted(signal);
        if (workers.length === 0) workers = Array.from({ length: size }, () => startWorker(model));
        try {
          await embedWith(workers, texts, onEmbedding, signal);
        } catch (error) {
          await close(); // answers still under way must not reach the next call
          throw error;
        }
      }),
    close: () => inTurn(close),
  };
}

function startWorker(model: WorkerModel): Worker {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: model, execArgv: [] });
  worker.unref();
  worker.on('error', () => undefined); // one that stops between two calls is noticed by the next
  return worker;
}

async function embedWith(
  workers: readonly Worker[],
  texts: readonly string[],
  onEmbedding: OnEmbedding,
  signal: AbortSignal | undefined,
): Promise<void> {
  let next = 0;
  const served = await Promise.allSettled(
    workers.map((worker) =>
      serve(worker, {
        take: () => {
          throwIfAborted(signal);
          return next < texts.length ? { index: next, text: texts[next++]! } : undefined;
        },
        give: (index, embedding) => onEmbedding(texts[index]!, embedding),
      }).catch((error: unknown) => {
        next = texts.length;
        throw error;
      }),
    ),
  );
  const failed = served.find((one) => one.status === 'rejected'); // told when every worker has stopped taking work
  if (failed !== undefined) throw failed.reason;
}

/**
 * Lets a worker finish its calls and exit. Terminating it would stop ONNX Runtime in the middle of a call and crash
 * the whole process.
 */
function shutdown(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    if (hasExited(worker)) return resolve();
    worker.ref();
    worker.once('exit', () => resolve());
    worker.once('error', () => resolve());
    worker.postMessage('shutdown' satisfies WorkerQuestion);
  });
}

function hasExited({ threadId }: Worker): boolean {
  return threadId === -1;
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
    if (hasExited(worker)) return onExit();
    worker.ref();
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    try {
      feed();
    } catch (error) {
      finish(error);
    }
  });
}
