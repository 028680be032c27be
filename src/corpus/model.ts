/** The model for an index: the one given, the one that the index was built with, or the built-in one. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Embedder, type FolderEmbedder, openEmbedder, type Subjects } from '../embed/index.js';
import type { Embedding } from '../embedding.js';
import { CorpusError } from '../errors.js';
import type { OpenIndex } from '../ingest/index.js';
import { modelDiffers, type Store, type StoreView } from '../store/index.js';

/** The model that comes with paperkin. */
export const SHIPPED_MODEL = fileURLToPath(new URL('../../models/abstract-minilm-l3', import.meta.url));

/** Opens the model for writing; the index stores the folder of a model that is not the built-in one. */
export async function openModel(dir: string, workers: number): Promise<FolderEmbedder> {
  const embedder = await openEmbedder({ dir, workers });
  const folder = resolve(dir);
  return folder === SHIPPED_MODEL ? embedder : { ...embedder, model: { ...embedder.model, folder } };
}

/**
 * Opens the model of an index.
 * @param dir the folder that was named, if one was
 * @throws CorpusError MODEL_MISSING, MODEL_DAMAGED; MODEL_DIFFERS where the index was made with another one
 */
export async function openModelOf(store: Store, dir: string | undefined, workers: number): Promise<FolderEmbedder> {
  return store.read((view) => openModelFor(view, store.location, dir, workers));
}

async function openModelFor(
  view: StoreView,
  location: string,
  dir: string | undefined,
  workers: number,
): Promise<FolderEmbedder> {
  const { model: stored, embeddings } = await view.status();
  const folder = dir ?? stored?.folder ?? SHIPPED_MODEL;
  const gone = dir === undefined && !existsSync(folder);
  const embedder = await openModel(gone ? SHIPPED_MODEL : folder, workers);
  if (stored === null || embeddings === 0) return embedder;
  if (stored.sha256 === embedder.model.sha256) return { ...embedder, model: stored };
  await embedder.close();
  throw gone ? modelGone(location, stored.name, folder) : modelDiffers(location, stored, embedder.model);
}

function modelGone(location: string, name: string, folder: string): CorpusError {
  return new CorpusError(
    'MODEL_MISSING',
    `the model ${name} of the index in ${location} is not in ${folder}`,
    'Name its folder with --model DIR. If it was moved, `paperkin reembed --model DIR` records the new folder and ' +
      'embeds nothing; `paperkin reembed` changes to the model that comes with paperkin.',
  );
}

export interface IndexModel {
  /** The model of the embeddings in a snapshot: another process may have embedded all papers with another one. */
  embedderOf(view: StoreView): Promise<Embedder>;
  close(): Promise<void>;
}

/** The model of an index, loaded when it is first needed; if that fails, again the next time. */
export function indexModel(store: Store, dir: string | undefined, workers: number): IndexModel {
  let opening: Promise<FolderEmbedder> | undefined;
  const forget = (one: typeof opening) => {
    if (opening === one) opening = undefined;
  };

  async function embedderOf(view: StoreView): Promise<Embedder> {
    opening ??= openModelFor(view, store.location, dir, workers);
    const mine = opening;
    try {
      const embedder = await mine;
      if (await isOf(view, embedder)) return embedder;
      if (opening === mine) await embedder.close();
    } catch (error) {
      forget(mine);
      throw error;
    }
    forget(mine);
    return embedderOf(view);
  }

  return {
    embedderOf,
    close: async () => (await opening?.catch(() => undefined))?.close(),
  };
}

/** Some models have another prompt for a question than for a paper. */
export function embedQueries({
  embedder,
}: Pick<OpenIndex, 'embedder'>): (texts: readonly string[]) => Promise<Embedding[]> {
  return async (texts) => (await embedder()).embed(texts, { as: 'query' });
}

/** Those of the model of an index: see `Embedder.subjects`. */
export function subjectsOf({ embedder }: Pick<OpenIndex, 'embedder'>): () => Promise<Subjects | undefined> {
  return async () => (await embedder()).subjects();
}

async function isOf(view: StoreView, { model }: Embedder): Promise<boolean> {
  const stored = await view.model();
  return stored === null || stored.sha256 === model.sha256 || (await view.status()).embeddings === 0;
}
