#!/usr/bin/env node
/**
 * How well do themes stay when papers come and go?
 *
 *   node test/bench/themes-stability.mjs PAPERS.jsonl [--most N] [--trials N] [--shuffle SEED]
 *       [--from SHARE --step SHARE]
 *
 * PAPERS.jsonl: one paper a line with `id`, `title`, `abstract` (or `text`), and `label` where the true class is known.
 * Prints, for one paper removed, one added, and growth by 10 % and 50 %: the share of papers (of those in both runs)
 * that keep their theme, the share of themes that keep id and name, the adjusted Rand index between the two runs, and
 * silhouette and V-measure beside a fresh run over the same papers. "carried": from the last run; "fresh": anew.
 * With --from 0.6 --step 0.2 only growth from 60 % of the papers to all of them, by a fifth with each run. Papers come in
 * the order of the file, or in random order with --shuffle.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const dist = new URL('../../dist/', import.meta.url);
const { openEmbedder, paperText } = await import(new URL('embed/index.js', dist));
const { findThemes } = await import(new URL('themes/index.js', dist));
const { adjustedRand, overlapsOf, vMeasure } = await import(new URL('evaluate/clusters.js', dist));
const { meanSilhouette } = await import(new URL('themes/clustering/choose-k.js', dist));
const { seededRandom } = await import(new URL('maths/random.js', dist));
const { rowsOf } = await import(new URL('maths/rows.js', dist));

const [file, ...flags] = process.argv.slice(2);
const option = (name, otherwise) => (flags.includes(name) ? Number(flags[flags.indexOf(name) + 1]) : otherwise);
const papers = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .slice(0, option('--most', 1500))
  .map((line) => JSON.parse(line))
  .map(({ id, title, abstract, text, label, published }) => ({
    ...{ id, title, abstract: abstract ?? text, label, published: published === undefined ? null : String(published) },
    ...{ by: null, authors: [], venue: null, url: null, comments: null, identifiers: {}, places: [] },
  }));
const trials = option('--trials', 10);
if (flags.includes('--shuffle')) {
  const random = seededRandom(option('--shuffle', 1));
  for (let i = papers.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [papers[i], papers[j]] = [papers[j], papers[i]];
  }
}

const embedder = await openEmbedder({
  dir: new URL('../../models/abstract-minilm-l3', import.meta.url).pathname,
  workers: availableParallelism(),
});
const embedded = await embedder.embed(papers.map(paperText));
const embeddingOf = new Map(papers.map(({ id }, i) => [id, embedded[i]]));
const phrases = new Map();
const embedPhrases = async (texts) => {
  const missing = texts.filter((text) => !phrases.has(text));
  (await embedder.embed(missing)).forEach((embedding, i) => phrases.set(missing[i], embedding));
  return texts.map((text) => phrases.get(text));
};
const run = (some, previous, fresh) =>
  findThemes(
    some,
    some.map(({ id }) => embeddingOf.get(id)),
    embedPhrases,
    {
      ...(previous === undefined ? {} : { previous: previous.state }),
      fresh,
    },
  );
const themeOf = ({ themes }) => new Map(themes.flatMap(({ id, papers: own }) => own.map((paper) => [paper.id, id])));

function compare(before, after) {
  const [a, b] = [themeOf(before), themeOf(after)];
  const both = [...a.keys()].filter((id) => b.has(id));
  const names = new Map(after.themes.map(({ id, label }) => [id, label]));
  return {
    papers: both.filter((id) => a.get(id) === b.get(id)).length / both.length,
    moved: both.filter((id) => a.get(id) !== b.get(id)).length,
    names: before.themes.filter(({ id, label }) => names.get(id) === label).length / before.themes.length,
    rand: adjustedRand(
      overlapsOf(
        both.map((id) => a.get(id)),
        both.map((id) => b.get(id)),
      ),
    ),
  };
}

function quality(some, themes) {
  const of = themeOf(themes);
  const inThemes = some.filter(({ id }) => of.has(id));
  const ids = [...new Set(of.values())];
  const labels = Int32Array.from(inThemes, ({ id }) => ids.indexOf(of.get(id)));
  return {
    k: ids.length,
    silhouette: meanSilhouette(rowsOf(inThemes.map(({ id }) => embeddingOf.get(id))), labels, ids.length),
    v:
      some[0].label === undefined
        ? NaN
        : vMeasure(
            overlapsOf(
              inThemes.map((p) => p.label),
              inThemes.map(({ id }) => of.get(id)),
            ),
          ).v,
  };
}

const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;
const show = (x) => (Number.isNaN(x) ? '    –' : x.toFixed(3).padStart(5));
async function report(name, pairs) {
  for (const way of ['carried', 'fresh']) {
    const rows = [];
    for (const [from, to] of pairs) {
      const before = await run(from);
      const after = await run(to, before, way === 'fresh');
      rows.push({ ...compare(before, after), ...quality(to, after) });
    }
    const column = (key) => rows.map((row) => row[key]);
    console.log(
      `${name.padEnd(18)} ${way.padEnd(8)} ${show(mean(column('papers')))}   ${show(mean(column('names')))}  ${show(mean(column('rand')))}  ` +
        `${String(Math.max(...column('moved'))).padStart(6)}      ${rows.filter(({ moved }) => moved <= 1).length}/${rows.length}`.padEnd(
          24,
        ) +
        `${mean(column('k')).toFixed(1).padStart(5)}  ${show(mean(column('silhouette')))}       ${show(mean(column('v')))}`,
    );
  }
}
/** Each run starts from the last one. Shares of papers and names that stay are means over the runs. */
async function reportGrowth(from, step) {
  let count = Math.round(from * papers.length);
  let themes = await run(papers.slice(0, count));
  const runs = [];
  while (count < papers.length) {
    count = Math.min(papers.length, Math.ceil(count * (1 + step)));
    const next = await run(papers.slice(0, count), themes);
    runs.push(compare(themes, next));
    themes = next;
  }
  const stay = (key) => show(mean(runs.map((one) => one[key])));
  const line = (name, { k, silhouette, v }) =>
    console.log(`${name}  k ${k}  silhouette ${show(silhouette)}  V ${show(v)}`);
  console.log(`${runs.length} runs: papers that stay ${stay('papers')}, names that stay ${stay('names')}`);
  line('grown', quality(papers, themes));
  line('fresh', quality(papers, await run(papers)));
}

if (flags.includes('--from')) {
  await reportGrowth(option('--from', 0.5), option('--step', 0.2));
  await embedder.close();
  process.exit();
}
console.log('change             way      papers  names   ARI    most moved  ≤1 moved   k      silhouette  V');
const without = (n) => papers.filter((_, i) => i !== n);
const places = Array.from({ length: trials }, (_, t) => Math.floor(((t + 0.5) * papers.length) / trials));
await report(
  'one removed',
  places.map((n) => [papers, without(n)]),
);
await report(
  'one added',
  places.map((n) => [without(n), papers]),
);
await report('growth by 10 %', [[papers.slice(0, Math.floor(papers.length / 1.1)), papers]]);
await report('growth by 50 %', [[papers.slice(0, Math.floor(papers.length / 1.5)), papers]]);
await embedder.close();
