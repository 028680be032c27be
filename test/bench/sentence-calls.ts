/**
 * What embedding the sentences of a paper costs: one text a call, or several texts in one padded call. In milliseconds
 * of processor time a text, which other work on the machine disturbs less than it disturbs the clock.
 *
 *   npx tsx test/bench/sentence-calls.ts DOCS.jsonl [--papers 60]
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sentencesOf } from '../../src/text/sentences.js';

const { values, positionals } = parseArgs({
  options: { papers: { type: 'string', default: '60' } },
  allowPositionals: true,
});
const { AutoModel, AutoTokenizer, env } = createRequire(import.meta.url)('@xenova/transformers');
env.allowRemoteModels = false;
env.localModelPath = resolve(import.meta.dirname, '../../models');
const MODEL = 'abstract-minilm-l3';
const WINDOW = 256;
const tokenizer = await AutoTokenizer.from_pretrained(MODEL, { local_files_only: true });
const model = await AutoModel.from_pretrained(MODEL, {
  dtype: 'q8',
  device: 'cpu',
  local_files_only: true,
  session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
});

const papers = readFileSync(positionals[0]!, 'utf8')
  .trim()
  .split('\n')
  .slice(0, Number(values.papers))
  .map((line) => JSON.parse(line) as { title: string; text: string });
const wholes = papers.map(({ title, text }) => [`${title}. ${text}`]);
const sentences = papers.map(({ title, text }) => [...sentencesOf(text).map((one) => one.text), title]);
const halves = sentences.flatMap((texts) => {
  const byLength = [...texts].sort((a, b) => a.length - b.length);
  const half = Math.ceil(byLength.length / 2);
  return [byLength.slice(0, half), byLength.slice(half)].filter((part) => part.length > 0);
});

async function embed(texts: readonly string[]): Promise<void> {
  await model(await tokenizer(texts, { truncation: true, max_length: WINDOW, padding: texts.length > 1 }));
}

async function measure(name: string, calls: readonly (readonly string[])[]): Promise<void> {
  const texts = calls.flat().length;
  for (const call of calls.slice(0, 5)) await embed(call);
  const before = process.cpuUsage();
  for (const call of calls) await embed(call);
  const { user, system } = process.cpuUsage(before);
  console.log(`| ${name} | ${((user + system) / 1000 / texts).toFixed(2)} |`);
}

console.log(`${papers.length} papers, ${sentences.flat().length} sentences and titles\n`);
console.log('| | ms a text |\n|--|--|');
await measure('the whole paper', wholes);
await measure(
  'sentences, one text a call',
  sentences.flat().map((text) => [text]),
);
await measure('sentences, those of a paper in one call', sentences);
await measure('sentences, those of a paper in two calls by length', halves);
