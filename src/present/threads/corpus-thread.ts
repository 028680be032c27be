/** A corpus in a worker thread; see `answering.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerOver } from './answering.js';
import type { ToWorker, WorkerSetup } from './messages.js';

const port = parentPort!;
// Ends when it has no more work: terminating the thread would crash ONNX Runtime and the process.
const answering = answerOver(
  workerData as WorkerSetup,
  (message) => port.postMessage(message),
  () => port.close(),
);
port.on('message', (message: ToWorker) => answering.take(message));
