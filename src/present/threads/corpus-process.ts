/**
 * A corpus in a process of its own, which can be ended at any moment: everything it reported as added is safe, and its
 * memory goes back to the system. Signals for the whole group of processes are its parent's to act upon; without its
 * parent it stops.
 */
import { type Answering, answerOver } from './answering.js';
import type { ToWorker, WorkerSetup } from './messages.js';

let answering: Answering | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('message', (message: ToWorker | { readonly setup: WorkerSetup }) => {
  if (typeof message === 'object' && 'setup' in message)
    answering = answerOver(
      message.setup,
      (reply) => process.send?.(reply, () => undefined),
      () => {
        if (process.connected) process.disconnect();
      },
    );
  else answering?.take(message);
});
process.on('disconnect', () => {
  answering?.take('cancel');
  answering?.take('leave');
});
