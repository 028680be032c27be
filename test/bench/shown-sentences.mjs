/**
 * What the sentences shown as evidence say, and how similar they are to the query.
 *
 *   npm run build && node test/bench/shown-sentences.mjs --judge MODEL_DIR INDEX QUERIES.txt [INDEX QUERIES.txt…]
 *
 * QUERIES.txt holds a query a line. Of the first five answers to each, weak ones too, prints the share of sentences
 * that say what others did, refer back to another sentence, or say where to find something; and the mean similarity of
 * sentence and query by the model in MODEL_DIR, which paperkin does not use. `--list` prints each sentence first.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openEmbedder } from '../../dist/embed/index.js';
import { cosineSimilarity } from '../../dist/embedding.js';
import { openCorpus } from '../../dist/index.js';
import { isBackground, refersBack, saysWhere } from '../../dist/text/sentence-roles.js';

const { values, positionals } = parseArgs({
  options: { judge: { type: 'string' }, list: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const judge = await openEmbedder({ dir: values.judge, workers: 1 });
const sentences = [];
let similarity = 0;
for (let i = 0; i < positionals.length; i += 2) {
  const corpus = await openCorpus({ index: positionals[i] });
  for (const query of readFileSync(positionals[i + 1], 'utf8')
    .trim()
    .split('\n')) {
    const { papers } = await corpus.search(query, { limit: 5 });
    const shown = papers.flatMap(({ evidence }) => evidence.sentence?.text ?? []);
    const [asked, ...embeddings] = await judge.embed([query, ...shown]);
    for (const embedding of embeddings) similarity += cosineSimilarity(asked, embedding);
    if (values.list) for (const sentence of shown) console.log(`${query}\t${sentence}`);
    sentences.push(...shown);
  }
  await corpus.close();
}
await judge.close();
const share = (is) => `${((100 * sentences.filter(is).length) / sentences.length).toFixed(1)} %`;
console.log(
  `${sentences.length} sentences: ${share(isBackground)} on other work, ${share(refersBack)} refer back, ` +
    `${share(saysWhere)} say where; mean similarity ${(similarity / sentences.length).toFixed(3)}`,
);
