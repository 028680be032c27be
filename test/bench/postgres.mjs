#!/usr/bin/env node
/**
 * What questions to an index in PostgreSQL cost, by mode and number of clients, and the recall of its graphs.
 *
 *   node test/bench/postgres.mjs --index URL|FOLDER [--clients 1,8,32] [--questions 40] [--no-recall] [--beside FOLDER]
 *
 * Questions are put to the store, so that the model is not measured: the point is the embedding of a paper moved a
 * little, the words are drawn from the vocabulary as often as papers hold them. A folder is measured by the same
 * questions. Dense: the nearest 100. Lexical: the best 100 by four words. Hybrid: both, with the embeddings and
 * sentences of all of them. Filtered: hybrid among the 1 % of papers with the most comments. Clients ask one question
 * after the other, all in one process. Recall: of the nearest 10 of an exact scan. `--beside` compares answers with those
 * of the folder that the index was copied from: ids in order, and the largest difference of similarities and scores.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    index: { type: 'string' },
    clients: { type: 'string', default: '1,8,32' },
    questions: { type: 'string', default: '40' },
    'no-recall': { type: 'boolean', default: false },
    beside: { type: 'string' },
  },
});
const load = (path) => import(join(resolve(import.meta.dirname, '../../dist'), path));
const { openStore } = await load('store/index.js');
const { toUnitLength, cosineSimilarity } = await load('embedding.js');
const { seededRandom } = await load('maths/random.js');

const NEAREST = 100;
const isServer = /^postgres/.test(values.index);
const counts = values.clients.split(',').map(Number);
const location = isServer ? `${values.index}&connections=${Math.max(...counts)}` : values.index;
const store = await openStore(location);
const random = seededRandom(9);

/** Points and words for so many questions. */
async function prepared(count) {
  return store.read(async (view) => {
    const papers = await view.count();
    const ids = [];
    for await (const batch of view.scanHeadings()) {
      for (const { id } of batch) if (random() < (4 * count) / papers) ids.push(id);
      if (ids.length >= count) break;
    }
    const embeddings = [...(await view.embeddings(ids.slice(0, count))).values()];
    const terms = [...(await view.termsOfLength(4, 8))];
    const total = terms.reduce((sum, [, holders]) => sum + holders, 0);
    const anyTerm = () => {
      let at = random() * total;
      for (const [term, holders] of terms) if ((at -= holders) <= 0) return term;
      return terms[0][0];
    };
    return embeddings.map((embedding) => ({
      point: toUnitLength([...embedding].map((x) => x + (random() - 0.5) * 0.02)),
      words: [anyTerm(), anyTerm(), anyTerm(), anyTerm()],
    }));
  });
}

const dense = (view, { point }, where) => view.nearest(point, NEAREST, { where });
const lexical = (view, { words }, where) => view.rankByWords(words, NEAREST, { where });
async function hybrid(view, question, where) {
  const found = [...(await dense(view, question, where)), ...(await lexical(view, question, where))];
  const ids = [...new Set(found.map(({ id }) => id))];
  await view.embeddings(ids);
  await view.sentences(ids);
}
const MODES = { dense, lexical, hybrid, filtered: (view, question) => hybrid(view, question, { minComments: 99 }) };

async function times(mode, questions, clients) {
  const waiting = [...questions];
  const taken = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let question = waiting.pop(); question !== undefined; question = waiting.pop()) {
        const began = performance.now();
        await store.read((view) => MODES[mode](view, question));
        taken.push(performance.now() - began);
      }
    }),
  );
  taken.sort((a, b) => a - b);
  const at = (share) => taken[Math.min(taken.length - 1, Math.floor(share * taken.length))].toFixed(0);
  return `${at(0.5)} / ${at(0.95)}`;
}

async function recall(questions) {
  const points = questions.slice(0, 20).map(({ point }) => point);
  const best = points.map(() => []);
  await store.read(async (view) => {
    for await (const batch of view.scanEmbeddings())
      points.forEach((point, i) => {
        for (const [id, embedding] of batch) best[i].push({ id, similarity: cosineSimilarity(point, embedding) });
        best[i] = best[i].sort((a, b) => b.similarity - a.similarity).slice(0, 10);
      });
  });
  let found = 0;
  for (const [i, point] of points.entries()) {
    const nearest = new Set((await store.read((view) => view.nearest(point, 10))).map(({ id }) => id));
    found += best[i].filter(({ id }) => nearest.has(id)).length;
  }
  return found / (10 * points.length);
}

/** What is answered exactly: words, and nearness among few papers. */
const COMPARED = {
  words: lexical,
  'words, 1 % pass': (view, question) => lexical(view, question, { minComments: 99 }),
  'words, half pass': (view, question) => lexical(view, question, { minComments: 50 }),
  'nearest, 1 % pass': (view, question) => dense(view, question, { minComments: 99 }),
};

async function compare(questions, folder) {
  const other = await openStore(folder);
  for (const [name, ask] of Object.entries(COMPARED)) {
    let [equal, most] = [0, 0];
    for (const question of questions) {
      const [here, there] = await Promise.all([store, other].map((one) => one.read((view) => ask(view, question))));
      equal += Number(here.length === there.length && here.every(({ id }, i) => id === there[i].id));
      const value = ({ similarity, score }) => similarity ?? score;
      here.forEach((one, i) => (most = Math.max(most, Math.abs(value(one) - value(there[i] ?? one)))));
    }
    console.log(
      `${name}: ${equal} of ${questions.length} answers have the same papers in order, ${most.toExponential(1)}`,
    );
  }
  await other.close();
}

const { papers, sizeBytes } = await store.read((view) => view.status());
console.log(`${papers.toLocaleString('en')} papers, ${(sizeBytes / 1e9).toFixed(2)} GB\n`);
console.log(`| p50 / p95, ms | ${Object.keys(MODES).join(' | ')} |`);
console.log(
  `|--|${Object.keys(MODES)
    .map(() => '--|')
    .join('')}`,
);
const questions = await prepared(Number(values.questions));
for (const mode of Object.keys(MODES)) await times(mode, questions.slice(0, 3), 1);
for (const clients of counts) {
  const cells = [];
  for (const mode of Object.keys(MODES)) cells.push(await times(mode, questions, clients));
  console.log(`| ${clients} client${clients === 1 ? '' : 's'} | ${cells.join(' | ')} |`);
}
if (!values['no-recall']) console.log(`\nrecall at 10: ${(await recall(questions)).toFixed(3)}`);
if (values.beside !== undefined) await compare(questions, values.beside);
await store.close();
