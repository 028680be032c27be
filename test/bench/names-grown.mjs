#!/usr/bin/env node
/**
 * How many names of themes change when they are chosen again after a few papers were added.
 *
 *   npm run build && node test/bench/names-grown.mjs --index DIR [--more 31] [--checkout DIR]
 *
 * DIR has more than 5,000 papers and themes. The themes are named twice, without names of an earlier run: with all
 * papers, and without the last MORE of them (in order of id). Their members are the same both times.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    index: { type: 'string' },
    more: { type: 'string', default: '31' },
    checkout: { type: 'string', default: resolve(import.meta.dirname, '../..') },
  },
});
const load = (path) => import(join(resolve(values.checkout), 'dist', path));
const { openCorpus } = await load('index.js');
const { openStore } = await load('store/index.js');
const { openEmbedder } = await load('embed/index.js');
const { rowsOf } = await load('maths/rows.js');
const { paperTextOf } = await load('themes/paper-words.js');
const { gatherAreas, labelThemes, readLibrary } = await load('themes/naming/label.js');
const { centroidsOf, similaritiesTo } = await load('themes/clustering/membership.js');

const corpus = await openCorpus({ index: values.index });
const { themes } = await corpus.themes();
await corpus.close();
const store = await openStore(values.index);
const [papers, embeddings] = [[], new Map()];
await store.read(async (view) => {
  for await (const batch of view.scanPapers()) papers.push(...batch);
  for await (const batch of view.scanEmbeddings()) for (const [id, embedding] of batch) embeddings.set(id, embedding);
});
await store.close();
const embedder = await openEmbedder({ dir: join(resolve(values.checkout), 'models/abstract-minilm-l3'), workers: 2 });
const themeOf = new Map(themes.flatMap(({ papers: members }, c) => members.map((member) => [member.id ?? member, c])));

async function named(count) {
  const some = papers.slice(0, count);
  const rows = rowsOf(some.map(({ id }) => embeddings.get(id)));
  const labels = Int32Array.from(some, ({ id }) => themeOf.get(id) ?? -1);
  const centroids = centroidsOf(rows, labels, themes.length);
  const groups = {
    ids: themes.map((_, c) => `${c}`),
    labels,
    centroids,
    similarities: similaritiesTo(centroids, rows, labels),
  };
  const library = await readLibrary(rows, async (places) => Array.from(places, (place) => paperTextOf(some[place])), {
    embedPhrases: (texts) => embedder.embed(texts),
    subjects: await embedder.subjects(),
  });
  const labelled = await labelThemes(some, library, groups, { previous: new Map(), ownNames: new Map() });
  return { labelled, areas: await gatherAreas(library, rows, groups, labelled) };
}

const before = await named(papers.length - Number(values.more));
const after = await named(papers.length);
await embedder.close();
const terms = after.labelled.flatMap(({ terms: own }, c) => own.map((term) => before.labelled[c].terms.includes(term)));
const areas = new Set(before.areas.map(({ label }) => label));
console.log(
  `${values.more} more of ${papers.length} papers: other labels ${after.labelled.filter(({ label }, c) => label !== before.labelled[c].label).length} of ${themes.length}, ` +
    `terms ${terms.filter((same) => !same).length} of ${terms.length}, areas ${after.areas.filter(({ label }) => !areas.has(label)).length} of ${after.areas.length}`,
);
