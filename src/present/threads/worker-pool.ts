/** A pool of workers of one role with one queue: the first idle worker takes the next request. */
import { CorpusError } from '../../index.js';
import type { Answer } from './answer.js';
import type { StartChannel } from './channel.js';
import { CorpusWorker, type Job } from './corpus-worker.js';
import type { Question, WorkerSetup } from './messages.js';

/** Maximum number of abandoned workers that still run beside the pool. */
const MOST_ABANDONED = 2;
/** A worker that uses more memory than this is replaced before its next request. */
const LARGEST_MEMORY = 1.5 * 2 ** 30;

export interface PoolOptions {
  readonly size: number;
  readonly start: StartChannel;
  readonly setup: WorkerSetup;
  /** Maximum length of the queue; further requests are refused. */
  readonly mostWaiting: number;
  /** Time limit of one request. */
  readonly longestMs: number;
  /** How long a worker may take to stop a cancelled request before it is replaced. */
  readonly patienceMs: number;
  /** Whether a stopped request still reports its result, as writes do. */
  readonly waitsForTheStopped: boolean;
  /** An idle worker exits after this time and frees its memory; `null`: never. */
  readonly idleMs: number | null;
  /** Whether the worker has its own memory: a process does, a thread does not. */
  readonly ownMemory: boolean;
  /** First request of each new worker, to load the model. */
  readonly warmUp?: Question;
  readonly log: (line: string) => void;
}

export interface JobOptions {
  readonly signal?: AbortSignal | undefined;
  /** A worker sends no more than a few messages before the promise of the first has settled. */
  readonly onProgress?: ((progress: unknown) => void | Promise<void>) | undefined;
  /** Called with the number of requests ahead, whenever it changes. */
  readonly onWaiting?: ((ahead: number) => void) | undefined;
}

interface Waiting extends Job {
  readonly signal: AbortSignal | undefined;
  readonly onWaiting: ((ahead: number) => void) | undefined;
}

export class WorkerPool {
  readonly #options: PoolOptions;
  #workers: CorpusWorker[] = [];
  #queue: Waiting[] = [];
  /** Abandoned workers. */
  #stillRunning = 0;
  #closing = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** @throws CorpusError CORPUS_BUSY, INTERRUPTED and those of the question */
  ask(question: Question, { signal, onProgress, onWaiting }: JobOptions): Promise<Answer> {
    if (this.#closing) throw stopping();
    if (this.#queue.length >= this.#options.mostWaiting)
      throw new CorpusError('CORPUS_BUSY', 'too many requests are waiting', 'Try again in a moment.');
    return new Promise<Answer>((resolve, reject) => {
      this.#queue.push({ question, signal, onProgress, onWaiting, resolve, reject });
      signal?.addEventListener('abort', () => this.#dispatch(), { once: true });
      this.#dispatch();
    });
  }

  /** Refuses queued requests and stops running ones. Settles when all workers have ended, within their patience. */
  async shutdown(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#idle);
    for (const { reject } of this.#queue.splice(0)) reject(stopping());
    await Promise.all(this.#workers.map((worker) => worker.shutdown()));
  }

  #dispatch(): void {
    this.#forgetTakenBack();
    for (let worker = this.#freeWorker(); worker !== undefined; worker = this.#freeWorker())
      this.#begin(worker, this.#queue.shift()!);
    this.#tellWaiting();
  }

  /** Starts another worker if all are busy and loaded; the queue goes to the first idle one. */
  #freeWorker(): CorpusWorker | undefined {
    if (this.#queue.length === 0) return undefined;
    const free = this.#workers.find(({ free }) => free);
    if (free !== undefined) return free;
    const mayStart = this.#workers.length < this.#options.size && this.#stillRunning <= MOST_ABANDONED;
    if (this.#closing || !mayStart || !this.#workers.every(({ ready }) => ready)) return undefined;
    const worker = this.#startWorker();
    return worker.free ? worker : undefined;
  }

  #startWorker(): CorpusWorker {
    const { start, setup, log, warmUp } = this.#options;
    const worker: CorpusWorker = new CorpusWorker(start, setup, {
      log,
      onFree: () => this.#onFree(worker),
      onGone: (runs) => {
        if (runs) this.#stillRunning++;
        this.#workers = this.#workers.filter((one) => one !== worker);
        if (!this.#closing) this.#dispatch();
      },
      onEnded: () => {
        this.#stillRunning--;
      },
    });
    this.#workers.push(worker);
    if (warmUp === undefined) return worker;
    const resolve = () => undefined; // whether it can be answered does not matter
    // If it ends before, others may too: a waiting request fails for it, so that none waits for ever.
    const reject = (error: unknown) => worker.gone && this.#queue.shift()?.reject(error);
    worker.run({ question: warmUp, onProgress: undefined, resolve, reject });
    return worker;
  }

  #begin(worker: CorpusWorker, { signal, resolve, reject, ...rest }: Waiting): void {
    const { longestMs, patienceMs, waitsForTheStopped } = this.#options;
    clearTimeout(this.#idle);
    const stop = (message: string) => {
      worker.cancel(job, patienceMs);
      if (!waitsForTheStopped) job.reject(new CorpusError('INTERRUPTED', message, 'Ask again.'));
    };
    const onAbort = () => stop('the request was cancelled');
    const timer = setTimeout(() => stop(`the answer took longer than ${longestMs / 1000} s`), longestMs);
    const settled = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const job: Job = {
      ...rest,
      resolve: (answer) => {
        settled();
        resolve(answer);
      },
      reject: (error) => {
        settled();
        reject(error);
      },
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    worker.run(job);
  }

  #onFree(worker: CorpusWorker): void {
    if (this.#options.ownMemory && worker.memoryBytes > LARGEST_MEMORY) void worker.shutdown();
    this.#dispatch();
    const { idleMs } = this.#options;
    if (idleMs === null || this.#workers.some(({ busy }) => busy)) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      for (const one of this.#workers) void one.shutdown();
    }, idleMs).unref();
  }

  /** Removes cancelled requests from the queue. */
  #forgetTakenBack(): void {
    for (const waiting of this.#queue.filter(({ signal }) => signal?.aborted === true)) {
      this.#queue.splice(this.#queue.indexOf(waiting), 1);
      waiting.reject(new CorpusError('INTERRUPTED', 'the request was cancelled', 'Ask again.'));
    }
  }

  #tellWaiting(): void {
    this.#queue.forEach(({ onWaiting }, i) => onWaiting?.(i + 1)); // one more than the queue: what is under way
  }
}

function stopping(): CorpusError {
  return new CorpusError('INTERRUPTED', 'the server is stopping', 'Start it again, then try again.');
}
