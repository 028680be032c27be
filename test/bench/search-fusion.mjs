/**
 * Ways of joining the two rankings, on judged sets: node test/bench/search-fusion.mjs FOLDER… (after `npm run build`)
 *
 * Prints nDCG@10 of each way on each set, their mean, and the least that a way gains over the better single ranking of
 * a set. The rankings are the product's own, 1,000 deep; only how they are joined differs. `hybrid` is what the product
 * does.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourcesOf } from '../../dist/corpus/search.js';
import { openEmbedder } from '../../dist/embed/index.js';
import { readJudgedSet } from '../../dist/evaluate/index.js';
import { ndcg } from '../../dist/evaluate/ranking.js';
import { addFiles } from '../../dist/ingest/add.js';
import { rankPapers, readQuery } from '../../dist/search/index.js';
import { openStore } from '../../dist/store/index.js';

const DEPTH = 1000;
/** Queries looked at in a set, evenly over it. */
const QUERIES = 500;

const mean = (numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

async function searchable(set, store, embedder) {
  const lines = set.papers.map(({ id, title, abstract }) => `${JSON.stringify({ id, title, abstract })}\n`).join('');
  await addFiles(store, async () => embedder, [{ name: set.name, bytes: new TextEncoder().encode(lines) }], {
    format: 'jsonl',
    strict: true,
  });
  return sourcesOf(store, async () => embedder);
}

/** Each way takes a paper's similarity and BM25 with what is known of the query, and gives a score. */
const WAYS = {
  ...Object.fromEntries(
    [10, 60].map((k) => [
      `reciprocal ranks, k = ${k}`,
      (paper) => [paper.dense, paper.lexical].reduce((sum, place) => sum + (place ? 1 / (k + place.rank) : 0), 0),
    ]),
  ),
  ...Object.fromEntries(
    [0.5, 0.6, 0.7].map((w) => [
      `z-scores of the first 100, ${w} dense`,
      ({ similarity, words }, q) =>
        (w * (similarity - q.near.mean)) / q.near.deviation + ((1 - w) * (words - q.worded.mean)) / q.worded.deviation,
    ]),
  ),
  ...Object.fromEntries(
    [0.5, 0.6, 0.7].map((w) => [
      `min to max of the pool, ${w} dense`,
      ({ similarity, words }, q) =>
        (w * (similarity - q.near.least)) / (q.near.most - q.near.least || 1) +
        ((1 - w) * words) / (q.worded.most || 1),
    ]),
  ),
  ...Object.fromEntries(
    [0.5, 0.55, 0.6, 0.65, 0.7].map((w) => [
      `corpus mean to max, ${w} dense`,
      ({ similarity, words }, q) =>
        (w * (similarity - q.expected)) / (q.near.most - q.expected || 1) + ((1 - w) * words) / (q.worded.most || 1),
    ]),
  ),
};

function spread(scores) {
  const first = scores.slice(0, 100);
  const middle = first.length > 0 ? mean(first) : 0;
  const deviation = Math.sqrt(first.length > 0 ? mean(first.map((x) => (x - middle) ** 2)) : 0) || 1;
  return { most: scores[0] ?? 0, least: scores.at(-1) ?? 0, mean: middle, deviation };
}

const results = new Map();
const put = (way, set, value) => results.set(way, { ...results.get(way), [set]: value });
const embedder = await openEmbedder({ dir: new URL('../../models/abstract-minilm-l3', import.meta.url).pathname });
for (const folder of process.argv.slice(2)) {
  const set = await readJudgedSet(folder);
  const index = mkdtempSync(join(tmpdir(), 'paperkin-bench-'));
  const store = await openStore(index);
  const sources = await searchable(set, store, embedder);
  const figures = new Map();
  const note = (way, ids, { grades, itself }) =>
    figures.set(way, [
      ...(figures.get(way) ?? []),
      ndcg(
        ids.filter((id) => id !== itself),
        grades,
        10,
      ),
    ]);
  for (const query of set.queries.filter((_, i) => i % Math.ceil(set.queries.length / QUERIES) === 0)) {
    const read = await readQuery(query.text, sources);
    const [embedding] = await sources.embed([read.asked]);
    const rank = (mode) =>
      rankPapers({ embedding, terms: read.terms, names: read.names }, sources, { mode, limit: DEPTH });
    const [dense, lexical, hybrid] = [await rank('dense'), await rank('lexical'), await rank('hybrid')];
    for (const [mode, papers] of Object.entries({ dense, lexical, hybrid }))
      note(
        mode,
        papers.map(({ id }) => id),
        query,
      );
    const words = new Map(lexical.map(({ id, score }) => [id, score]));
    const about = {
      near: spread(dense.map(({ score }) => score)),
      worded: spread(lexical.map(({ score }) => score)),
      expected: sources.learnt.mean.reduce((sum, x, i) => sum + x * embedding[i], 0),
    };
    for (const [way, score] of Object.entries(WAYS)) {
      const scored = hybrid.map((paper) => ({
        id: paper.id,
        score: score({ ...paper, words: words.get(paper.id) ?? 0 }, about),
      }));
      note(
        way,
        scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).map(({ id }) => id),
        query,
      );
    }
  }
  for (const [way, values] of figures) put(way, set.name, mean(values));
  await store.close();
  rmSync(index, { recursive: true });
}
await embedder.close();

const sets = Object.keys(results.get('dense'));
const better = Object.fromEntries(
  sets.map((set) => [set, Math.max(results.get('dense')[set], results.get('lexical')[set])]),
);
console.log(
  ['way'.padEnd(36), ...sets.map((set) => set.slice(0, 10).padStart(10)), '      mean', ' least gain'].join(''),
);
for (const [way, values] of results) {
  const least = Math.min(...sets.map((set) => values[set] - better[set]));
  console.log(
    [
      way.padEnd(36),
      ...sets.map((set) => values[set].toFixed(4).padStart(10)),
      mean(Object.values(values)).toFixed(4).padStart(10),
      least.toFixed(4).padStart(11),
    ].join(''),
  );
}
