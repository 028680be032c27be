/** One thread or process with a corpus: takes one request at a time and reports progress and the answer. */
import { saysOutOfMemory } from '../../errors.js';
import { CorpusError } from '../../index.js';
import type { Answer } from './answer.js';
import type { Channel, StartChannel } from './channel.js';
import type { Failure, FromWorker, Question, WorkerSetup } from './messages.js';

/** How long a worker may take to exit before it is abandoned: less than the program has. */
const LEAVE_MS = 3_000;

export interface Job {
  readonly question: Question;
  readonly onProgress: ((progress: unknown) => void | Promise<void>) | undefined;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export interface WorkerEvents {
  /** It has answered and is idle. */
  onFree(): void;
  /** It has ended. @param runs whether it could not be killed; `onEnded` reports when it ends */
  onGone(runs: boolean): void;
  onEnded(): void;
  log(line: string): void;
}

export class CorpusWorker {
  readonly #channel: Channel;
  readonly #events: WorkerEvents;
  #job: Job | undefined;
  #patience: NodeJS.Timeout | undefined;
  #left: (() => void) | undefined;
  /** Whether it has answered before: until then it loads the model and the neighbours. */
  ready = false;
  gone = false;
  /** Resident memory after its last answer; for a thread, that of the whole program. */
  memoryBytes = 0;

  constructor(start: StartChannel, setup: WorkerSetup, events: WorkerEvents) {
    this.#events = events;
    this.#channel = start(setup, {
      onMessage: (message) => this.#hear(message),
      onEnd: (reason) => this.#end(reason),
    });
  }

  get busy(): boolean {
    return this.#job !== undefined;
  }

  /** Whether it is idle. */
  get free(): boolean {
    return !this.busy && !this.gone && this.#left === undefined;
  }

  run(job: Job): void {
    this.#job = job;
    this.#channel.send({ question: job.question });
  }

  /** Stops the current request. If that takes longer than `patienceMs`, the worker is abandoned. */
  cancel(job: Job, patienceMs: number): void {
    if (this.#job !== job) return;
    this.#channel.send('cancel');
    this.#waitFor(patienceMs, 'it did not stop when told to');
  }

  /** Settles when it has closed its corpus and ended, or was abandoned. */
  async shutdown(): Promise<void> {
    if (this.gone) return;
    this.#channel.send(this.busy ? 'cancel' : 'shutdown');
    this.#waitFor(LEAVE_MS, 'it did not exit when told to');
    await new Promise<void>((resolve) => {
      this.#left = resolve;
    });
  }

  #waitFor(ms: number, reason: string): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#end(reason, !this.#channel.abandon()), ms);
  }

  #hear(message: FromWorker): void {
    if (this.gone) return;
    if ('progress' in message) {
      void this.#passOn(message.progress);
      return;
    }
    const job = this.#job;
    this.#job = undefined;
    if (this.#left === undefined) clearTimeout(this.#patience);
    this.ready = true;
    this.memoryBytes = message.memoryBytes;
    if ('answer' in message) job?.resolve(message.answer);
    else job?.reject(this.#errorOf(message.failure));
    if (this.#left === undefined) this.#events.onFree();
    else this.#channel.send('shutdown');
  }

  async #passOn(progress: unknown): Promise<void> {
    await this.#job?.onProgress?.(progress);
    if (!this.gone) this.#channel.send('taken');
  }

  #errorOf({ code, message, remedy, stack }: Failure): CorpusError {
    if (stack !== undefined) this.#events.log(stack);
    return new CorpusError(code, message, remedy);
  }

  #end(reason?: string, runs = false): void {
    if (this.gone) return this.#events.onEnded();
    this.gone = true;
    clearTimeout(this.#patience);
    if (reason !== undefined) this.#events.log(`A worker ended: ${reason}`);
    this.#job?.reject(stoppedFor(reason));
    this.#job = undefined;
    this.#left?.();
    this.#events.onGone(runs);
  }
}

function stoppedFor(reason: string | undefined): CorpusError {
  return saysOutOfMemory(reason)
    ? new CorpusError(
        'FAILED',
        'this needs more memory than the server gives to one request',
        'Send less at once, or use the command line.',
      )
    : new CorpusError('FAILED', 'the worker stopped before it answered', 'Try again; see the log of the server.');
}
