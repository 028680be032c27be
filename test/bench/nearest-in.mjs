/**
 * The nearest ten papers of 300 papers of an index: processor time of a query, and recall against a comparison of all
 * embeddings (60 of them).
 *
 *   npm run build && node test/bench/nearest-in.mjs INDEX
 */
import { cosineSimilarity } from '../../dist/embedding.js';
import { openStore } from '../../dist/store/index.js';

const QUERIES = 300;
const COMPARED = 60;
const K = 10;

const [index] = process.argv.slice(2);
if (index === undefined) throw new Error('name an index');
const store = await openStore(index);
await store.read(async (view) => {
  const all = [];
  for await (const batch of view.scanEmbeddings()) all.push(...batch);
  const queries = Array.from({ length: QUERIES }, (_, i) => all[i * Math.floor(all.length / QUERIES)][1]);
  for (const query of queries.slice(0, 20)) await view.nearest(query, K);
  const before = process.cpuUsage();
  const found = [];
  for (const query of queries) found.push(await view.nearest(query, K));
  const { user, system } = process.cpuUsage(before);
  let shared = 0;
  for (let n = 0; n < COMPARED; n++) {
    const place = n * (QUERIES / COMPARED);
    const nearest = all
      .map(([id, embedding]) => ({ id, similarity: cosineSimilarity(queries[place], embedding) }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, K)
      .map(({ id }) => id);
    shared += found[place].filter(({ id }) => nearest.includes(id)).length;
  }
  const ms = (user + system) / 1000 / QUERIES;
  console.log(`${all.length} papers: ${ms.toFixed(2)} ms a query, recall ${(shared / COMPARED / K).toFixed(4)}`);
});
await store.close();
