/** The HTTP thread's view of a worker thread or process: messages, and its end. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerSetup } from './messages.js';

/**
 * Heap limit of a writing process. The largest upload needs about 600 MB; one that needs more ends that process and
 * fails only its own request.
 */
const MOST_HEAP_MB = 2_048;

/**
 * How long an abandoned thread keeps the program running. At the end of the program Node waits for every thread and
 * handles nothing meanwhile, not even the time limit of a program that was told to end. So a thread gets this time to
 * end by itself, which is longer than that limit leaves.
 */
const LINGER_MS = 1_000;

export interface Channel {
  send(message: ToWorker): void;
  /**
   * Kills it if that is safe; a thread exits when it can and soon no longer keeps the program running.
   * @returns whether it has ended
   */
  abandon(): boolean;
}

export interface Listener {
  onMessage(message: FromWorker): void;
  /** Called once when it ends. @param reason set if it was not told to exit */
  onEnd(reason?: string): void;
}

export type StartChannel = (setup: WorkerSetup, listener: Listener) => Channel;

/** For quick work: messages are cheap, but a thread cannot be killed. */
export const startThread: StartChannel = (setup, listener) => {
  const worker = new Worker(new URL('./corpus-thread.js', import.meta.url), { workerData: setup, execArgv: [] });
  let reason: string | undefined;
  worker.on('message', (message: FromWorker) => listener.onMessage(message));
  worker.on('error', (error) => {
    reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  });
  worker.once('exit', () => listener.onEnd(reason));
  return {
    send: (message) =>
      worker.postMessage(
        message,
        typeof message === 'object' && message.question.upload !== undefined
          ? [message.question.upload.bytes.buffer as ArrayBuffer]
          : [],
      ),
    abandon: () => {
      worker.postMessage('shutdown' satisfies ToWorker);
      setTimeout(() => worker.unref(), LINGER_MS).unref();
      return false;
    },
  };
};

/** For work that may be long, large, or never end. */
export const startProcess: StartChannel = (setup, listener) => {
  const { PAPERKIN_TOKEN: _secret, ...env } = process.env;
  const child = fork(fileURLToPath(new URL('./corpus-process.js', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${MOST_HEAP_MB}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env,
  });
  let lastWords = '';
  let shuttingDown = false;
  let ended = false;
  const end = (reason?: string) => {
    if (ended) return;
    ended = true;
    listener.onEnd(reason);
  };
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-4_000);
  });
  child.on('message', (message: FromWorker) => listener.onMessage(message));
  child.on('error', (error) => end(error.message));
  child.once('close', (code, signal) => {
    end(shuttingDown && code === 0 ? undefined : `it ended with ${signal ?? code}. ${lastWords}`);
  });
  const send = (message: ToWorker | { readonly setup: WorkerSetup }) => {
    if (child.connected) child.send(message, () => undefined);
  };
  send({ setup });
  return {
    send: (message) => {
      shuttingDown ||= message === 'shutdown';
      send(message);
    },
    abandon: () => {
      shuttingDown = true;
      ended = true; // its owner knows
      child.kill('SIGKILL');
      // On a busy machine a killed process of low priority takes seconds to disappear.
      child.unref();
      child.channel?.unref();
      child.stderr!.destroy();
      return true;
    },
  };
};
