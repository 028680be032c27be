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

const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url));
const { searchSources } = await dist('corpus/search-sources.js');
const { openEmbedder } = await dist('embed/index.js');
const { readJudgedSet } = await dist('evaluate/index.js');
const { ndcg } = await dist('evaluate/ranking.js');
const { addFiles } = await dist('ingest/index.js');
const { rankPapers, readQuery } = await dist('search/index.js');
const { hybridScorer } = await dist('search/ranking/fusion.js');
const { regularize } = await dist('search/ranking/regularize.js');
const { openStore } = await dist('store/index.js');

const DEPTH = 1000;
const POOL = 100;
/** Queries looked at in a set, evenly over it. */
const QUERIES = 500;

const mean = (numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
const inOrder = (scored) => scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));

/** Each way takes the papers of both pools with what is known of the query, and gives them in order. */
const WAYS = {
  'reciprocal ranks, k = 60': ({ papers }) =>
    inOrder(
      papers.map(({ id, dense, lexical }) => ({
        id,
        score: [dense, lexical].reduce((sum, place) => sum + (place ? 1 / (60 + place.rank) : 0), 0),
      })),
    ),
  ...Object.fromEntries(
    [0.5, 0.6, 0.7].map((w) => [`${w} of similarity for every query`, (query) => inOrder(fixed(query, w))]),
  ),
  'the same, 0.6, regularized': (query) => regularize(inOrder(fixed(query, 0.6)), query.embeddings),
  'weight by agreement': (query) => inOrder(agreed(query)),
};

function fixed({ papers, expected, nearest, words }, weight) {
  return papers.map(({ id, similarity, lexical }) => ({
    id,
    score:
      (weight * (similarity - expected)) / (nearest - expected || 1) +
      ((1 - weight) * (lexical?.score ?? 0)) / (words || 1),
  }));
}

function agreed({ papers, expected, nearest, words, read, statistics }) {
  const similarityOf = new Map(papers.map(({ id, similarity }) => [id, similarity]));
  const byWords = papers.filter(({ lexical }) => lexical).sort((a, b) => a.lexical.rank - b.lexical.rank);
  const scales = {
    ...{ expected, bestSimilarity: nearest, bestWords: words, names: read.names, termsWeight: read.termsWeight },
    similaritiesByWords: byWords.map(({ id }) => similarityOf.get(id)),
  };
  const score = hybridScorer(scales, statistics);
  return papers.map(({ id, similarity, lexical }) => ({ id, score: score(similarity, lexical?.score ?? 0) }));
}

/** The papers of both pools, as `rankPapers` joins them. */
async function poolOf(dense, lexical, sources, embedding, read) {
  const [near, byWords] = [dense.slice(0, POOL), lexical.slice(0, POOL)];
  const papers = new Map([...near, ...byWords].map((one) => [one.id, { ...one, dense: null, lexical: null }]));
  for (const { id, rank, score } of near) papers.get(id).dense = { rank, score };
  for (const { id, rank, score } of byWords) papers.get(id).lexical = { rank, score };
  return {
    papers: [...papers.values()],
    expected: sources.statistics.mean.reduce((sum, x, i) => sum + x * embedding[i], 0),
    nearest: near[0].similarity,
    words: byWords[0]?.score ?? 0,
    embeddings: await sources.papers.embeddings([...papers.keys()]),
    statistics: sources.statistics,
    read,
  };
}

const results = new Map();
const embedder = await openEmbedder({ dir: new URL('../../models/abstract-minilm-l3', import.meta.url).pathname });
for (const folder of process.argv.slice(2)) {
  const set = await readJudgedSet(folder);
  const index = mkdtempSync(join(tmpdir(), 'paperkin-bench-'));
  const opened = { store: await openStore(index), embedder: async () => embedder };
  const lines = set.papers.map(({ id, title, abstract }) => `${JSON.stringify({ id, title, abstract })}\n`).join('');
  const bytes = new TextEncoder().encode(lines);
  await addFiles(opened, [{ name: set.name, bytes }], { format: 'jsonl', trustNumbers: true });
  const figures = new Map();
  const record = (way, ids, { grades, itself }) => {
    const others = ids.filter((id) => id !== itself);
    figures.set(way, [...(figures.get(way) ?? []), ndcg(others, grades, 10)]);
  };
  await opened.store.read(async (view) => {
    const sources = await searchSources({ ...opened, view });
    for (const query of set.queries.filter((_, i) => i % Math.ceil(set.queries.length / QUERIES) === 0)) {
      const read = await readQuery(query.text, sources);
      const [embedding, ...sentences] = await sources.embed([read.corrected, ...read.sentences]);
      const without = new Set(query.itself === null ? [] : [query.itself]);
      const rank = (mode) => rankPapers({ ...read, embedding, sentences, without }, sources, { mode, limit: DEPTH });
      const ranked = { dense: await rank('dense'), lexical: await rank('lexical'), hybrid: await rank('hybrid') };
      for (const [mode, papers] of Object.entries(ranked))
        record(
          mode,
          papers.map(({ id }) => id),
          query,
        );
      const pool = await poolOf(ranked.dense, ranked.lexical, sources, embedding, read);
      for (const [way, order] of Object.entries(WAYS))
        record(
          way,
          order(pool).map(({ id }) => id),
          query,
        );
    }
  });
  for (const [way, values] of figures) results.set(way, { ...results.get(way), [set.name]: mean(values) });
  await opened.store.close();
  rmSync(index, { recursive: true });
}
await embedder.close();

const sets = Object.keys(results.get('dense'));
const better = (set) => Math.max(results.get('dense')[set], results.get('lexical')[set]);
const cell = (x) => x.toFixed(4).padStart(11);
console.log(
  ['way'.padEnd(36), ...[...sets, 'mean', 'least gain'].map((head) => head.slice(0, 10).padStart(11))].join(''),
);
for (const [way, values] of results) {
  const least = Math.min(...sets.map((set) => values[set] - better(set)));
  const cells = [...sets.map((set) => values[set]), mean(Object.values(values)), least];
  console.log([way.padEnd(36), ...cells.map(cell)].join(''));
}
