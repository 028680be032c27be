/**
 * A sentence-transformer that is made here: one row of a seeded table for each token, plus the mean of the rows of the
 * text. So every token's state tells the words of the whole text, and the first one (`cls`) is a bag of words.
 * Written as ONNX by hand: the fields are those of onnx.proto3, version 8.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/maths/random.js';
import { inCheckout, newFolder } from './folders.js';

const SHIPPED = inCheckout('models/abstract-minilm-l3');
/** The commonest of the shipped tokeniser, which has 30,522: reading all of them takes most of the time to open. */
const TOKENS = 8_000;
const TOKENIZER = commonestTokens();
const FLOAT = 1;
const INT64 = 7;

export interface TinyModelOptions {
  readonly dimension?: number;
  /** Files beside the weights, by name: `modules.json`, `paperkin.json` … */
  readonly files?: Readonly<Record<string, unknown>>;
  /** Name of the weights below `onnx/`. */
  readonly weights?: string;
  readonly output?: string;
}

/** @returns the folder of the model */
export function tinyModel({
  dimension = 24,
  files = {},
  weights = 'model.onnx',
  output = 'last_hidden_state',
}: TinyModelOptions = {}): string {
  const folder = join(newFolder(), 'tiny');
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  for (const file of ['config.json', 'tokenizer_config.json', 'special_tokens_map.json'])
    cpSync(join(SHIPPED, file), join(folder, file));
  writeFileSync(join(folder, 'tokenizer.json'), TOKENIZER);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify(content));
  }
  writeFileSync(join(folder, 'onnx', weights), onnx(dimension, output));
  return folder;
}

function commonestTokens(): string {
  const tokenizer = JSON.parse(readFileSync(join(SHIPPED, 'tokenizer.json'), 'utf8')) as {
    model: { vocab: Record<string, number> };
  };
  const vocab = Object.fromEntries(Object.entries(tokenizer.model.vocab).filter(([, id]) => id < TOKENS));
  return JSON.stringify({ ...tokenizer, model: { ...tokenizer.model, vocab } });
}

function onnx(dimension: number, output: string): Buffer {
  const random = seededRandom(dimension);
  const table = Float32Array.from({ length: TOKENS * dimension }, () => random() - 0.5);
  const graph = message(
    [1, node('Gather', ['table', 'input_ids'], 'rows')],
    [1, node('ReduceMean', ['rows'], 'mean', ints('axes', [1]), int('keepdims', 1))],
    [1, node('Add', ['rows', 'mean'], output)],
    [2, 'tiny'],
    [5, message([1, TOKENS], [1, dimension], [2, FLOAT], [8, 'table'], [9, Buffer.from(table.buffer)])],
    [11, value('input_ids', INT64, ['batch', 'tokens'])],
    [12, value(output, FLOAT, ['batch', 'tokens', dimension])],
  );
  return message([1, 8], [8, message([1, ''], [2, 13])], [7, graph]);
}

function node(operation: string, inputs: readonly string[], output: string, ...attributes: Buffer[]): Buffer {
  return message(
    ...inputs.map((input): Field => [1, input]),
    [2, output],
    [4, operation],
    ...attributes.map((attribute): Field => [5, attribute]),
  );
}

function ints(name: string, numbers: readonly number[]): Buffer {
  return message([1, name], ...numbers.map((number): Field => [8, number]), [20, 7]);
}

function int(name: string, number: number): Buffer {
  return message([1, name], [3, number], [20, 2]);
}

function value(name: string, type: number, shape: readonly (string | number)[]): Buffer {
  const dims = shape.map((dim): Field => [1, typeof dim === 'string' ? message([2, dim]) : message([1, dim])]);
  return message([1, name], [2, message([1, message([1, type], [2, message(...dims)])])]);
}

type Field = readonly [number: number, value: number | string | Buffer];

/** A message of protocol buffers: numbers as varints, texts and messages with their length before them. */
function message(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [varint(number << 3), varint(value)];
      const bytes = Buffer.from(value);
      return [varint((number << 3) | 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(number: number): Buffer {
  const bytes: number[] = [];
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest >= 128 ? (rest % 128) | 128 : rest);
    if (rest < 128) return Buffer.from(bytes);
  }
}
