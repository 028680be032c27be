#!/usr/bin/env node
/**
 * Where the processor time of embedding papers goes: splitting into sentences, tokenising, ONNX Runtime (by operator)
 * and pooling; how many texts repeat; and whether options of the runtime change the time or the bytes.
 *
 *   npm run build && node test/bench/embedding-parts.mjs PAPERS.jsonl [--papers 100]
 *
 * PAPERS.jsonl holds `title` and `abstract`. One thread, one text a call, as the program does it.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const load = (path) => import(join(root, 'dist', path));
const { layOut } = await load('embed/paper-text.js');
const { pool } = await load('embed/pooling.js');
const { SENTENCES_EMBEDDED, sentencesOf } = await load('text/sentences.js');
const { values, positionals } = parseArgs({
  options: { papers: { type: 'string', default: '100' } },
  allowPositionals: true,
});
const require = createRequire(import.meta.url);
const { AutoTokenizer, env } = require('@xenova/transformers');
const ort = createRequire(require.resolve('@xenova/transformers'))('onnxruntime-node');
env.allowRemoteModels = false;
env.localModelPath = join(root, 'models');
const MODEL = 'abstract-minilm-l3';
const ONE_THREAD = { intraOpNumThreads: 1, interOpNumThreads: 1 };
const OPTIONS = {
  'as the program does': {},
  'graph optimisation: basic': { graphOptimizationLevel: 'basic' },
  'graph optimisation: extended': { graphOptimizationLevel: 'extended' },
  'without an arena': { enableCpuMemArena: false },
  'without a memory pattern': { enableMemPattern: false },
  'two threads in an operator': { intraOpNumThreads: 2 },
};
const ROUNDS = 3;

const papers = readFileSync(positionals[0], 'utf8')
  .split('\n', Number(values.papers))
  .map((line) => JSON.parse(line));
const tokenizer = await AutoTokenizer.from_pretrained(MODEL, { local_files_only: true });
const session = (options) =>
  ort.InferenceSession.create(join(root, 'models', MODEL, 'onnx/model_quantized.onnx'), { ...ONE_THREAD, ...options });

/** Milliseconds of processor time a paper. */
async function cost(work) {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000 / papers.length, result];
}

async function each(some, work) {
  const results = [];
  for (const one of some) results.push(await work(one));
  return results;
}

const run = (model) => async (inputs) => {
  const feeds = ([name, { data, dims }]) => [name, new ort.Tensor('int64', data, dims)];
  const input = Object.fromEntries(Object.entries(inputs).map(feeds));
  return (await model.run(input)).last_hidden_state;
};
const hashOf = (states) => {
  const hash = createHash('sha256');
  for (const { data } of states) hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return hash.digest('hex').slice(0, 12);
};

const [splitting, texts] = await cost(() =>
  papers.flatMap((paper) => [
    layOut(paper, '. '),
    ...sentencesOf(paper.abstract)
      .slice(0, SENTENCES_EMBEDDED)
      .map(({ text }) => text),
    paper.title,
  ]),
);
const distinct = [...new Set(texts)];
const encode = async (text) => tokenizer(text, { truncation: true, max_length: 256, padding: false });
await each(distinct.slice(0, 100), encode);
const [tokenising, inputs] = await cost(() => each(distinct, encode));
const model = await session({});
await each(inputs.slice(0, 100), run(model));
const [running, states] = await cost(() => each(inputs, run(model)));
await each(states.slice(0, 100), (one) => pool(one, 'mean'));
const [pooling] = await cost(() => each(states, (one) => pool(one, 'mean')));
const tokens = inputs.reduce((sum, { input_ids }) => sum + input_ids.data.length, 0);
const count = (n) => (n / papers.length).toFixed(1);
console.log(`${papers.length} papers: ${count(texts.length)} texts and ${count(tokens)} tokens each;`);
console.log(`${((1 - distinct.length / texts.length) * 100).toFixed(1)} % of the texts repeat another\n`);
const whole = splitting + tokenising + running + pooling;
const parts = { 'splitting into sentences': splitting, tokenising, 'ONNX Runtime': running, pooling };
console.log('| | ms a paper | share |\n|--|--|--|');
for (const [name, ms] of Object.entries(parts))
  console.log(`| ${name} | ${ms.toFixed(2)} | ${((100 * ms) / whole).toFixed(1)} % |`);

const folder = mkdtempSync(join(tmpdir(), 'operators-'));
const traced = await session({ enableProfiling: true, profileFilePrefix: join(folder, 'run') });
await each(inputs, run(traced));
traced.endProfiling();
const kernels = new Map();
for (const { cat, name, dur, args } of JSON.parse(readFileSync(join(folder, readdirSync(folder)[0]), 'utf8')))
  if (cat === 'Node' && name.endsWith('_kernel_time'))
    kernels.set(args.op_name, (kernels.get(args.op_name) ?? 0) + dur);
rmSync(folder, { recursive: true });
const all = [...kernels.values()].reduce((sum, dur) => sum + dur, 0);
console.log('\n| operator | share |\n|--|--|');
for (const [name, dur] of [...kernels].sort(([, x], [, y]) => y - x).slice(0, 5))
  console.log(`| ${name} | ${((100 * dur) / all).toFixed(0)} % |`);

/** Options in turn, so that other work on the machine slows all of them. */
const sessions = await Promise.all(Object.values(OPTIONS).map(session));
const times = sessions.map(() => []);
const hashes = [];
for (let round = 0; round <= ROUNDS; round++)
  for (const [i, one] of sessions.entries()) {
    const [ms, made] = await cost(() => each(inputs, run(one)));
    hashes[i] = hashOf(made);
    if (round > 0) times[i].push(ms);
  }
console.log('\n| ONNX Runtime | ms a paper | bytes |\n|--|--|--|');
for (const [i, name] of Object.keys(OPTIONS).entries()) {
  const median = times[i].sort((x, y) => x - y)[Math.floor(ROUNDS / 2)];
  console.log(`| ${name} | ${median.toFixed(2)} | ${hashes[i] === hashes[0] ? 'the same' : 'others'} |`);
}
