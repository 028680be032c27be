/** The glossary of a model folder: terms of research with descriptions in everyday words, and their embeddings. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CorpusError, codeOf } from '../errors.js';
import type { Glossary } from './contract.js';

/** A line an entry: forms of the term separated by `|`, a tab, and the description. */
const TEXT = 'glossary.tsv';
/** The quantized embedding of each description, in order. */
const EMBEDDINGS = 'glossary.i8';

/**
 * @returns undefined if the folder has none
 * @throws CorpusError MODEL_DAMAGED if only one of its files is there, or if they do not belong together
 */
export async function readGlossary(folder: string, dimension: number): Promise<Glossary | undefined> {
  const [text, embeddings] = await Promise.all([TEXT, EMBEDDINGS].map((file) => contentOf(folder, file)));
  if (text === undefined && embeddings === undefined) return undefined;
  const entries = (text?.toString('utf8') ?? '').split('\n').flatMap((line) => {
    const [forms, description] = line.split('\t');
    return forms === undefined || description === undefined ? [] : [{ forms: forms.split(' | '), description }];
  });
  if (embeddings?.length !== entries.length * dimension)
    throw new CorpusError(
      'MODEL_DAMAGED',
      `${EMBEDDINGS} of the model in ${folder} does not belong to its ${TEXT}`,
      'Install paperkin again, or remove both files: then search does without a glossary.',
    );
  return { entries, embeddings: new Int8Array(embeddings.buffer, embeddings.byteOffset, embeddings.length) };
}

async function contentOf(folder: string, file: string): Promise<Buffer | undefined> {
  return readFile(join(folder, file)).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
}
