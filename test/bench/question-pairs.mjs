#!/usr/bin/env node
/**
 * The processor time of a question in two builds, in one process and question by question in turn, so that a busy
 * machine slows both alike; and whether they answer the same.
 *
 *   node test/bench/question-pairs.mjs --checkout DIR --other DIR --index DIR [--other-index DIR] [--questions 300]
 *
 * The questions are the first five to seven words of titles of the index, each once; the first forty are not counted.
 * Both checkouts must resolve to the same `node_modules` (link one), because its native libraries are loaded once.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSqlite } from '../../dist/store/sqlite/database/driver.js';

const Database = await loadSqlite();
const { values } = parseArgs({
  options: {
    checkout: { type: 'string', default: resolve(import.meta.dirname, '../..') },
    other: { type: 'string' },
    index: { type: 'string' },
    'other-index': { type: 'string' },
    questions: { type: 'string', default: '300' },
  },
});
const NOT_COUNTED = 40;
const database = new Database(join(values.index, 'papers.sqlite'), { readonly: true });
const titles = database.prepare('SELECT title FROM heading ORDER BY id LIMIT 4000').pluck().all();
database.close();

const open = async (checkout, index) => {
  const { openCorpus } = await import(join(resolve(checkout), 'dist/index.js'));
  return openCorpus({ index, workers: 1 });
};
const builds = [
  { corpus: await open(values.checkout, values.index), times: [] },
  { corpus: await open(values.other, values['other-index'] ?? values.index), times: [] },
];
let different = 0;
for (let i = 0; i < NOT_COUNTED + Number(values.questions); i++) {
  const text = titles[i % titles.length]
    .split(' ')
    .slice(0, 5 + (i % 3))
    .join(' ');
  const answers = new Set();
  for (const { corpus, times } of i % 2 === 0 ? builds : builds.toReversed()) {
    const used = process.cpuUsage();
    answers.add(JSON.stringify(await corpus.search(text, {})));
    const { user, system } = process.cpuUsage(used);
    if (i >= NOT_COUNTED) times.push((user + system) / 1000);
  }
  if (answers.size > 1) different++;
}
const [mine, others] = builds.map(({ times }) => times);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
console.log('| | median | mean |');
console.log('| -- | -- | -- |');
for (const [name, times] of [
  ['first', mine],
  ['other', others],
])
  console.log(`| ${name} | ${median(times).toFixed(1)} ms | ${mean(times).toFixed(1)} ms |`);
const ratio = median(mine.map((time, i) => others[i] / time));
console.log(`other / first, median over the questions: ${ratio.toFixed(3)}; ${different} answers differ`);
for (const { corpus } of builds) await corpus.close();
