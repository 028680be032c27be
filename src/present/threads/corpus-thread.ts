/**
 * One thread that holds a corpus and answers what it is asked, one question after the other.
 * The corpus is opened with the first question, and again after a failure to open it.
 */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { throwIfAborted } from '../../errors.js';
import { type Corpus, CorpusError, openCorpus } from '../../index.js';
import { answer } from './answer.js';
import type { FromThread, Question, ThreadData, ToThread } from './thread.js';

/** How much a thread gives way (nice, 0…19) to those that somebody is waiting for. */
const GIVES_WAY = 10;

const port = parentPort!;
const { options, givesWay } = workerData as ThreadData;
// On Linux this thread alone, with the embedding threads that it starts; elsewhere it would be the whole process.
if (givesWay && process.platform === 'linux') setPriority(GIVES_WAY);
const interrupts = new Map<number, AbortController>();
let opened: Promise<Corpus> | undefined;
let queue: Promise<void> = Promise.resolve();

port.on('message', (message: ToThread) => {
  if (message === 'leave') {
    for (const interrupt of interrupts.values()) interrupt.abort();
    queue = queue.then(leave);
  } else if ('forget' in message) {
    interrupts.get(message.forget)?.abort();
  } else {
    interrupts.set(message.id, new AbortController());
    queue = queue.then(() => take(message));
  }
});

async function take(question: Question): Promise<void> {
  const { id } = question;
  const { signal } = interrupts.get(id)!;
  try {
    throwIfAborted(signal);
    opened ??= openCorpus(options);
    const corpus = await opened.catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    const onProgress = (progress: unknown) => say({ id, progress });
    const context = { signal, onProgress, ...(question.upload === undefined ? {} : { upload: question.upload }) };
    say({
      id,
      answer: await answer(corpus, question.verb, question.asked as never, { ...context, known: question.known }),
    });
  } catch (error) {
    say({ id, failure: failureOf(error) });
    if (error instanceof CorpusError && error.code === 'INDEX_REPLACED') {
      await (await opened)?.close();
      opened = undefined; // the next question opens the index that is there now
    }
  } finally {
    interrupts.delete(id);
  }
}

function failureOf(error: unknown): Extract<FromThread, { failure: unknown }>['failure'] {
  if (error instanceof CorpusError)
    return { code: error.code, message: error.message, remedy: error.remedy, stack: undefined };
  return {
    code: 'FAILED',
    message: 'something unforeseen went wrong',
    remedy: 'The log of the server says more.',
    stack: error instanceof Error ? error.stack : String(error),
  };
}

function say(message: FromThread): void {
  port.postMessage(message);
}

/** Ends the thread by having nothing more to do: ended from without, ONNX Runtime would take the process with it. */
async function leave(): Promise<void> {
  await (await opened?.catch(() => undefined))?.close();
  port.close();
}
