/**
 * The shipped way to embed: transformers.js on ONNX Runtime, from a folder, never from the network.
 * The only file that imports it.
 *
 * Mean of `last_hidden_state` over the attention mask, scaled to unit length (Reimers & Gurevych 2019,
 * Sentence-BERT, section 3). One text a call: int8 activations are scaled over the whole input of a call, so in a
 * batch a text's embedding would depend on its neighbours (cosine to itself alone 0.993–0.999; the model's card).
 */
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { type Embedding, toUnitLength } from '../embedding.js';
import { damaged } from './model-files.js';

/**
 * Tokens of a text that are read; the rest is cut off. The shipped model was trained on 256 (its card);
 * the README's table "Whole abstracts" gives what 128, 256, 384 and 512 cost and bring.
 */
export const MAX_TOKENS = 256;

export interface Session {
  /** Embeds one text by itself. */
  embed(text: string): Promise<Embedding>;
  /** Whether a word in lower case is a whole token of the model's vocabulary. */
  knows(word: string): boolean;
}

/**
 * Loads tokeniser and weights; used by this thread and by every worker.
 * @throws CorpusError MODEL_DAMAGED where they do not load
 */
export async function openSession(folder: string): Promise<Session> {
  const { AutoModel, AutoTokenizer, env } = withoutImages();
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = dirname(folder);
  env.useFSCache = false;
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(basename(folder), { local_files_only: true });
    const model = await AutoModel.from_pretrained(basename(folder), {
      dtype: 'q8',
      device: 'cpu',
      local_files_only: true,
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
    });
    return {
      knows: (word) => tokenizer.tokenize(word).length === 1,
      embed: async (text) => {
        try {
          const input = await tokenizer(text, { truncation: true, max_length: MAX_TOKENS, padding: false });
          closeWith(tokenizer.sep_token_id, input.input_ids.data);
          const output = await model(input);
          return meanOverTokens(output['last_hidden_state']);
        } catch (cause) {
          throw damaged(folder, cause); // weights may load and be wrong: of no text do sound ones give a mean without length
        }
      },
    };
  } catch (cause) {
    throw damaged(folder, cause);
  }
}

/**
 * transformers.js, but the image library that it loads besides, half of the time until the first embedding, only when
 * an image is opened: by another part of the same process, for no text needs it.
 */
function withoutImages(): typeof import('@xenova/transformers') {
  const require = createRequire(import.meta.url);
  const theirs = createRequire(require.resolve('@xenova/transformers'));
  const images = theirs.resolve('sharp');
  const loaded = images in theirs.cache;
  if (!loaded)
    theirs.cache[images] = {
      id: images,
      filename: images,
      loaded: true,
      exports: (...given: unknown[]) => theirs('sharp')(...given),
    } as NodeJS.Module;
  try {
    return require('@xenova/transformers');
  } finally {
    if (!loaded) delete theirs.cache[images];
  }
}

/**
 * transformers.js cuts a long text's closing token off with the rest; the model was trained with it (its card,
 * `reference.jsonl`).
 */
function closeWith(closing: number | undefined, tokens: BigInt64Array): void {
  if (closing !== undefined && tokens.length > 0) tokens[tokens.length - 1] = BigInt(closing);
}

/** [1, tokens, dimension] → the unit-length mean over the tokens; one text a call, so every token is in the mask. */
function meanOverTokens(hidden: { dims: number[]; data: ArrayLike<number> }): Embedding {
  const [, tokens, dimension] = hidden.dims as [number, number, number];
  const mean = new Float32Array(dimension);
  for (let token = 0; token < tokens; token++) {
    for (let i = 0; i < dimension; i++) mean[i]! += hidden.data[token * dimension + i]!;
  }
  return toUnitLength(mean);
}
