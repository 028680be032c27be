#!/usr/bin/env node
/**
 * What browsing costs: processor time of a page of a list and the next, by order; of the bars over time; and of papers
 * similar to a paper. Medians.
 *
 *   npm run build && node test/bench/browsing.mjs --index DIR [--checkout DIR]
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { row } from './timed.mjs';

const { values } = parseArgs({
  options: {
    index: { type: 'string' },
    checkout: { type: 'string', default: resolve(import.meta.dirname, '../..') },
  },
});
const ROUNDS = 5;
const PAGE = 20;
const { openCorpus } = await import(join(resolve(values.checkout), 'dist/index.js'));
const corpus = await openCorpus({ index: values.index, workers: 1 });

async function measured(question) {
  const used = process.cpuUsage();
  const answer = await question();
  const { user, system } = process.cpuUsage(used);
  return { ms: (user + system) / 1000, answer };
}

const pageOf = (options) => measured(() => corpus.browse({ limit: PAGE, ...options }));

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
row(['order', 'first page', 'next page']);
row(['--', '--', '--']);
for (const order of ['id', 'published', 'comments', 'added']) {
  const times = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const first = await pageOf({ order });
    const { next } = first.answer;
    const second = await pageOf({ order, ...(next === null ? {} : { after: next }) });
    [first, second].forEach(({ ms }, i) => times[i].push(ms));
  }
  row([order, ...times.map((all) => `${median(all).toFixed(1)} ms`)]);
}
const bars = [];
for (let round = 0; round < ROUNDS; round++) bars.push((await measured(() => corpus.timeline())).ms);
console.log(`bars over time: ${median(bars).toFixed(1)} ms`);

const { papers } = await corpus.browse({ limit: 2 * PAGE });
const similar = [];
for (const { id } of papers) similar.push((await measured(() => corpus.similar([id]))).ms);
console.log(`similar papers: ${median(similar.slice(ROUNDS)).toFixed(1)} ms`);
await corpus.close();
