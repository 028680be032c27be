/**
 * What the sentences shown as evidence say, and how similar they are to the query.
 *
 *   npm run build && node test/bench/shown-sentences.mjs --judge MODEL_DIR INDEX QUERIES.txt [INDEX QUERIES.txt…]
 *
 * QUERIES.txt holds a query a line. Of the first five answers to each, weak ones too, prints the share of sentences
 * that say what the paper does, say what others did, refer back to another sentence, or say where to find something;
 * and the mean similarity of sentence and query by the model in MODEL_DIR, which paperkin does not use. `--list` prints
 * each sentence first.
 *
 *   node test/bench/shown-sentences.mjs --judge MODEL_DIR --similar 20 INDEX…
 *
 * The same for both sentences of each pair that `similar` shows for every 20th paper.
 *
 *   node test/bench/shown-sentences.mjs --judge MODEL_DIR --recommend 20 INDEX…
 *
 * The same for the sentences that `recommend` shows if every 20th paper and the four most similar to it are liked; the
 * similarity is the mean over the liked papers.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openEmbedder } from '../../dist/embed/index.js';
import { cosineSimilarity } from '../../dist/embedding.js';
import { openCorpus } from '../../dist/index.js';
import { isBackground, isOwnWork, refersBack, saysWhere } from '../../dist/text/sentence-roles.js';

const { values, positionals } = parseArgs({
  options: {
    judge: { type: 'string' },
    list: { type: 'boolean', default: false },
    similar: { type: 'string' },
    recommend: { type: 'string' },
  },
  allowPositionals: true,
});
const judge = await openEmbedder({ dir: values.judge, workers: 1 });
const sentences = [];
const similarities = [];

async function compare(query, shown) {
  const [asked, ...embeddings] = await judge.embed([query, ...shown]);
  similarities.push(...embeddings.map((embedding) => cosineSimilarity(asked, embedding)));
  if (values.list) for (const sentence of shown) console.log(`${query}\t${sentence}`);
  sentences.push(...shown);
}

async function ofQueries(index, queries) {
  const corpus = await openCorpus({ index });
  for (const query of queries) {
    const { papers } = await corpus.search(query, { limit: 5 });
    const shown = papers.flatMap(({ evidence }) => evidence.sentence?.text ?? []);
    await compare(query, shown);
  }
  await corpus.close();
}

async function ofPairs(index, step) {
  const corpus = await openCorpus({ index });
  for (const { id } of (await corpus.list()).filter((_, i) => i % step === 0)) {
    const { papers } = await corpus.similar([id], { limit: 5 });
    for (const { evidence } of papers) {
      if (evidence.like === undefined) continue;
      await compare(evidence.like.sentence.text, [evidence.sentence.text]);
      sentences.push(evidence.like.sentence.text);
    }
  }
  await corpus.close();
}

async function ofRecommendations(index, step) {
  const corpus = await openCorpus({ index });
  for (const { id } of (await corpus.list()).filter((_, i) => i % step === 0)) {
    const { papers } = await corpus.similar([id], { limit: 4 });
    const liked = [await corpus.show(id), ...papers.map(({ paper }) => paper)];
    const { papers: recommended } = await corpus.recommend({ like: liked.map((one) => one.id), limit: 10 });
    const shown = recommended.flatMap(({ sentence }) => sentence?.text ?? []);
    if (shown.length === 0) continue;
    for (const { title, abstract } of liked) await compare(`${title}. ${abstract}`, shown);
    sentences.splice(-shown.length * (liked.length - 1)); // each counts once
  }
  await corpus.close();
}

if (values.recommend !== undefined)
  for (const index of positionals) await ofRecommendations(index, Number(values.recommend));
else if (values.similar !== undefined) for (const index of positionals) await ofPairs(index, Number(values.similar));
else
  for (let i = 0; i < positionals.length; i += 2)
    await ofQueries(
      positionals[i],
      readFileSync(positionals[i + 1], 'utf8')
        .trim()
        .split('\n'),
    );
await judge.close();
const share = (is) => `${((100 * sentences.filter(is).length) / sentences.length).toFixed(1)} %`;
const mean = similarities.reduce((sum, x) => sum + x, 0) / similarities.length;
console.log(
  `${sentences.length} sentences: ${share(isOwnWork)} on own work, ${share(isBackground)} on other work, ` +
    `${share(refersBack)} refer back, ${share(saysWhere)} say where; mean similarity ${mean.toFixed(3)}`,
);
