/**
 * Embeds the glossary of a model, after `npm run build`: npx tsx test/bench/glossary.ts [MODEL_DIR]
 *
 * Reads `glossary.tsv` in the folder of the model, writes `glossary.i8` beside it, and puts the checksums of both into
 * `SHA256SUMS` if there is one.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedder } from '../../src/embed/index.js';
import { quantize } from '../../src/embedding.js';

const FILES = ['glossary.tsv', 'glossary.i8'];
const folder = process.argv[2] ?? fileURLToPath(new URL('../../models/abstract-minilm-l3', import.meta.url));
const checksums = join(folder, 'SHA256SUMS');

/** The model is refused while a checksum is that of a file before the change. */
function setChecksums(files: readonly string[]): void {
  if (!existsSync(checksums)) return;
  const others = readFileSync(checksums, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !FILES.some((file) => line.endsWith(file)));
  const sum = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  writeFileSync(checksums, [...others, ...files.map((file) => `${sum(file)}  ${file}`), ''].join('\n'));
}

setChecksums([]);
const embedder = await openEmbedder({ dir: folder, workers: 1 });
const lines = readFileSync(join(folder, 'glossary.tsv'), 'utf8').trimEnd().split('\n');
const descriptions = lines.map((line) => line.split('\t')[1]!);
writeFileSync(join(folder, 'glossary.i8'), quantize(await embedder.embed(descriptions, { as: 'query' })));
await embedder.close();
setChecksums(FILES);
console.log(`${lines.length} entries`);
