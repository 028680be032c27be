/** Files of a model folder, their fingerprint, and errors for missing files. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CorpusError, codeOf, isAbsent, messageOf } from '../errors.js';
import { checkPublished } from './published.js';
import { DESCRIPTION_FILES, type EmbeddingSpace, poolingFile } from './space.js';

const REQUIRED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const;

/**
 * @returns the sha256 over the space's description and every file that shapes an embedding
 * @throws CorpusError MODEL_MISSING naming the folder and the files that are not there; MODEL_DAMAGED naming a file
 *   that cannot be read, or is not the published one
 */
export async function fingerprint(folder: string, space: EmbeddingSpace): Promise<string> {
  const { weights } = space;
  const bytes = new Map<string, Buffer>();
  const files = [...DESCRIPTION_FILES, poolingFile(folder), weights, `${weights}_data`];
  await Promise.all(
    files.map(async (file) => {
      const content = await read(folder, file);
      if (content !== undefined) bytes.set(file, content);
    }),
  );
  const missing = [...REQUIRED, weights].filter((file) => !bytes.has(file));
  if (missing.length > 0) {
    throw new CorpusError(
      'MODEL_MISSING',
      `no model in ${folder}: ${missing.join(', ')} could not be read`,
      remedyFor(folder),
    );
  }
  await checkPublished(folder, async (file) => bytes.get(file) ?? read(folder, file));
  const sums = files.flatMap((file) => (bytes.has(file) ? [[file, sha256(bytes.get(file)!)]] : []));
  return sha256(JSON.stringify([space, sums]));
}

/** @returns `undefined` if the file is absent @throws CorpusError MODEL_DAMAGED if it cannot be read */
async function read(folder: string, file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(join(folder, file));
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw damaged(folder, cause, `${file} cannot be read`);
  }
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Error for files that exist but do not load; the same error where no file can be opened. */
export function damaged(folder: string, cause: unknown, what = 'it does not load'): unknown {
  if (['EMFILE', 'ENFILE'].includes(codeOf(cause) ?? '')) return cause;
  const reason = messageOf(cause).split('\n')[0]!;
  return new CorpusError(
    'MODEL_DAMAGED',
    `the model in ${folder} cannot be used: ${what}: ${reason}`,
    remedyFor(folder),
    cause,
  );
}

function remedyFor(folder: string): string {
  const files = [...REQUIRED, 'onnx/model_quantized.onnx or onnx/model.onnx'];
  return `Put the model's files (${files.join(', ')}) into ${folder}, or name another folder with --model DIR.`;
}
