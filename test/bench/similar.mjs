#!/usr/bin/env node
/**
 * How good is `similar`, paper to paper?
 *
 *   node test/bench/similar.mjs DOCS.jsonl [--queries N]
 *
 * DOCS.jsonl: one paper a line with `id`, `title`, `text`, `label`. A paper is the query; papers of its label are
 * right. Prints nDCG@10 by meaning alone, by words alone and by both.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dist = new URL('../../dist/', import.meta.url);
const { openCorpus } = await import(new URL('index.js', dist));
const { openStore } = await import(new URL('store/index.js', dist));
const { openEmbedder } = await import(new URL('embed/index.js', dist));
const { searchSources } = await import(new URL('corpus/search-sources.js', dist));
const { similarPapers } = await import(new URL('search/index.js', dist));

const [file, flag, count] = process.argv.slice(2);
const queries = flag === '--queries' ? Number(count) : 200;
const docs = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));
const folder = mkdtempSync(join(tmpdir(), 'paperkin-'));
try {
  const papers = join(folder, 'papers.jsonl');
  writeFileSync(
    papers,
    docs.map(({ id, title, text }, i) => JSON.stringify({ id: `p${i}-${id}`, title, abstract: text })).join('\n'),
  );
  const corpus = await openCorpus({ index: join(folder, 'index'), create: true });
  await corpus.add([papers]);
  await corpus.close();
  const store = await openStore(join(folder, 'index'));
  const embedder = await openEmbedder({
    dir: new URL('../../models/abstract-minilm-l3', import.meta.url).pathname,
    workers: 1,
  });
  const labelOf = new Map(docs.map(({ id, label }, i) => [`p${i}-${id}`, label]));
  const ids = [...labelOf.keys()].sort();
  const asked = Array.from({ length: queries }, (_, q) => ids[Math.floor(((q + 0.5) * ids.length) / queries)]);
  const gain = (rank) => 1 / Math.log2(rank + 2);
  const ideal = Array.from({ length: 10 }, (_, rank) => gain(rank)).reduce((sum, x) => sum + x);
  for (const mode of ['dense', 'lexical', 'hybrid']) {
    let total = 0;
    for (const id of asked) {
      const { papers: ranked } = await store.read(async (view) =>
        similarPapers([id], [], await searchSources({ store, view, embedder: async () => embedder }), {
          mode,
          limit: 10,
        }),
      );
      ranked.forEach((paper, rank) => {
        if (labelOf.get(paper.id) === labelOf.get(id)) total += gain(rank) / ideal;
      });
    }
    console.log(`${mode.padEnd(8)} nDCG@10 ${(total / asked.length).toFixed(4)}`);
  }
  await embedder.close();
  await store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
