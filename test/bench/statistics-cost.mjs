#!/usr/bin/env node
/**
 * What the statistics of search cost when they are computed from all papers.
 *
 *   node test/bench/statistics-cost.mjs --index DIR [--checkout DIR]
 *
 * The statistics of the index are forgotten first. Prints the processor time, the highest memory, and a hash of the
 * statistics and of their rows, by which two builds are compared. `--checkout` measures another built checkout.
 */
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    index: { type: 'string' },
    checkout: { type: 'string', default: resolve(import.meta.dirname, '../..') },
  },
});
const load = (path) => import(join(resolve(values.checkout), 'dist', path));
const { openStore } = await load('store/index.js');
const { openEmbedder } = await load('embed/index.js');
const { forgetStatistics, statisticsOf } = await load('corpus/statistics.js');

const embedder = await openEmbedder({ dir: join(resolve(values.checkout), 'models/abstract-minilm-l3'), workers: 1 });
const store = await openStore(values.index);
await forgetStatistics(store);
const before = process.cpuUsage();
const statistics = await store.read((view) => statisticsOf({ store, view, embedder: async () => embedder }));
const { user, system } = process.cpuUsage(before);
const rows = [];
await store.read(async (view) => {
  for await (const batch of view.derivedRows('search-statistics')) rows.push(...batch);
});
await embedder.close();
await store.close();
const hashOf = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
console.log(
  `${statistics.papers} papers: ${((user + system) / 1e6).toFixed(1)} s of processor time, ` +
    `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB, ${hashOf([statistics, rows])}`,
);
