/**
 * Embeds with transformers.js on ONNX Runtime, from a folder, never from the network. The only file that imports it.
 *
 * One text a call: an int8 model scales activations over the whole input of a call, so in a batch the embedding of a
 * text would depend on the other texts (cosine to itself alone 0.993–0.999; see the model card).
 */
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import type { Embedding } from '../embedding.js';
import { damaged } from './model-files.js';
import { pool, type TokenStates } from './pooling.js';
import type { EmbeddingSpace } from './space.js';

export interface ModelSession {
  /** Embeds one text, with its prompt. */
  embed(text: string): Promise<Embedding>;
  /** Whether a word in lower case is a whole token of the model's vocabulary. */
  inVocabulary(word: string): boolean;
}

/** Output names of token states: those of transformers and of sentence-transformers. */
const STATES = ['last_hidden_state', 'token_embeddings'] as const;

/**
 * Loads tokeniser and weights; used by this thread and by every worker.
 * @throws CorpusError MODEL_DAMAGED where they do not load
 */
export async function openModelSession(
  folder: string,
  { weights, pooling, maxTokens }: EmbeddingSpace,
): Promise<ModelSession> {
  const { AutoModel, AutoTokenizer, env } = withoutImages();
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = dirname(folder);
  env.useFSCache = false;
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(basename(folder), { local_files_only: true });
    const model = await AutoModel.from_pretrained(basename(folder), {
      subfolder: dirname(weights),
      model_file_name: basename(weights, '.onnx'),
      dtype: 'fp32', // adds nothing to the name of the file, which says what it is
      device: 'cpu',
      local_files_only: true,
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
    });
    const encode = (text: string) => tokenizer(text, { truncation: true, max_length: maxTokens, padding: false });
    const closing = closingToken((await encode('a')).input_ids.data, tokenizer);
    return {
      inVocabulary: (word) => tokenizer.tokenize(word).length === 1,
      embed: async (text) => {
        try {
          const input = await encode(text);
          closeWith(closing, input.input_ids.data);
          return pool(statesOf(await model(input)), pooling);
        } catch (cause) {
          throw damaged(folder, cause); // damaged weights may load: sound ones give every text a direction
        }
      },
    };
  } catch (cause) {
    throw damaged(folder, cause);
  }
}

function statesOf(output: Readonly<Record<string, TokenStates | undefined>>): TokenStates {
  const states = STATES.map((name) => output[name]).find((one) => one !== undefined);
  if (states === undefined) throw new TypeError(`it gives ${Object.keys(output).join(', ')}, not ${STATES[0]}`);
  return states;
}

/**
 * Loads transformers.js without its image library, which takes half of the start-up time. It is loaded when another
 * part of the process opens an image.
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
      exports: (...args: unknown[]) => theirs('sharp')(...args),
    } as NodeJS.Module;
  try {
    return require('@xenova/transformers');
  } finally {
    if (!loaded) delete theirs.cache[images];
  }
}

/** The token that ends every text, if the tokenizer adds one. */
function closingToken(
  tokens: BigInt64Array,
  { sep_token_id, eos_token_id }: { readonly sep_token_id?: number; readonly eos_token_id?: number },
): bigint | undefined {
  const last = tokens.at(-1);
  return [sep_token_id, eos_token_id].some((id) => id !== undefined && BigInt(id) === last) ? last : undefined;
}

/**
 * transformers.js truncates the closing token of long texts, but models are trained with it (`reference.jsonl` of the
 * built-in model shows the difference).
 */
function closeWith(closing: bigint | undefined, tokens: BigInt64Array): void {
  if (closing !== undefined && tokens.length > 0) tokens[tokens.length - 1] = closing;
}
