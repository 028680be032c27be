/** What a model's folder must hold, and what is said where it does not. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CorpusError } from '../errors.js';

/** What a sentence-transformer's folder must hold, as transformers.js wants it laid out. */
const MODEL_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'] as const;

/**
 * sha256 over tokeniser and weights, in that order: what an index remembers of its model.
 * @throws CorpusError MODEL_MISSING naming the folder and the files that could not be read
 */
export async function fingerprint(folder: string): Promise<string> {
  const missing: string[] = [];
  const hash = createHash('sha256');
  for (const file of MODEL_FILES) {
    try {
      const bytes = await readFile(join(folder, file));
      if (file === 'tokenizer.json' || file.endsWith('.onnx')) hash.update(bytes);
    } catch {
      missing.push(file);
    }
  }
  if (missing.length > 0) {
    throw new CorpusError(
      'MODEL_MISSING',
      `no model in ${folder}: ${missing.join(', ')} could not be read`,
      remedyFor(folder),
    );
  }
  return hash.digest('hex');
}

/** The refusal of files that are there and do not load. */
export function damaged(folder: string, cause: unknown): CorpusError {
  const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!;
  return new CorpusError('MODEL_DAMAGED', `the model in ${folder} does not load: ${reason}`, remedyFor(folder), cause);
}

function remedyFor(folder: string): string {
  return `Put the model's files (${MODEL_FILES.join(', ')}) into ${folder}, or name another folder with --model DIR.`;
}
