/**
 * Does the number of themes of a first run hold when papers are left out?
 *
 *   npm run build && node test/bench/theme-k.mjs PAPERS.jsonl [--trials N] [--share 0.1]
 *
 * PAPERS.jsonl: one paper a line with `id`, `title`, `abstract` (or `text`), and `label` where the true class is known.
 * Prints k and V-measure of a first run over all papers, with one paper left out, and with a share of them left out; k
 * is also given as the highest point of the curve over those papers without samples, which is what it was before.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const dist = new URL('../../dist/', import.meta.url);
const load = (path) => import(new URL(path, dist));
const { openEmbedder } = await load('embed/index.js');
const { overlapsOf, vMeasure } = await load('evaluate/clusters.js');
const { rowsOf } = await load('maths/rows.js');
const { groupPapers } = await load('themes/clustering/cluster.js');
const { meanSilhouette, rangeOfK } = await load('themes/clustering/choose-k.js');
const { lloyd } = await load('themes/clustering/lloyd.js');
const { centroidsOf } = await load('themes/clustering/membership.js');
const { centre, nearestPapers, smoothByNeighbours } = await load('themes/clustering/smooth.js');
const { labelsAfter, wardMerges } = await load('themes/clustering/ward.js');
const { paperTextOf } = await load('themes/paper-words.js');

const [file, ...flags] = process.argv.slice(2);
const option = (name, otherwise) => (flags.includes(name) ? Number(flags[flags.indexOf(name) + 1]) : otherwise);
const [trials, share] = [option('--trials', 5), option('--share', 0.1)];
const papers = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line))
  .map(({ id, title, abstract, text, label }) => ({ id: String(id), title, abstract: abstract ?? text, label }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));
const embedder = await openEmbedder({
  dir: new URL('../../models/abstract-minilm-l3', import.meta.url).pathname,
  workers: availableParallelism(),
});
const embeddings = await embedder.embed(papers.map(embedder.paperText));
await embedder.close();

async function report(name, places) {
  const some = places.map((i) => papers[i]);
  const rows = rowsOf(places.map((i) => embeddings[i]));
  const texts = some.map(paperTextOf);
  const { k, dissolved, labels } = await groupPapers(rows, async (places) => Array.from(places, (i) => texts[i]), {
    afterPass: async () => {},
  });
  const truth = some.map(({ label }) => label);
  const v = truth[0] === undefined ? '–' : vMeasure(overlapsOf(truth, Array.from(labels, String))).v.toFixed(3);
  const peak = highestPoint(smoothByNeighbours(centre(rows), nearestPapers(centre(rows), texts)));
  console.log(`${name.padEnd(22)} k ${k + dissolved}   themes ${k}   V ${v}   highest point of one curve ${peak}`);
}

function highestPoint(rows) {
  const { least, greatest } = rangeOfK(rows.count);
  const merges = wardMerges(rows);
  let best = { k: least, silhouette: -1 };
  for (let k = least; k <= greatest; k++) {
    const silhouette = meanSilhouette(rows, lloyd(rows, centroidsOf(rows, labelsAfter(merges, k), k)).labels, k);
    if (silhouette > best.silhouette) best = { k, silhouette };
  }
  return best.k;
}

const all = papers.map((_, i) => i);
await report('all', all);
for (let t = 0; t < trials; t++) {
  const one = Math.floor(((t + 0.5) * papers.length) / trials);
  await report(
    `one left out (${one})`,
    all.filter((i) => i !== one),
  );
}
for (let t = 0; t < trials; t++)
  await report(
    `${share} left out (${t})`,
    all.filter((i) => (i + t) % Math.round(1 / share) !== 0),
  );
