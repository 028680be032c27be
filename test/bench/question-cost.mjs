#!/usr/bin/env node
/**
 * The processor time of a question in one process, each asked once.
 *
 *   npm run build && node test/bench/question-cost.mjs --index DIR [--checkout DIR] [--questions 200]
 *
 * The questions are the first five to seven words of titles of the index. The first forty are not counted.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSqlite } from '../../dist/store/sqlite/database/driver.js';

const Database = await loadSqlite();
const { values } = parseArgs({
  options: {
    index: { type: 'string' },
    checkout: { type: 'string', default: resolve(import.meta.dirname, '../..') },
    questions: { type: 'string', default: '200' },
  },
});
const NOT_COUNTED = 40;
const { openCorpus } = await import(join(resolve(values.checkout), 'dist/index.js'));
const database = new Database(join(values.index, 'papers.sqlite'), { readonly: true });
const titles = database.prepare('SELECT title FROM heading ORDER BY id LIMIT 4000').pluck().all();
database.close();

const corpus = await openCorpus({ index: values.index, workers: 1 });
let next = 0;
const ask = () => {
  const words = titles[next % titles.length].split(' ').slice(0, 5 + (next % 3));
  next++;
  return corpus.search(words.join(' '), {});
};
for (let i = 0; i < NOT_COUNTED; i++) await ask();
const [began, used, count] = [performance.now(), process.cpuUsage(), Number(values.questions)];
for (let i = 0; i < count; i++) await ask();
const { user, system } = process.cpuUsage(used);
const elapsed = performance.now() - began;
await corpus.close();
console.log(`${((user + system) / 1000 / count).toFixed(1)} ms of processor time, ${(elapsed / count).toFixed(1)} ms`);
