import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openEmbedder } from '../../src/embed/index.js';
import { pool } from '../../src/embed/pooling.js';
import { readSpace } from '../../src/embed/space.js';
import { cosineSimilarity } from '../../src/embedding.js';
import { inCheckout } from '../support/folders.js';
import { tinyModel } from '../support/tiny-model.js';

const module = (type: string, path: string) => ({ type: `sentence_transformers.models.${type}`, path });
const SENTENCE_TRANSFORMERS = {
  'modules.json': [module('Transformer', ''), module('Pooling', '1_Pooling'), module('Normalize', '2_Normalize')],
  '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false },
  'sentence_bert_config.json': { max_seq_length: 8 },
  'config_sentence_transformers.json': { prompts: { query: 'query: ', document: 'passage: ' } },
};

async function fingerprintOf(dir: string): Promise<string> {
  const { model, close } = await openEmbedder({ dir, workers: 1 });
  await close();
  return model.sha256;
}

describe('the description of an embedding space', () => {
  test('is that of the built-in model by default', () => {
    const { weights, ...space } = readSpace(inCheckout('models/abstract-minilm-l3'));
    expect(weights).toBe('onnx/model_quantized.onnx');
    expect(space).toEqual({ pooling: 'mean', maxTokens: 256, prompts: { query: '', passage: '' }, separator: '. ' });
  });

  test('is read from the files of sentence-transformers', () => {
    expect(readSpace(tinyModel({ files: SENTENCE_TRANSFORMERS }))).toEqual({
      weights: 'onnx/model.onnx',
      pooling: 'cls',
      maxTokens: 8,
      prompts: { query: 'query: ', passage: 'passage: ' },
      separator: '. ',
    });
  });

  test('is overridden by paperkin.json', () => {
    const own = { pooling: 'last', maxTokens: 16, separator: ' [SEP] ', prompts: { query: 'find: ' } };
    const space = readSpace(tinyModel({ files: { ...SENTENCE_TRANSFORMERS, 'paperkin.json': own } }));
    expect(space).toMatchObject({ ...own, prompts: { query: 'find: ', passage: 'passage: ' } });
  });

  test.each([
    ['a dense layer', { 'modules.json': [module('Transformer', ''), module('Dense', '2_Dense')] }, 'Dense'],
    [
      'two poolings at once',
      { '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_mean_tokens: true } },
      'pooling_mode_cls_token and pooling_mode_mean_tokens',
    ],
    ['a pooling that is not known', { 'paperkin.json': { pooling: 'best' } }, 'pooling in paperkin.json is "best"'],
    ['a misspelt field', { 'paperkin.json': { prompt: { query: 'find: ' } } }, 'unknown field "prompt"'],
    ['a misspelt prompt', { 'paperkin.json': { prompts: { document: 'passage: ' } } }, 'prompts in paperkin.json is'],
    ['a window of no tokens', { 'paperkin.json': { maxTokens: 0 } }, 'maxTokens in paperkin.json is 0'],
    ['fields in a list', { 'paperkin.json': ['mean'] }, 'unknown field "0"'],
  ])('is refused with %s', (_, files, words) => {
    expect(() => readSpace(tinyModel({ files }))).toThrow(words);
  });

  test('is refused if a file of it cannot be read', () => {
    const folder = tinyModel();
    mkdirSync(join(folder, 'modules.json'));
    expect(() => readSpace(folder)).toThrow('modules.json cannot be read: EISDIR');
  });
});

describe('a second encoder', () => {
  test('has its own dimension, pooling, window and prompts', async () => {
    const { embed, model, close } = await openEmbedder({
      dir: tinyModel({ files: SENTENCE_TRANSFORMERS }),
      workers: 1,
    });
    expect(model.dimension).toBe(24);
    const [asQuery] = await embed(['rain'], { as: 'query' });
    const [asPassage, near, far, cut, same] = await embed([
      'rain',
      'rain falls',
      'a theory of numbers',
      'rain rain rain rain rain rain snow',
      'rain rain rain rain rain rain hail',
    ]);
    expect(cosineSimilarity(asQuery!, asPassage!)).toBeLessThan(0.99);
    expect(cosineSimilarity(asPassage!, near!)).toBeGreaterThan(cosineSimilarity(asPassage!, far!));
    expect(cut).toEqual(same); // beyond the eight tokens that are read
    await close();
  });

  test('may name its states as sentence-transformers does, and its weights as it likes', async () => {
    const dir = tinyModel({ output: 'token_embeddings', weights: 'model_qint8_avx512.onnx' });
    const { embed, close } = await openEmbedder({ dir, workers: 1 });
    expect((await embed(['rain']))[0]).toHaveLength(24);
    await close();
  });

  test('is refused without token states', async () => {
    await expect(openEmbedder({ dir: tinyModel({ output: 'logits' }), workers: 1 })).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      message: expect.stringContaining('logits'),
    });
  });

  test.each(['config.json', 'tokenizer_config.json', 'sentence_bert_config.json', 'paperkin.json'])(
    'has another fingerprint where %s changes',
    async (file) => {
      const dir = tinyModel({ files: { ...SENTENCE_TRANSFORMERS, 'paperkin.json': {} } });
      const before = await fingerprintOf(dir);
      expect(await fingerprintOf(dir)).toBe(before);
      const content = JSON.parse(readFileSync(join(dir, file), 'utf8')) as object;
      const field = file === 'paperkin.json' ? 'maxTokens' : 'model_max_length';
      writeFileSync(join(dir, file), JSON.stringify({ ...content, [field]: 7 }));
      expect(await fingerprintOf(dir)).not.toBe(before);
    },
  );
});

test.each([
  ['mean', [0.6, 0.8]],
  ['cls', [1, 0]],
  ['last', [0, 1]],
  ['max', [Math.SQRT1_2, Math.SQRT1_2]],
] as const)('pools the states of three tokens by %s', (pooling, expected) => {
  // By hand: the states are (3, 0), (0, 1) and (0, 3); their mean is (1, 4/3), their greatest numbers (3, 3).
  const pooled = pool({ dims: [1, 3, 2], data: [3, 0, 0, 1, 0, 3] }, pooling);
  expect([...pooled].map((x) => Math.round(x * 1e6) / 1e6)).toEqual(expected.map((x) => Math.round(x * 1e6) / 1e6));
});
