/**
 * How well do themes agree with groups that people made? V-measure on judged sets, k given and k found.
 *
 *   npm run build && node test/bench/themes-judged.mjs FOLDER…
 *
 * Each FOLDER holds `docs.jsonl`: `id`, `title`, `text` and `label` a line. Outliers count as one more group. The time
 * is that of `findThemes` once papers are embedded, phrases embedded and all.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedder, paperText } from '../../dist/embed/index.js';
import { overlapsOf, vMeasure } from '../../dist/evaluate/clusters.js';
import { findThemes } from '../../dist/themes/index.js';
import { NOTHING_ELSE } from './title-and-abstract.mjs';

const embedder = await openEmbedder({
  dir: fileURLToPath(new URL('../../models/abstract-minilm-l3', import.meta.url)),
  workers: 2,
});
console.log('set                     papers    true k   V, k given   k found   V, k found   outliers   seconds');
for (const folder of process.argv.slice(2)) {
  const lines = readFileSync(join(folder, 'docs.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const papers = lines.map(({ id, title, text }) => ({
    ...NOTHING_ELSE,
    id: String(id),
    title: title ?? '',
    abstract: text,
  }));
  const embeddings = await embedder.embed(papers.map(paperText));
  const truth = lines.map(({ label }) => label);
  const find = (options) => findThemes(papers, embeddings, (texts) => embedder.embed(texts), options);
  const k = new Set(truth).size;
  const given = await find({ k });
  const started = performance.now();
  const found = await find({});
  const seconds = (performance.now() - started) / 1000;
  const v = (themes) => {
    const theme = new Map(themes.themes.flatMap(({ id, papers: members }) => members.map((paper) => [paper.id, id])));
    const groups = papers.map(({ id }) => theme.get(id) ?? 'none');
    return vMeasure(overlapsOf(truth, groups)).v.toFixed(3);
  };
  const share = `${((100 * found.outliers.length) / papers.length).toFixed(1)} %`;
  console.log(
    `${basename(folder).padEnd(22)}${String(papers.length).padStart(8)}${String(k).padStart(10)}${v(given).padStart(13)}${String(found.themes.length).padStart(10)}${v(found).padStart(13)}${share.padStart(11)}${seconds.toFixed(2).padStart(10)}`,
  );
}
await embedder.close();
