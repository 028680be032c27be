/** Opens an embedder: few texts run on this thread, many on worker threads. */
import { basename, resolve } from 'node:path';
import type { Embedding } from '../embedding.js';
import { throwIfAborted } from '../errors.js';
import type { EmbedOptions, FolderEmbedder, ModelIdentity } from './contract.js';
import { readGlossary, readSubjects } from './embedded-lines.js';
import { fingerprint } from './model-files.js';
import { layOut } from './paper-text.js';
import { openPool } from './pool.js';
import { readSpace } from './space.js';
import { openModelSession } from './transformers.js';

/**
 * Minimum length of all texts to start worker threads, that of some fifty abstracts: a thread takes about 200 ms to
 * start, an abstract 10 ms, and the phrases that a first question is compared with a millisecond each.
 */
const POOL_FROM = 60_000;

export interface EmbedderOptions {
  /** The model's folder; `models/README.md` describes its files. */
  readonly dir: string;
  /** Worker threads for many texts; 1 keeps all on this thread. */
  readonly workers: number;
}

/**
 * Opens the model in a folder.
 * @throws CorpusError MODEL_MISSING naming the folder and the files looked for; MODEL_DAMAGED where they do not load
 */
export async function openEmbedder({ dir, workers }: EmbedderOptions): Promise<FolderEmbedder> {
  const folder = resolve(dir);
  const space = readSpace(folder);
  const sha256 = await fingerprint(folder, space);
  const session = await openModelSession(folder, space);
  const probe = await session.embed('paper');
  const model: ModelIdentity = { name: basename(folder), dimension: probe.length, sha256 };
  const pool = openPool({ folder, space, sha256 }, workers);

  async function embed(
    bare: readonly string[],
    { as = 'passage', signal, onProgress }: EmbedOptions = {},
  ): Promise<Embedding[]> {
    const texts = bare.map((text) => space.prompts[as] + text);
    const distinct = [...new Set(texts)];
    const embedded = new Map<string, Embedding>();
    const report = () => onProgress?.(embedded.size);
    if (workers > 1 && distinct.reduce((sum, { length }) => sum + length, 0) >= POOL_FROM) {
      const onEmbedding = (text: string, embedding: Embedding) => {
        embedded.set(text, embedding);
        report();
      };
      await pool.embed(distinct, onEmbedding, signal);
    } else {
      for (const text of distinct) {
        throwIfAborted(signal);
        embedded.set(text, await session.embed(text));
        report();
      }
    }
    return texts.map((text) => embedded.get(text)!);
  }

  return {
    model,
    space,
    paperText: (paper) => layOut(paper, space.separator),
    embed,
    inVocabulary: session.inVocabulary,
    glossary: memoizeSuccess(() => readGlossary(folder, model.dimension)),
    subjects: memoizeSuccess(() => readSubjects(folder, model.dimension)),
    close: pool.close,
  };
}

/** Reads once; again the next time if that failed: if no more files could be opened, say. */
function memoizeSuccess<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= read();
    answer.catch(() => (answer = undefined));
    return answer;
  };
}
