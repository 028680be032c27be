#!/usr/bin/env node
/**
 * What a page of a list costs, by order: processor time of the first page and the next, median of five.
 *
 *   npm run build && node test/bench/list-pages.mjs --index DIR [--checkout DIR]
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
const { openCorpus } = await import(join(resolve(values.checkout), 'dist/index.js'));
const corpus = await openCorpus({ index: values.index, workers: 1 });

async function measured(options) {
  const used = process.cpuUsage();
  const { next } = await corpus.browse({ limit: 20, ...options });
  const { user, system } = process.cpuUsage(used);
  return { ms: (user + system) / 1000, next };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
row(['order', 'first page', 'next page']);
row(['--', '--', '--']);
for (const order of ['id', 'published', 'comments', 'added']) {
  const times = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const first = await measured({ order });
    const second = await measured({ order, ...(first.next === null ? {} : { after: first.next }) });
    [first, second].forEach(({ ms }, i) => times[i].push(ms));
  }
  row([order, ...times.map((all) => `${median(all).toFixed(1)} ms`)]);
}
await corpus.close();
