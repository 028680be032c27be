/** One thread with a corpus, seen from the thread that speaks HTTP: questions go in, answers come back. */
import { Worker } from 'node:worker_threads';
import { CorpusError, type CorpusOptions, type ErrorCode } from '../../index.js';
import { type VerbName, verbs } from '../verbs/index.js';
import type { Upload } from '../verbs/upload.js';
import type { Answer } from './answer.js';

/**
 * A thread in the middle of long work is waited for so long when the server stops; the process then ends without it.
 */
const LONGEST_LEAVE_MS = 10_000;

/** What a thread is started with. */
export interface ThreadData {
  readonly options: CorpusOptions;
  /** Whether it lets other threads go first: long work does, so that a search or a request never waits for it. */
  readonly givesWay: boolean;
}

export interface Question {
  readonly id: number;
  readonly verb: VerbName;
  readonly asked: unknown;
  readonly upload?: Upload;
  readonly known?: string;
}
export type ToThread = Question | { readonly forget: number } | 'leave';
export type FromThread =
  | { readonly id: number; readonly progress: unknown }
  | { readonly id: number; readonly answer: Answer }
  | {
      readonly id: number;
      readonly failure: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly remedy: string;
        readonly stack: string | undefined;
      };
    };

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: unknown) => void;
  readonly upload?: Upload;
  /** Tag of an answer that the asker has. */
  readonly known?: string;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((progress: unknown) => void) | undefined;
}

export class CorpusThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 0;
  /** Whether it has answered yet: before that it loads the model and the neighbours. */
  ready = false;
  gone = false;

  constructor(
    data: ThreadData,
    readonly mostWaiting: number,
    readonly log: (line: string) => void,
  ) {
    this.#worker = new Worker(new URL('./corpus-thread.js', import.meta.url), { workerData: data, execArgv: [] });
    this.#worker.on('message', (message: FromThread) => this.#hear(message));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end());
  }

  ask(
    question: Pick<Question, 'verb' | 'asked'>,
    { signal, onProgress, upload, known }: AskOptions,
    longestMs: number | null,
  ): Promise<Answer> {
    if (this.#waiting.size >= this.mostWaiting) {
      throw new CorpusError('CORPUS_BUSY', 'too many questions are waiting for an answer', 'Ask again in a moment.');
    }
    const id = this.#nextId++;
    return new Promise<Answer>((resolve, reject) => {
      const takeBack = (message: string) => {
        this.#worker.postMessage({ forget: id } satisfies ToThread);
        if (verbs[question.verb].role !== 'writing')
          this.#settle(id)?.reject(new CorpusError('INTERRUPTED', message, 'Ask again.'));
      };
      const onAbort = () => takeBack('the question was taken back');
      const timer =
        longestMs === null
          ? undefined
          : setTimeout(() => takeBack(`the answer took longer than ${longestMs / 1000} s`), longestMs);
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      this.#waiting.set(id, {
        resolve: (answer) => {
          done();
          resolve(answer);
        },
        reject: (error) => {
          done();
          reject(error as Error);
        },
        onProgress,
      });
      const asked: Question = {
        id,
        ...question,
        ...(upload === undefined ? {} : { upload }),
        ...(known === undefined ? {} : { known }),
      };
      this.#worker.postMessage(
        asked satisfies ToThread,
        upload === undefined ? [] : [upload.bytes.buffer as ArrayBuffer],
      );
      if (signal?.aborted === true) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  leave(): Promise<void> {
    if (this.gone) return Promise.resolve();
    return new Promise((resolve) => {
      const patience = setTimeout(() => {
        this.#worker.unref();
        resolve();
      }, LONGEST_LEAVE_MS);
      this.#worker.once('exit', () => {
        clearTimeout(patience);
        resolve();
      });
      this.#worker.postMessage('leave' satisfies ToThread);
    });
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #hear(message: FromThread): void {
    if ('progress' in message) {
      this.#waiting.get(message.id)?.onProgress?.(message.progress);
      return;
    }
    this.ready = true;
    const waiting = this.#settle(message.id);
    if ('answer' in message) {
      waiting?.resolve(message.answer);
      return;
    }
    const { code, message: said, remedy, stack } = message.failure;
    if (stack !== undefined) this.log(stack);
    waiting?.reject(new CorpusError(code, said, remedy));
  }

  #end(error?: unknown): void {
    this.gone = true;
    if (error !== undefined) this.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    for (const id of [...this.#waiting.keys()]) {
      this.#settle(id)?.reject(
        new CorpusError(
          'FAILED',
          'the thread that was to answer stopped',
          'Ask again; the log of the server says more.',
          error,
        ),
      );
    }
  }
}
