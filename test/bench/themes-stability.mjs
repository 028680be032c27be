#!/usr/bin/env node
/**
 * How well do themes stay when papers come and go?
 *
 *   npx tsx test/bench/themes-stability.mjs PAPERS.jsonl [--most N] [--trials N] [--growths N] [--shuffle SEED]
 *       [--held N] [--scratch N] [--folder DIR] [--from SHARE --step SHARE]
 *
 * PAPERS.jsonl: one paper a line with `id`, `title`, `abstract` (or `text`), and `label` or `categories` (the first is
 * the class) where the true class is known; V is over the papers whose class is known.
 * Prints, for one paper removed, one added, and growth by 10 % and 50 % (each with --growths N other new papers): the
 * share of papers (of those in both runs) that keep their theme, the share of themes that keep id and name, the adjusted
 * Rand index between the two runs, and silhouette and V-measure beside a fresh run over the same papers. "carried": from
 * the last run; "fresh": anew. A paper that gains or loses a theme has moved too.
 * Each run from scratch is made once, whatever it is compared with. --folder keeps embeddings and papers for the
 * next call and for `themes-stability-bertopic.py`.
 * For a large collection: --held N adds each of the last N papers to all others, which needs one run from scratch
 * instead of one a trial, and --scratch N repeats only so many trials from scratch.
 * With --from 0.6 --step 0.2 only growth from 60 % of the papers to all of them, by a fifth with each run. Papers come in
 * the order of the file, or in random order with --shuffle.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { shuffled } from '../support/random.ts';

const dist = new URL('../../dist/', import.meta.url);
const { openEmbedder } = await import(new URL('embed/index.js', dist));
const { toUnitLength } = await import(new URL('embedding.js', dist));
const { findThemes } = await import(new URL('themes/index.js', dist));
const { adjustedRand, overlapsOf, vMeasure } = await import(new URL('evaluate/clusters.js', dist));
const { identify } = await import(new URL('themes/tracking/identity.js', dist));
const { meanSilhouette } = await import(new URL('themes/clustering/choose-k.js', dist));
const { rowsOf } = await import(new URL('maths/rows.js', dist));

const [file, ...flags] = process.argv.slice(2);
const option = (name, otherwise) => (flags.includes(name) ? Number(flags[flags.indexOf(name) + 1]) : otherwise);
const listed = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .slice(0, option('--most', 1500))
  .map((line) => JSON.parse(line))
  .map(({ id, title, abstract, text, label, categories, published }) => ({
    ...{ id, title, abstract: abstract ?? text, label: label ?? firstOf(categories) },
    published: published === undefined ? null : String(published),
    ...{ by: null, authors: [], venue: null, url: null, comments: null, identifiers: {}, places: [] },
  }));
const papers = flags.includes('--shuffle') ? shuffled(listed, option('--shuffle', 1)) : listed;
const [trials, growths] = [option('--trials', 10), option('--growths', 1)];

const embedder = await openEmbedder({
  dir: new URL('../../models/abstract-minilm-l3', import.meta.url).pathname,
  workers: availableParallelism(),
});
const folder = flags.includes('--folder') ? flags[flags.indexOf('--folder') + 1] : undefined;
const embedded = await embeddingsOf();
const embeddingOf = new Map(papers.map(({ id }, i) => [id, embedded[i]]));
const phrases = new Map();
const embedPhrases = async (texts) => {
  const missing = texts.filter((text) => !phrases.has(text));
  (await embedder.embed(missing)).forEach((embedding, i) => phrases.set(missing[i], embedding));
  return texts.map((text) => phrases.get(text));
};
const run = (some, previous) =>
  findThemes(
    some,
    some.map(({ id }) => embeddingOf.get(id)),
    embedPhrases,
    { subjects: embedder.subjects, ...(previous === undefined ? {} : { previous: previous.state }) },
  );
/** Runs from scratch, by their papers. */
const scratch = new Map();
async function fromScratch(some) {
  const key = some.map(({ id }) => id).join('\n');
  if (!scratch.has(key)) scratch.set(key, await run(some));
  return scratch.get(key);
}
/** As `themes --fresh` shows them: found anew, with the ids of the last run where they match. */
async function fresh(some, previous) {
  const found = await fromScratch(some);
  const { identities } = identify(found.state.themes, previous.state);
  const idOf = new Map(found.state.themes.map(({ id }, t) => [id, identities[t].id]));
  return { ...found, themes: found.themes.map((theme) => ({ ...theme, id: idOf.get(theme.id) })) };
}
const themeOf = ({ themes }) => new Map(themes.flatMap(({ id, papers: own }) => own.map((paper) => [paper.id, id])));

function compare([from, before], [to, after]) {
  const [a, b] = [themeOf(before), themeOf(after)];
  const after_ = new Set(to.map(({ id }) => id));
  const both = from.map(({ id }) => id).filter((id) => after_.has(id));
  const names = new Map(after.themes.map(({ id, label }) => [id, label]));
  const moved = both.filter((id) => a.get(id) !== b.get(id)).length;
  return {
    papers: 1 - moved / both.length,
    moved,
    names: before.themes.filter(({ id, label }) => names.get(id) === label).length / before.themes.length,
    rand: adjustedRand(
      overlapsOf(
        both.map((id) => a.get(id) ?? 'none'),
        both.map((id) => b.get(id) ?? 'none'),
      ),
    ),
  };
}

function quality(some, themes) {
  const of = themeOf(themes);
  const inThemes = some.filter(({ id }) => of.has(id));
  const classed = inThemes.filter(({ label }) => label !== undefined);
  const ids = [...new Set(of.values())];
  const labels = Int32Array.from(inThemes, ({ id }) => ids.indexOf(of.get(id)));
  return {
    k: ids.length,
    silhouette: meanSilhouette(rowsOf(inThemes.map(({ id }) => embeddingOf.get(id))), labels, ids.length),
    v:
      classed.length === 0
        ? NaN
        : vMeasure(
            overlapsOf(
              classed.map(({ label }) => label),
              classed.map(({ id }) => of.get(id)),
            ),
          ).v,
  };
}

const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;
const show = (x) => (Number.isNaN(x) ? '    –' : x.toFixed(3).padStart(5));
async function report(name, trialsOf) {
  for (const way of ['carried', 'fresh']) {
    const rows = [];
    const share = trialsOf.length / Math.min(trialsOf.length, option('--scratch', trialsOf.length));
    const pairs = way === 'carried' ? trialsOf : trialsOf.filter((_, t) => Math.floor(t % share) === 0);
    for (const [from, to] of pairs) {
      const before = await fromScratch(from);
      const after = way === 'fresh' ? await fresh(to, before) : await run(to, before);
      rows.push({ ...compare([from, before], [to, after]), ...quality(to, after) });
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
  let some = papers.slice(0, count);
  let themes = await run(some);
  const runs = [];
  while (count < papers.length) {
    count = Math.min(papers.length, Math.ceil(count * (1 + step)));
    const more = papers.slice(0, count);
    const next = await run(more, themes);
    runs.push(compare([some, themes], [more, next]));
    [some, themes] = [more, next];
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
const held = papers.splice(papers.length - option('--held', 0));
const without = (n) => papers.filter((_, i) => i !== n);
const places = Array.from({ length: trials }, (_, t) => Math.floor(((t + 0.5) * papers.length) / trials));
await report(
  'one removed',
  places.map((n) => [papers, without(n)]),
);
await report(
  'one added',
  held.length > 0 ? held.map((one) => [papers, [...papers, one]]) : places.map((n) => [without(n), papers]),
);
for (const [name, factor] of [
  ['growth by 10 %', 1.1],
  ['growth by 50 %', 1.5],
]) {
  await report(
    name,
    Array.from({ length: growths }, (_, g) => {
      const first = Math.round((g * papers.length) / growths);
      const turned = [...papers.slice(first), ...papers.slice(0, first)];
      return [turned.slice(0, Math.floor(papers.length / factor)), papers];
    }),
  );
}
await embedder.close();

function firstOf(categories) {
  const [first = ''] = Array.isArray(categories)
    ? String(categories[0] ?? '').split(/[ ,]/)
    : String(categories ?? '').split(/[ ,]/);
  return first === '' ? undefined : first;
}

async function embeddingsOf() {
  const [list, file] = folder === undefined ? [] : ['papers.jsonl', 'embeddings.f32'].map((name) => join(folder, name));
  const lines = papers
    .map(({ id, title, abstract, label }) => `${JSON.stringify({ id, title, abstract, label })}\n`)
    .join('');
  if (file !== undefined && existsSync(file) && readFileSync(list, 'utf8') === lines) {
    const { buffer } = Uint8Array.from(readFileSync(file));
    const dimension = buffer.byteLength / 4 / papers.length;
    return papers.map((_, i) => toUnitLength(new Float32Array(buffer, i * dimension * 4, dimension)));
  }
  const embeddings = await embedder.embed(papers.map(embedder.paperText));
  if (file === undefined) return embeddings;
  mkdirSync(folder, { recursive: true });
  writeFileSync(list, lines);
  writeFileSync(file, Buffer.concat(embeddings.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength))));
  return embeddings;
}
