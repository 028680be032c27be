/**
 * The nearest papers of an index: processor time of a query for ten of them, and recall against a comparison of all
 * embeddings at 10, 100 and 1,000. Queries are papers of the index, and titles of papers embedded by the model.
 *
 *   npm run build && node test/bench/nearest-in.mjs INDEX
 */
import { resolve } from 'node:path';
import { openEmbedder } from '../../dist/embed/index.js';
import { cosineSimilarity } from '../../dist/embedding.js';
import { openStore } from '../../dist/store/index.js';

const QUERIES = 300;
const COMPARED = 60;
const AT = [10, 100, 1_000];

const [index] = process.argv.slice(2);
if (index === undefined) throw new Error('name an index');
const evenly = (count, all) => Array.from({ length: count }, (_, i) => all[i * Math.floor(all.length / count)]);
const embedder = await openEmbedder({
  dir: resolve(import.meta.dirname, '../../models/abstract-minilm-l3'),
  workers: 1,
});
const store = await openStore(index);
await store.read(async (view) => {
  const [ids, embeddings] = [[], []];
  for await (const batch of view.scanEmbeddings())
    for (const [id, embedding] of batch) {
      ids.push(id);
      embeddings.push(embedding);
    }
  const queries = evenly(QUERIES, embeddings);
  for (const query of queries.slice(0, 20)) await view.nearest(query, AT[0]);
  const before = process.cpuUsage();
  for (const query of queries) await view.nearest(query, AT[0]);
  const { user, system } = process.cpuUsage(before);
  console.log(`${ids.length} papers: ${((user + system) / 1000 / QUERIES).toFixed(2)} ms a query`);
  const titles = (await view.papers(evenly(COMPARED, ids))).map(({ title }) => title);
  await printRecall(view, embeddings, { name: 'papers', queries: evenly(COMPARED, queries) });
  await printRecall(view, embeddings, { name: 'titles', queries: await embedder.embed(titles, { as: 'query' }) });
});
await store.close();
await embedder.close();

async function printRecall(view, embeddings, { name, queries }) {
  const found = AT.map(() => 0);
  for (const query of queries) {
    const exact = Float64Array.from(embeddings, (embedding) => cosineSimilarity(query, embedding)).sort();
    for (const [i, k] of AT.entries()) {
      const nearest = await view.nearest(query, k);
      found[i] += nearest.slice(0, k).filter(({ similarity }) => similarity >= exact.at(-k)).length / k;
    }
  }
  const shares = found.map((sum, i) => `${(sum / queries.length).toFixed(4)} at ${AT[i]}`);
  console.log(`recall, ${queries.length} ${name}: ${shares.join(', ')}`);
}
