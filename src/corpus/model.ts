/** The model for an index: the one given, the one that the index was built with, or the built-in one. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FolderEmbedder, openEmbedder } from '../embed/index.js';
import { modelDiffers, type Store, type StoredModel } from '../store/index.js';

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
  const { model: stored, embeddings } = await store.read((view) => view.status());
  const embedder = await openModel(dir ?? rememberedFolder(stored) ?? SHIPPED_MODEL, workers);
  if (stored === null || embeddings === 0 || stored.sha256 === embedder.model.sha256) return embedder;
  // The fingerprint of earlier versions of paperkin; the embeddings are the same.
  if (stored.sha256 === embedder.earlierSha256) return { ...embedder, model: stored };
  await embedder.close();
  throw modelDiffers(store.location, stored, embedder.model);
}

function rememberedFolder(stored: StoredModel | null): string | undefined {
  return stored?.folder !== undefined && existsSync(stored.folder) ? stored.folder : undefined;
}
