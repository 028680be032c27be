/** A corpus in a thread of its own; see `answering.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerOver } from './answering.js';
import type { ToWorker, WorkerSetup } from './messages.js';

const port = parentPort!;
// Ends by having nothing more to do: ended from without, ONNX Runtime would take the process with it.
const answering = answerOver(
  workerData as WorkerSetup,
  (message) => port.postMessage(message),
  () => port.close(),
);
port.on('message', (message: ToWorker) => answering.take(message));
