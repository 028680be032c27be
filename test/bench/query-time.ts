/**
 * How long a warm query takes, embedding, both rankings and evidence included, and how near the store comes to the
 * exact scan.
 *
 *   npx tsx test/bench/query-time.ts INDEX [QUERIES.jsonl]
 *
 * QUERIES.jsonl holds `text` (default: the judged fixtures). Prints p50 and p95 of `search` and of its parts.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Embedding } from '../../src/embedding.js';
import type { PaperId } from '../../src/paper.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { openCorpus } = (await import(join(root, 'dist/index.js'))) as typeof import('../../src/index.js');
const { openStore } = (await import(join(root, 'dist/store/index.js'))) as typeof import('../../src/store/index.js');
const { nearestOf } = (await import(
  join(root, 'dist/store/neighbours/exact.js')
)) as typeof import('../../src/store/neighbours/exact.js');
const { openEmbedder } = (await import(join(root, 'dist/embed/index.js'))) as typeof import('../../src/embed/index.js');
const [index, queriesFile = join(root, 'fixtures/judged/queries.jsonl')] = process.argv.slice(2);
if (index === undefined) throw new Error('name an index');
const queries = readFileSync(queriesFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text)
  .slice(0, 200);

const corpus = await openCorpus({ index });
const { papers } = await corpus.status();
console.log(`${papers} papers, ${queries.length} queries, Node ${process.versions.node}`);
await corpus.search(queries[0]!);
for (const mode of ['hybrid', 'dense', 'lexical'] as const) {
  report(`search, ${mode}`, await timed(queries, (text) => corpus.search(text, { mode })));
}
await corpus.close();

const store = await openStore(index);
const embedder = await openEmbedder({ dir: join(root, 'models/abstract-minilm-l3'), workers: 1 });
const embeddings = await embedder.embed(queries);
report('embedding alone', await timed(queries, (text) => embedder.embed([text])));
await store.read(async (view) => {
  const all: (readonly [PaperId, Embedding])[] = [];
  for await (const batch of view.scanEmbeddings()) all.push(...batch);
  report('store alone, 10 nearest', await timed(embeddings, (query) => view.nearest(query, 10)));
  let found = 0;
  for (const query of embeddings) {
    const truth = new Set(nearestOf(all, query, 10).map(({ id }) => id));
    found += (await view.nearest(query, 10)).filter(({ id }) => truth.has(id)).length;
  }
  console.log(`recall@10 ${(found / (Math.min(10, papers) * queries.length)).toFixed(4)}`);
});
await store.close();

async function timed<T>(things: readonly T[], work: (thing: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const thing of things) {
    const started = performance.now();
    await work(thing);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

function report(what: string, times: readonly number[]): void {
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))]!.toFixed(1).padStart(6);
  console.log(`${what.padEnd(30)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms`);
}
