/** An embedder over a model's folder: a few texts on this thread, many on worker threads. */
import { basename, resolve } from 'node:path';
import type { Embedding } from '../embedding.js';
import { throwIfAborted } from '../errors.js';
import type { Embedder, EmbedOptions, ModelIdentity } from './index.js';
import { fingerprint } from './model-files.js';
import { type EmbedderPool, openPool } from './pool.js';
import { openSession } from './transformers.js';

/**
 * From this many texts on, worker threads are started. Below it their start (about 200 ms each: import and model
 * load) costs more than they save at 10 ms a text.
 */
const POOL_FROM = 64;

export interface EmbedderOptions {
  /** The model's folder, laid out as transformers.js wants it. */
  readonly dir: string;
  /** Worker threads for many texts; 1 keeps all on this thread. */
  readonly workers: number;
}

/**
 * Opens the model in a folder.
 * @throws CorpusError MODEL_MISSING naming the folder and the files looked for; MODEL_DAMAGED where they do not load
 */
export async function openEmbedder({ dir, workers }: EmbedderOptions): Promise<Embedder> {
  const folder = resolve(dir);
  const sha256 = await fingerprint(folder);
  const session = await openSession(folder);
  const probe = await session.embed('paper');
  const model: ModelIdentity = { name: basename(folder), dimension: probe.length, sha256 };
  let pool: EmbedderPool | undefined;

  async function embed(texts: readonly string[], { signal, onProgress }: EmbedOptions = {}): Promise<Embedding[]> {
    const distinct = [...new Set(texts)];
    const embedded = new Map<string, Embedding>();
    const report = () => onProgress?.(embedded.size);
    if (distinct.length >= POOL_FROM && workers > 1) {
      pool ??= openPool(folder, workers);
      try {
        await pool.embed(
          distinct,
          (text, embedding) => {
            embedded.set(text, embedding);
            report();
          },
          signal,
        );
      } catch (error) {
        await close(); // answers still under way must not reach the next call
        throw error;
      }
    } else {
      for (const text of distinct) {
        throwIfAborted(signal);
        embedded.set(text, await session.embed(text));
        report();
      }
    }
    return texts.map((text) => embedded.get(text)!);
  }

  async function close(): Promise<void> {
    await pool?.close();
    pool = undefined;
  }

  return { model, embed, inVocabulary: session.knows, close };
}
