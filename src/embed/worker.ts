/** One worker thread of the pool: a text in, its embedding out; exits when it is told to and no call is running. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Embedding } from '../embedding.js';
import { messageOf } from '../errors.js';
import { fingerprint } from './model-files.js';
import type { EmbeddingSpace } from './space.js';
import { type ModelSession, openModelSession } from './transformers.js';

export interface WorkerModel {
  readonly folder: string;
  readonly space: EmbeddingSpace;
  /** The fingerprint of the files that the other threads loaded. */
  readonly sha256: string;
}

export type WorkerQuestion = { readonly index: number; readonly text: string } | 'shutdown';
export type WorkerAnswer =
  | { readonly index: number; readonly embedding: Embedding }
  | { readonly index: number; readonly failure: string };

const { folder, space, sha256 } = workerData as WorkerModel;
let session: Promise<ModelSession> | undefined;
let running = 0;
let closing = false;

parentPort!.on('message', async (question: WorkerQuestion) => {
  if (question === 'shutdown') closing = true;
  else {
    running++;
    parentPort!.postMessage(await answer(question));
    running--;
  }
  if (closing && running === 0) process.exit(); // ends this thread only
});

async function answer({ index, text }: { index: number; text: string }): Promise<WorkerAnswer> {
  try {
    session ??= openSame();
    return { index, embedding: await (await session).embed(text) };
  } catch (error) {
    return { index, failure: messageOf(error) };
  }
}

/** @throws Error if the files were replaced since: embeddings of two models would be stored as of one */
async function openSame(): Promise<ModelSession> {
  if ((await fingerprint(folder, space)) !== sha256)
    throw new Error(`the files of the model in ${folder} changed while it was in use`);
  return openModelSession(folder, space);
}
