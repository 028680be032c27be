/**
 * Embeds the glossary of a model, after `npm run build`: npx tsx test/bench/glossary.ts [MODEL_DIR]
 *
 * Reads `glossary.tsv` in the folder of the model, writes `glossary.i8` beside it, and puts the checksums of both into
 * `SHA256SUMS` if there is one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedder } from '../../dist/embed/index.js';
import { quantize } from '../../dist/embedding.js';
import { withChecksums } from './model-checksums.js';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../models/abstract-minilm-l3', import.meta.url));
await withChecksums(folder, ['glossary.tsv', 'glossary.i8'], async () => {
  const embedder = await openEmbedder({ dir: folder, workers: 1 });
  const lines = readFileSync(join(folder, 'glossary.tsv'), 'utf8').trimEnd().split('\n');
  const descriptions = lines.map((line) => line.split('\t')[1]!);
  writeFileSync(join(folder, 'glossary.i8'), quantize(await embedder.embed(descriptions, { as: 'query' })));
  await embedder.close();
  console.log(`${lines.length} entries`);
});
