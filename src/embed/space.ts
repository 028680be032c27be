/**
 * Describes an embedding space: everything that affects the embedding of a text.
 *
 * Read from the files of sentence-transformers (`modules.json`, `1_Pooling/config.json`, `sentence_bert_config.json`,
 * `config_sentence_transformers.json`). `paperkin.json` overrides them, for models that describe their prompts only on
 * a web page. Defaults are those of the built-in model.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { CorpusError, isAbsent, messageOf } from '../errors.js';

/** How token states become one embedding. */
export type Pooling = 'mean' | 'cls' | 'last' | 'max';

export interface EmbeddingSpace {
  /** The ONNX file, below the model's folder. */
  readonly weights: string;
  readonly pooling: Pooling;
  /** Maximum number of tokens, special tokens included. */
  readonly maxTokens: number;
  /** Prompt before a text; empty for most models. */
  readonly prompts: { readonly query: string; readonly passage: string };
  /** Separator of title and abstract. */
  readonly separator: string;
}

/**
 * Default maximum of tokens. The built-in model was trained with 256 (see its card); `docs/quality-and-speed.md`
 * ("Whole abstracts") compares 128, 256, 384 and 512.
 */
const MAX_TOKENS = 256;
/** The separator that the built-in model was trained with (see its card). */
const SEPARATOR = '. ';

/** Description files beside the weights; those that exist are part of the fingerprint. */
export const DESCRIPTION_FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'modules.json',
  'sentence_bert_config.json',
  'config_sentence_transformers.json',
  'paperkin.json',
] as const;

/** Weight files in order of preference: int8 is the fastest on a CPU, and the smallest. */
const WEIGHTS = ['model_quantized', 'model_int8', 'model_uint8', 'model', 'model_fp16', 'model_q4'].map(
  (name) => `onnx/${name}.onnx`,
);

const POOLINGS: Readonly<Record<string, Pooling>> = {
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_mean_sqrt_len_tokens: 'mean', // the same direction
  pooling_mode_cls_token: 'cls',
  pooling_mode_lasttoken: 'last',
  pooling_mode_max_tokens: 'max',
};
/** Supported layers after the transformer; models with a dense layer are refused. */
const MODULES = /\.(Transformer|Pooling|Normalize)$/;

type Json = Readonly<Record<string, unknown>>;

/** `paperkin.json` */
interface Own {
  readonly weights?: string;
  readonly pooling?: Pooling;
  readonly maxTokens?: number;
  readonly separator?: string;
  readonly prompts?: Partial<EmbeddingSpace['prompts']>;
}

/** What each field of `paperkin.json` takes. A misspelt field is refused: it would change every embedding unnoticed. */
const OWN_FIELDS: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['weights', isText],
  ['pooling', (value: unknown) => Object.values<unknown>(POOLINGS).includes(value)],
  ['maxTokens', isCount],
  ['separator', isText],
  [
    'prompts',
    (value: unknown) =>
      Object.entries(object(value) ?? { value }).every(
        ([field, prompt]) => ['query', 'passage'].includes(field) && isText(prompt),
      ),
  ],
]);

/** @throws CorpusError MODEL_DAMAGED if a file is not JSON or requires an unsupported feature */
export function readSpace(folder: string): EmbeddingSpace {
  const json = (file: string) => readJson(folder, file);
  const own = readOwn(folder);
  const prompts = object(json('config_sentence_transformers.json')?.['prompts']) ?? {};
  const one = (...values: unknown[]) => values.find((value) => typeof value === 'string') as string | undefined;
  const tokens = json('sentence_bert_config.json')?.['max_seq_length'];
  return {
    weights: own.weights ?? weightsOf(folder),
    pooling: poolingOf(folder, own.pooling),
    maxTokens: own.maxTokens ?? (isCount(tokens) ? tokens : MAX_TOKENS),
    prompts: {
      query: one(own.prompts?.query, prompts['query']) ?? '',
      passage: one(own.prompts?.passage, prompts['passage'], prompts['document']) ?? '',
    },
    separator: own.separator ?? SEPARATOR,
  };
}

function readOwn(folder: string): Own {
  const own = readJson(folder, 'paperkin.json') ?? {};
  for (const [field, value] of Object.entries(own)) {
    const fits = OWN_FIELDS.get(field);
    if (fits === undefined) throw unsupported(folder, `paperkin.json has the unknown field ${JSON.stringify(field)}`);
    if (!fits(value)) throw unsupported(folder, `${field} in paperkin.json is ${JSON.stringify(value)}`);
  }
  return own;
}

/**
 * The description of the pooling module, whose folder `modules.json` names; with slashes on every system, since the
 * fingerprint of the model has it.
 */
export function poolingFile(folder: string): string {
  const pooling = modulesOf(folder).find(({ type }) => String(type).endsWith('.Pooling'));
  return posix.join(typeof pooling?.['path'] === 'string' ? pooling['path'] : '1_Pooling', 'config.json');
}

function weightsOf(folder: string): string {
  const standard = WEIGHTS.find((file) => existsSync(join(folder, file)));
  if (standard !== undefined) return standard;
  const others = existsSync(join(folder, 'onnx')) ? readdirSync(join(folder, 'onnx')).sort() : [];
  const other = others.find((file) => file.endsWith('.onnx'));
  return other === undefined ? WEIGHTS[0]! : `onnx/${other}`;
}

function poolingOf(folder: string, requested: Pooling | undefined): Pooling {
  const stray = modulesOf(folder).find(({ type }) => !MODULES.test(String(type)));
  if (stray !== undefined) throw unsupported(folder, `it has a layer ${stray['type']}, which paperkin does not apply`);
  if (requested !== undefined) return requested;
  const config = readJson(folder, poolingFile(folder)) ?? {};
  const modes = Object.keys(config).filter((key) => key.startsWith('pooling_mode_') && config[key] === true);
  const [mode = 'pooling_mode_mean_tokens', ...more] = modes;
  const pooling = POOLINGS[mode];
  if (pooling === undefined || more.length > 0) throw unsupported(folder, `its pooling is ${modes.join(' and ')}`);
  return pooling;
}

function modulesOf(folder: string): Json[] {
  const modules: unknown = readJson(folder, 'modules.json');
  return Array.isArray(modules) ? modules.map((one: unknown) => object(one) ?? {}) : [];
}

function readJson(folder: string, file: string): Json | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, file), 'utf8');
  } catch (cause) {
    if (isAbsent(cause)) return undefined;
    throw unsupported(folder, `${file} cannot be read: ${messageOf(cause)}`, cause);
  }
  try {
    return object(JSON.parse(text));
  } catch (cause) {
    throw unsupported(folder, `${file} is not JSON`, cause);
  }
}

function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null ? (value as Json) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function unsupported(folder: string, reason: string, cause?: unknown): CorpusError {
  return new CorpusError(
    'MODEL_DAMAGED',
    `the model in ${folder} cannot be used: ${reason}`,
    'Name another folder with --model DIR; models/README.md says what a folder must hold.',
    cause,
  );
}
