import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Embedder, openEmbedder } from '../../src/embed/index.js';
import { cosineSimilarity, type Embedding, toUnitLength } from '../../src/embedding.js';
import { inCheckout, newFolder } from '../support/folders.js';
import { tinyModel } from '../support/tiny-model.js';

const MODEL = inCheckout('models/abstract-minilm-l3');

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder({ dir: MODEL, workers: 1 });
});
afterAll(() => embedder.close());

async function similarity(a: string, b: string): Promise<number> {
  const [x, y] = (await embedder.embed([a, b])) as [Embedding, Embedding];
  return cosineSimilarity(x, y);
}

describe('the shipped model', () => {
  test('gives the embeddings that its card gives, of a text cut at the limit too: cosine ≥ 0.9999 to int8, ≥ 0.99 to float32', async () => {
    const reference = readFileSync(join(MODEL, 'reference.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; int8: number[]; float32: number[] });
    const embeddings = await embedder.embed(reference.map(({ text }) => text));
    for (const [i, { int8, float32 }] of reference.entries()) {
      expect(cosineSimilarity(embeddings[i]!, toUnitLength(int8))).toBeGreaterThanOrEqual(0.9999);
      expect(cosineSimilarity(embeddings[i]!, toUnitLength(float32))).toBeGreaterThanOrEqual(0.99);
    }
  });

  test.each([
    [
      'hidden reasoning without words',
      'latent chain of thought in continuous space',
      'a cake of flour, eggs and butter',
    ],
    ['robots that grasp cups', 'manipulation of objects with a gripper', 'speech recognition in noise'],
    ['protein folding', 'prediction of the structure of amino acid chains', 'jailbreaks of aligned assistants'],
  ])('puts "%s" nearer to "%s" than to "%s"', async (text, near, far) => {
    expect(await similarity(text, near)).toBeGreaterThan(await similarity(text, far));
  });

  test('does not load the image library, and leaves it available to others', () => {
    const require = createRequire(createRequire(import.meta.url).resolve('@xenova/transformers'));
    expect(require.cache[require.resolve('sharp')]).toBeUndefined();
    expect(require('sharp')).toBeTypeOf('function');
  });

  test('embeds a text alike alone, among others and in any order', async () => {
    const texts = [
      'a short one',
      'a much longer text about policies, rewards and verifiers that are learnt together',
      'x',
    ];
    const together = await embedder.embed(texts);
    const reversed = (await embedder.embed([...texts].reverse())).reverse();
    for (const [i, text] of texts.entries()) {
      const [alone] = await embedder.embed([text]);
      expect(together[i]).toEqual(alone);
      expect(reversed[i]).toEqual(alone);
    }
  });

  test('takes empty texts, very long ones and odd characters', async () => {
    const embeddings = await embedder.embed(['', 'word '.repeat(5_000), '\u0000\ud83e\udd16 深層学習 \u202e']);
    expect(embeddings.map(({ length }) => length)).toEqual([384, 384, 384]);
  });

  test('stops when aborted', async () => {
    await expect(embedder.embed(['a', 'b'], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
  });
});

describe('a pool of workers', () => {
  // Worker threads need the built files; `npm test` builds before it tests.
  const openPooled = async (workers: number, dir = MODEL): Promise<Embedder> => {
    const built = (await import(inCheckout('dist/embed/index.js'))) as { openEmbedder: typeof openEmbedder };
    return built.openEmbedder({ dir, workers });
  };

  const tiny = tinyModel();

  test('embeds many texts as one thread does, with any number of workers', async () => {
    const texts = Array.from({ length: 80 }, (_, i) => `sentence number ${i} about ${i % 7} things`.padEnd(1_000)); // short texts need no pool
    const alone = await embedder.embed(texts.slice(0, 3));
    for (const workers of [2, 3]) {
      const pooled = await openPooled(workers);
      let done = 0;
      const embeddings = await pooled.embed(texts, {
        onProgress: (count) => {
          done = count;
        },
      });
      expect(embeddings.slice(0, 3)).toEqual(alone);
      expect(done).toBe(80);
      await pooled.close();
    }
  });

  test('embeds the texts of two calls at once as those of one, also if the other is stopped', async () => {
    const [pooled, alone] = [await openPooled(2, tiny), await openEmbedder({ dir: tiny, workers: 1 })];
    const of = (word: string) => Array.from({ length: 70 }, (_, i) => `${word} ${i}`.padEnd(1_000));
    const stop = new AbortController();
    const stopped = pooled.embed(of('tides'), {
      signal: stop.signal,
      onProgress: (done) => done === 10 && stop.abort(),
    });
    const [, tides, roofs] = await Promise.allSettled([stopped, pooled.embed(of('tides')), pooled.embed(of('roofs'))]);
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
    for (const [answer, word] of [
      [tides, 'tides'],
      [roofs, 'roofs'],
    ] as const)
      expect(answer).toEqual({ status: 'fulfilled', value: await alone.embed(of(word)) });
    await Promise.all([pooled.close(), alone.close()]);
  });

  test('says that a worker stopped, and starts others for the next call', async () => {
    const workers: Worker[] = [];
    const onWorker = (worker: Worker) => workers.push(worker);
    process.on('worker', onWorker);
    const pooled = await openPooled(2, tiny);
    const texts = Array.from({ length: 70 }, (_, i) => `text ${i}`.padEnd(1_000));
    const stopping = pooled.embed(texts);
    await expect.poll(() => workers.length).toBe(2);
    workers[0]!.postMessage(null); // not a question: the worker throws
    await expect(stopping).rejects.toThrow('an embedding worker stopped');
    expect(await pooled.embed(texts)).toHaveLength(70);
    const exit = new Promise((settle) => workers[2]!.once('exit', settle));
    workers[2]!.postMessage(null); // between two calls
    await exit;
    await expect(pooled.embed(texts)).rejects.toThrow('an embedding worker stopped');
    expect(await pooled.embed(texts)).toHaveLength(70);
    await pooled.close();
    process.off('worker', onWorker);
  });

  test('is refused where the files of the model were replaced since it was opened', async () => {
    const folder = tinyModel({ dimension: 16 });
    const pooled = await openPooled(2, folder);
    cpSync(join(tinyModel({ dimension: 24 }), 'onnx'), join(folder, 'onnx'), { recursive: true });
    const texts = Array.from({ length: 70 }, (_, i) => `text ${i}`.padEnd(1_000));
    await expect(pooled.embed(texts)).rejects.toThrow(
      `the files of the model in ${folder} changed while it was in use`,
    );
    await pooled.close();
  });

  test('can be stopped and used again', async () => {
    const texts = Array.from({ length: 100 }, (_, i) => `text ${i}`.padEnd(1_000)); // short texts need no pool
    const pooled = await openPooled(2, tiny);
    const stop = new AbortController();
    await expect(
      pooled.embed(texts, {
        signal: stop.signal,
        onProgress: (done) => {
          if (done === 10) stop.abort();
        },
      }),
    ).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect((await pooled.embed(texts))[99]).toEqual((await pooled.embed([texts[99]!]))[0]); // one text needs no pool
    await pooled.close();
  });
});

describe('a model that is not there or not whole', () => {
  function copyOfModel(): string {
    const dir = join(newFolder(), 'abstract-minilm-l3');
    cpSync(MODEL, dir, { recursive: true });
    return dir;
  }

  /** What somebody's own model is: a folder without checksums. */
  function copyOfUnpublishedModel(): string {
    const dir = copyOfModel();
    rmSync(join(dir, 'SHA256SUMS'));
    return dir;
  }

  test('is refused with its folder and the files looked for', async () => {
    const dir = newFolder();
    await expect(openEmbedder({ dir, workers: 1 })).rejects.toMatchObject({
      code: 'MODEL_MISSING',
      message: expect.stringContaining(dir),
    });
    await expect(openEmbedder({ dir, workers: 1 })).rejects.toMatchObject({
      remedy: expect.stringContaining('onnx/model_quantized.onnx'),
    });
  });

  test('is refused where one file is missing, by the name of that file', async () => {
    const dir = copyOfModel();
    rmSync(join(dir, 'tokenizer.json'));
    await expect(openEmbedder({ dir, workers: 1 })).rejects.toMatchObject({
      code: 'MODEL_MISSING',
      message: expect.stringContaining('tokenizer.json'),
    });
  });

  test('is refused where a file that it may have cannot be read, and is not taken for a model without it', async () => {
    const dir = copyOfModel();
    mkdirSync(join(dir, 'onnx/model_quantized.onnx_data'));
    await expect(openEmbedder({ dir, workers: 1 })).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      message: expect.stringContaining('model_quantized.onnx_data cannot be read'),
    });
  });

  test('is refused where any published file has one bit changed, and says which', async () => {
    const published = readFileSync(join(MODEL, 'SHA256SUMS'), 'utf8').trim().split('\n');
    const files = published.map((line) => line.split(/\s+/)[1]!);
    expect(files).toEqual(expect.arrayContaining(['config.json', 'tokenizer_config.json', 'tokenizer.json']));
    for (const file of files) {
      const dir = copyOfModel();
      const bytes = readFileSync(join(dir, file));
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      writeFileSync(join(dir, file), bytes);
      await expect(openEmbedder({ dir, workers: 1 })).rejects.toMatchObject({
        code: 'MODEL_DAMAGED',
        message: expect.stringContaining(file),
      });
    }
  });

  test('is refused if its checksums cannot be read', async () => {
    const dir = copyOfModel();
    writeFileSync(join(dir, 'SHA256SUMS'), 'nonsense');
    await expect(openEmbedder({ dir, workers: 1 })).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      message: expect.stringContaining('SHA256SUMS'),
    });
  });

  test('is refused if its checksums are there and cannot be opened, as its files would not be checked', async () => {
    const dir = copyOfModel();
    rmSync(join(dir, 'SHA256SUMS'));
    mkdirSync(join(dir, 'SHA256SUMS'));
    await expect(openEmbedder({ dir, workers: 1 })).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      message: expect.stringContaining('SHA256SUMS cannot be read'),
    });
  });

  test('is refused if the weights are truncated', async () => {
    const dir = copyOfUnpublishedModel();
    truncateSync(join(dir, 'onnx/model_quantized.onnx'), 1_000_000);
    await expect(openEmbedder({ dir, workers: 1 })).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });

  test('is refused where some of the weights were overwritten', async () => {
    const dir = copyOfUnpublishedModel();
    const path = join(dir, 'onnx/model_quantized.onnx');
    const bytes = readFileSync(path);
    const biases = bytes.lastIndexOf('dense.bias') + 'dense.bias'.length + 16; // numbers, behind the few bytes that say how many
    bytes.fill(0xff, biases, biases + 1_000);
    writeFileSync(path, bytes);
    await expect(openEmbedder({ dir, workers: 1 })).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      message: expect.stringContaining(dir),
      remedy: expect.stringContaining('--model DIR'),
    });
  });

  test('is refused if the tokenizer is not JSON', async () => {
    const dir = copyOfUnpublishedModel();
    writeFileSync(join(dir, 'tokenizer.json'), '{"half":');
    await expect(openEmbedder({ dir, workers: 1 })).rejects.toMatchObject({ code: 'MODEL_DAMAGED' });
  });
});

test('a paper is laid out as title, full stop, abstract, and a missing part leaves no trace', () => {
  expect(embedder.paperText({ title: 'Rain', abstract: 'It falls.' })).toBe('Rain. It falls.');
  expect(embedder.paperText({ title: '', abstract: 'It falls.' })).toBe('It falls.');
  expect(embedder.paperText({ title: 'Rain', abstract: '' })).toBe('Rain');
});
