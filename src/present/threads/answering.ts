/** Answers the messages of a channel from a corpus, one request after the other, in a thread or a process. */
import { setPriority } from 'node:os';
import { throwIfAborted } from '../../errors.js';
import { CorpusError } from '../../index.js';
import { answer } from './answer.js';
import { corpusOnDemand } from './corpus-on-demand.js';
import type { Failure, FromWorker, Question, ToWorker, WorkerSetup } from './messages.js';

/** Niceness of long work (0…19), so that quick requests run first. */
const GIVES_WAY = 10;
/** How long a measure of memory is passed on again: asking the system takes half a millisecond. */
const MEMORY_MEASURED_MS = 250;

/** Unconfirmed progress messages at most; beyond that, work may wait for its reader. */
const MOST_AHEAD = 4;

export interface Answering {
  take(message: ToWorker): void;
}

/** @param end called when the corpus is closed */
export function answerOver(setup: WorkerSetup, send: (message: FromWorker) => void, end: () => void): Answering {
  if (setup.givesWay) giveWay();
  const corpus = corpusOnDemand(setup.options);
  let underWay: AbortController | undefined;
  const pace = paceOf(send);
  const memoryBytes = memoryMeter();

  async function reply({ verb, request, upload, known }: Question, { signal }: AbortController): Promise<void> {
    try {
      throwIfAborted(signal);
      const context = { known, signal, onProgress: pace.report, upload };
      const result = await corpus.ask((opened) => answer(opened, verb, request as never, context));
      send({ answer: result, memoryBytes: memoryBytes() });
    } catch (error) {
      send({ failure: failureOf(error), memoryBytes: memoryBytes() });
    }
  }

  return {
    take: (message) => {
      if (message === 'cancel') {
        underWay?.abort();
        pace.release();
      } else if (message === 'taken') pace.taken();
      else if (message === 'shutdown') void corpus.close().finally(end);
      else {
        const current = new AbortController();
        underWay = current;
        pace.release();
        void reply(message.question, current);
      }
    },
  };
}

function memoryMeter(): () => number {
  let [bytes, at] = [0, -Infinity];
  return () => {
    const now = performance.now();
    if (now - at > MEMORY_MEASURED_MS) [bytes, at] = [process.memoryUsage.rss(), now];
    return bytes;
  };
}

/** Sends progress, and says when the next message may follow. */
function paceOf(send: (message: FromWorker) => void) {
  let ahead = 0;
  let resume: (() => void) | undefined;
  const release = () => {
    ahead = 0;
    resume?.();
  };
  return {
    report: (progress: unknown): Promise<void> => {
      send({ progress });
      if (++ahead < MOST_AHEAD) return Promise.resolve();
      return new Promise<void>((resolve) => {
        resume = resolve;
      });
    },
    taken: () => {
      if (--ahead < MOST_AHEAD) resume?.();
    },
    release,
  };
}

function giveWay(): void {
  try {
    setPriority(GIVES_WAY);
  } catch {
    // if the system refuses, long work runs with normal priority
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof CorpusError)
    return { code: error.code, message: error.message, remedy: error.remedy, stack: undefined };
  return {
    code: 'FAILED',
    message: 'an unexpected error occurred',
    remedy: 'See the log of the server.',
    stack: error instanceof Error ? error.stack : String(error),
  };
}
