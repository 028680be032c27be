/**
 * A corpus in a separate process, which can be killed at any moment: everything it reported as added is safe, and its
 * memory returns to the system. It leaves signals for the process group to its parent, and exits when the parent is
 * gone.
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
  answering?.take('shutdown');
});
