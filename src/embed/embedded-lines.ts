/**
 * What a model folder may have beside the model, each a text and quantized embeddings in two files: a glossary, terms
 * of research with descriptions in everyday words; and subjects with the centroids of papers about them.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { QuantizedEmbeddings } from '../embedding.js';
import { CorpusError, codeOf } from '../errors.js';
import type { Glossary, Subjects } from './contract.js';

/** A line an entry: forms of the term separated by `|`, a tab, and the description. */
export async function readGlossary(folder: string, dimension: number): Promise<Glossary | undefined> {
  const read = await readEmbeddedLines(folder, 'glossary', dimension);
  if (read === undefined) return undefined;
  const entries = read.lines.map((line) => {
    const [forms, description] = line.split('\t');
    if (description === undefined) throw damaged(folder, 'glossary');
    return { forms: forms!.split(' | '), description };
  });
  return { entries, embeddings: read.embeddings };
}

/** A line a subject: its names separated by `|`. */
export async function readSubjects(folder: string, dimension: number): Promise<Subjects | undefined> {
  const read = await readEmbeddedLines(folder, 'subjects', dimension);
  return read && { names: read.lines.map((line) => line.split(' | ')), centroids: read.embeddings };
}

/**
 * Lines of NAME.tsv, and of NAME.i8 the embedding of each, in order.
 * @returns undefined if the folder has neither file
 * @throws CorpusError MODEL_DAMAGED if only one of its files is there, or if they do not belong together
 */
async function readEmbeddedLines(
  folder: string,
  name: string,
  dimension: number,
): Promise<{ readonly lines: readonly string[]; readonly embeddings: QuantizedEmbeddings } | undefined> {
  const [text, embeddings] = await Promise.all(['tsv', 'i8'].map((ending) => contentOf(folder, `${name}.${ending}`)));
  if (text === undefined && embeddings === undefined) return undefined;
  const lines = (text?.toString('utf8') ?? '').split(/\r?\n/).filter((line) => line !== '');
  if (embeddings?.length !== lines.length * dimension) throw damaged(folder, name);
  return { lines, embeddings: new Int8Array(embeddings.buffer, embeddings.byteOffset, embeddings.length) };
}

function damaged(folder: string, name: string): CorpusError {
  return new CorpusError(
    'MODEL_DAMAGED',
    `${name}.i8 of the model in ${folder} does not belong to its ${name}.tsv`,
    'Install paperkin again; or remove both files, and their lines in SHA256SUMS if it is there, to do without them.',
  );
}

async function contentOf(folder: string, file: string): Promise<Buffer | undefined> {
  return readFile(join(folder, file)).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
}
