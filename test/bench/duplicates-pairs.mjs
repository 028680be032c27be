/**
 * Writes what `duplicates-rivals.py` compares with: embeddings of the shipped model and the pairs that are found.
 *
 *   npm run build && node test/bench/duplicates-pairs.mjs FOLDER OUT
 *
 * FOLDER/papers.jsonl → OUT/embeddings.f32 (float32, one row a paper, in their order) and OUT/pairs.json (every scored
 * pair).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupsOf } from '../../dist/duplicates/index.js';
import { openEmbedder } from '../../dist/embed/index.js';
import { comparePapers } from './compare-papers.mjs';
import { NOTHING_ELSE } from './title-and-abstract.mjs';

const [folder, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: node test/bench/duplicates-pairs.mjs FOLDER OUT');
  process.exit(2);
}
const papers = readFileSync(join(folder, 'papers.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => ({ ...NOTHING_ELSE, ...JSON.parse(line) }));
const embedder = await openEmbedder({
  dir: new URL('../../models/abstract-minilm-l3', import.meta.url).pathname,
  workers: 2,
});
const embedded = await embedder.embed(papers.map(embedder.paperText));
await embedder.close();

const started = performance.now();
const comparison = await comparePapers(papers, new Map(papers.map(({ id }, i) => [id, embedded[i]])));
const seconds = (performance.now() - started) / 1000;
const { groups } = groupsOf(papers, comparison, { threshold: 0.05 });

mkdirSync(out, { recursive: true });
writeFileSync(
  join(out, 'embeddings.f32'),
  Buffer.concat(embedded.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))),
);
writeFileSync(
  join(out, 'pairs.json'),
  JSON.stringify({
    seconds,
    pairs: groups.flatMap(({ pairs }) => pairs.map(({ a, b, score, kind }) => ({ a, b, score, kind }))),
  }),
);
