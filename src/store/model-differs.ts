/** The error for another model than that of the index, and when it is one. */
import { CorpusError } from '../errors.js';
import type { StoredModel } from './shapes.js';

/** @param location of the index @returns MODEL_DIFFERS, with both models and the remedy */
export function modelDiffers(location: string, stored: StoredModel, offered: StoredModel): CorpusError {
  const named = ({ name, sha256 }: StoredModel) => `${name} (sha256 ${sha256.slice(0, 12)}…)`;
  return new CorpusError(
    'MODEL_DIFFERS',
    `the index in ${location} was made with the model ${named(stored)}, not ${named(offered)}`,
    'Leave out --model and PAPERKIN_MODEL to use the model of the index, or change the index to the other one with ' +
      '`paperkin reembed`, and --model DIR if it is one of your own.',
  );
}

/** Whether a model is stored as it is, its folder included. @param stored none before the first embeddings */
export function isSameModel(stored: StoredModel | null, offered: StoredModel): boolean {
  return stored?.sha256 === offered.sha256 && stored.folder === offered.folder;
}

/** For an index with embeddings. @throws CorpusError MODEL_DIFFERS */
export function requireModel(location: string, stored: StoredModel | null, offered: StoredModel): void {
  if (stored !== null && stored.sha256 !== offered.sha256) throw modelDiffers(location, stored, offered);
}
