#!/usr/bin/env node
/**
 * What is lost where the groups of a large collection are refined over a sample of its papers.
 *
 *   npm run build && node test/bench/themes-refined.mjs INDEX TEXTS.jsonl
 *
 * INDEX: made by `growth.mjs --texts TEXTS.jsonl --grow`. All runs start from the same centroids. Prints the passes, the
 * processor time, the mean cosine to the centroid, the adjusted Rand index against the first run, and V with the
 * primary category of the papers that have one.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pickRows } from '../../dist/maths/rows.js';
import { openStore } from '../../dist/store/index.js';
import { groupPapers } from '../../dist/themes/clustering/cluster.js';
import { lloydPasses } from '../../dist/themes/clustering/lloyd.js';
import { centroidsOf } from '../../dist/themes/clustering/membership.js';
import { rowKeys, sampleByKey } from '../../dist/themes/clustering/subsets.js';
import { paperTextOf } from '../../dist/themes/paper-words.js';

const [PASSES, SETTLED, FIRST_SAMPLE] = [40, 0.002, 5_000];
const [index, texts] = process.argv.slice(2);
const store = await openStore(index);
const ids = [];
let data;
await store.read(async (view) => {
  const count = await view.count();
  for await (const batch of view.scanEmbeddings())
    for (const [id, embedding] of batch) {
      data ??= new Float32Array(count * embedding.length);
      data.set(embedding, ids.push(id) * embedding.length - embedding.length);
    }
});
const rows = { data, count: ids.length, dimension: data.length / ids.length };
const keys = rowKeys(rows);
const first = sampleByKey(keys, FIRST_SAMPLE);
const papers = await store.read((view) => view.papers(Array.from(first, (i) => ids[i])));
await store.close();
const byId = new Map(papers.map((paper) => [paper.id, paper]));
const sample = pickRows(rows, first);
const readings = async (places) => Array.from(places, (i) => paperTextOf(byId.get(ids[first[i]])));
const { k, labels } = await groupPapers(sample, readings, { afterPass: async () => {} });
const start = centroidsOf(sample, labels, k);

const categories = [];
for await (const line of createInterface({ input: createReadStream(texts) }))
  categories.push(JSON.parse(line).categories?.split(' ')[0]);
const truth = ids.map((id) => categories[Number(id.split('-')[1])]);

function countsOf(a, b) {
  const [both, left, right] = [new Map(), new Map(), new Map()];
  let papers = 0;
  const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (let i = 0; i < a.length; i++) {
    if (b[i] === undefined) continue;
    papers++;
    add(both, `${a[i]} ${b[i]}`);
    add(left, a[i]);
    add(right, b[i]);
  }
  return { both, left, right, papers };
}

function randIndex(a, b) {
  const { both, left, right, papers } = countsOf(a, b);
  const pairs = (counts) => [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const chance = (pairs(left) * pairs(right)) / ((papers * (papers - 1)) / 2);
  return (pairs(both) - chance) / ((pairs(left) + pairs(right)) / 2 - chance);
}

function vMeasure(a, b) {
  const { both, left, right, papers } = countsOf(a, b);
  const entropy = (counts) => -[...counts.values()].reduce((sum, n) => sum + (n / papers) * Math.log(n / papers), 0);
  return (2 * (entropy(left) + entropy(right) - entropy(both))) / (entropy(left) + entropy(right));
}

function lastOf(passes) {
  for (let count = 1; ; count++) {
    const pass = passes.next();
    if (pass.done) return { count, clusters: pass.value };
  }
}

let whole;
console.log(
  '| refined over | passes | then over all | time | mean cosine | ARI | V |\n| -- | -- | -- | -- | -- | -- | -- |',
);
for (const [size, last, most] of [
  [ids.length, 0, PASSES],
  [ids.length, 0, 100],
  [100_000, 1, PASSES],
  [100_000, 3, PASSES],
  [50_000, 3, PASSES],
  [25_000, 3, PASSES],
]) {
  const before = process.cpuUsage();
  const some = size < ids.length ? pickRows(rows, sampleByKey(keys, size)) : rows;
  let { count, clusters } = lastOf(lloydPasses(some, start, most, SETTLED));
  if (last > 0) ({ clusters } = lastOf(lloydPasses(rows, clusters.centroids, last, SETTLED)));
  const { user, system } = process.cpuUsage(before);
  whole ??= clusters;
  const cells = [
    size.toLocaleString('en'),
    count,
    last,
    `${((user + system) / 1e6).toFixed(1)} s`,
    (clusters.cohesion / ids.length).toFixed(5),
    randIndex(clusters.labels, whole.labels).toFixed(3),
    vMeasure(clusters.labels, truth).toFixed(4),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
