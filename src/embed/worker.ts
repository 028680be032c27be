/** One worker thread of the pool: a text in, its embedding out; leaves when it is told to and nothing is under way. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Embedding } from '../embedding.js';
import { openSession, type Session } from './transformers.js';

export type WorkerQuestion = { readonly index: number; readonly text: string } | 'leave';
export type WorkerAnswer =
  | { readonly index: number; readonly embedding: Embedding }
  | { readonly index: number; readonly failure: string };

const { folder } = workerData as { folder: string };
let session: Promise<Session> | undefined;
let underWay = 0;
let leaving = false;

parentPort!.on('message', async (question: WorkerQuestion) => {
  if (question === 'leave') leaving = true;
  else {
    underWay++;
    parentPort!.postMessage(await answer(question));
    underWay--;
  }
  if (leaving && underWay === 0) process.exit(); // ends this thread only
});

async function answer({ index, text }: { index: number; text: string }): Promise<WorkerAnswer> {
  try {
    session ??= openSession(folder);
    return { index, embedding: await (await session).embed(text) };
  } catch (error) {
    return { index, failure: error instanceof Error ? error.message : String(error) };
  }
}
