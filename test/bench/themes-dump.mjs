/**
 * Writes what `themes-bertopic.py` reads: the papers of an index, their embeddings, and our themes, twice.
 *
 *   npm run build && node test/bench/themes-dump.mjs INDEX FOLDER
 *
 * FOLDER gets papers.jsonl (`id`, `title`, `abstract`), embeddings.f32 in the same order, themes.json, and
 * themes-shuffled.json, found again from the same papers in another order.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedder } from '../../dist/embed/index.js';
import { seededRandom } from '../../dist/maths/random.js';
import { openStore } from '../../dist/store/index.js';
import { findThemes } from '../../dist/themes/index.js';

const [index, folder] = process.argv.slice(2);
if (index === undefined || folder === undefined) throw new Error('name an index and a folder');
const store = await openStore(index);
const papers = [];
const found = new Map();
await store.read(async (view) => {
  for await (const batch of view.scanPapers()) papers.push(...batch);
  for await (const batch of view.scanEmbeddings()) for (const [id, embedding] of batch) found.set(id, embedding);
});
const embeddings = papers.map(({ id }) => found.get(id));
await store.close();

const embedder = await openEmbedder({
  dir: fileURLToPath(new URL('../../models/abstract-minilm-l3', import.meta.url)),
  workers: 1,
});
const themesIn = (order) =>
  findThemes(
    order.map((i) => papers[i]),
    order.map((i) => embeddings[i]),
    (texts) => embedder.embed(texts),
    { subjects: embedder.subjects },
  );
const inOrder = [...papers.keys()];
const random = seededRandom(1);
const shuffled = inOrder
  .map((i) => [random(), i])
  .sort(([a], [b]) => a - b)
  .map(([, i]) => i);
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'papers.jsonl'),
  papers.map(({ id, title, abstract }) => `${JSON.stringify({ id, title, abstract })}\n`).join(''),
);
writeFileSync(
  join(folder, 'embeddings.f32'),
  Buffer.concat(embeddings.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))),
);
writeFileSync(join(folder, 'themes.json'), JSON.stringify(await themesIn(inOrder)));
writeFileSync(join(folder, 'themes-shuffled.json'), JSON.stringify(await themesIn(shuffled)));
await embedder.close();
