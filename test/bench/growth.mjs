#!/usr/bin/env node
/**
 * What one paper, one question and one look at near-duplicates cost as a collection grows.
 *
 *   node test/bench/growth.mjs [--papers 1000,10000,50000] [--texts FILE.jsonl] [--index DIR]
 *     [--checkout DIR] [--no-duplicates] [--grow]
 *
 * The papers and their embeddings are made (`growth-papers.mjs`), so that the store is measured and not the model; the
 * paper that is added and the questions go through the model. `--texts` takes titles and abstracts of a file. `--checkout` measures
 * another built checkout. `--index` keeps the index there; one of the right size is used again. `--grow` measures
 * nothing. `growth-whole.mjs` measures what looks at all papers.
 *
 * After the table, the slope of each line: the exponent of its growth with the papers by processor time (of memory by
 * megabytes), from the first size to the last, and between the last two. 1 is in proportion to the papers.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSqlite } from '../../dist/store/sqlite/database/driver.js';
import { madeId, madePapers, papersOfTexts } from './growth-papers.mjs';
import { row, shown, timed } from './timed.mjs';

const Database = await loadSqlite();
const { values } = parseArgs({
  options: {
    papers: { type: 'string', default: '1000,10000,50000' },
    index: { type: 'string' },
    checkout: { type: 'string', default: resolve(import.meta.dirname, '../..') },
    'no-duplicates': { type: 'boolean', default: false },
    ask: { type: 'boolean', default: false },
    grow: { type: 'boolean', default: false },
    texts: { type: 'string' },
  },
});
const dist = resolve(values.checkout, 'dist');
const textsOption = values.texts === undefined ? [] : ['--texts', values.texts];
const load = (path) => import(join(dist, path));

const BATCH = 5_000;
const QUESTIONS = 40;
/** Batches that another process adds while questions are asked, and their papers: as many as `add` writes at once. */
const BATCHES = 7;
const BATCH_ADDED = 64;
const LINES = [
  'add one',
  'cold search',
  'query p50',
  'asked again',
  'filtered (1 %)',
  'after a batch',
  'server memory',
  ...(values['no-duplicates'] ? [] : ['duplicates']),
];
/** Texts that are read for those batches. */
const TEXTS_FOR_BATCHES = 2_000;

async function grow(index, from, to, { update = true, most } = {}) {
  const { openStore } = await load('store/index.js');
  const { hashOfText } = await load('text/hash-of-text.js');
  const { indexWords } = await load('text/terms.js');
  const { quantize } = await load('embedding.js');
  const { openEmbedder } = await load('embed/index.js');
  const embedder = await openEmbedder({ dir: resolve(values.checkout, 'models/abstract-minilm-l3'), workers: 1 });
  const { model } = embedder;
  await embedder.close();
  const { texts: file } = values;
  const made = await (file === undefined
    ? madePapers(load, model.dimension)
    : papersOfTexts(load, model.dimension, { file, most }));
  const store = await openStore(index);
  for (let start = from; start < to; start += BATCH) {
    const [papers, embeddings, sentences] = [[], new Map(), new Map()];
    for (let i = start; i < Math.min(to, start + BATCH); i++) {
      const paper = made.paper(i);
      const textHash = hashOfText(`${paper.title}\0${paper.abstract}`);
      const keys = [`id:${paper.id}`, `text:${textHash}`];
      papers.push({ paper, given: true, keys, textHash, words: indexWords(paper) });
      const numbers = made.embeddings(i, paper);
      embeddings.set(textHash, numbers.embedding);
      sentences.set(textHash, quantize(numbers.sentences));
    }
    await store.write({ model, papers, embeddings, sentences });
    if (start % (10 * BATCH) === 0 && to - from > 10 * BATCH) console.error(`${start} of ${to}`);
  }
  if (update) await store.updateNeighbours?.();
  await store.close();
}

/** The first words of titles, the same in every run. */
function questionsOf(index) {
  const database = new Database(join(index, 'papers.sqlite'), { readonly: true });
  const titles = database.prepare('SELECT title FROM heading WHERE row <= 1000 ORDER BY id').pluck().all();
  database.close();
  const step = Math.floor(titles.length / QUESTIONS);
  return Array.from({ length: QUESTIONS }, (_, i) => titles[i * step].split(' ').slice(0, 4).join(' '));
}

/** Run as a process of its own, so that its memory is its own. */
async function ask(index) {
  const { openCorpus } = await load('index.js');
  const corpus = await openCorpus({ index, workers: 1 });
  const texts = questionsOf(index);
  const middle = (times) => times.slice(5).sort((a, b) => a - b)[Math.floor((times.length - 5) / 2)];
  const p50 = async (options) => {
    const [times, processor] = [[], []];
    for (const text of texts) {
      const [began, used] = [performance.now(), process.cpuUsage()];
      await corpus.search(text, options);
      times.push(performance.now() - began);
      const { user, system } = process.cpuUsage(used);
      processor.push((user + system) / 1000);
    }
    return { text: `${middle(times).toFixed(1)} ms (${middle(processor).toFixed(1)})`, used: middle(processor) };
  };
  const first = await p50({});
  await p50({});
  const warm = await p50({});
  const filtered = await p50({ minComments: 99 });
  const meanwhile = await whileAnotherAdds(index, corpus, texts);
  await corpus.close();
  const mb = process.resourceUsage().maxRSS / 1024;
  const memory = { text: `${mb.toFixed(0)} MB`, used: mb };
  console.log(JSON.stringify([first, warm, filtered, meanwhile, memory]));
}

/** A question after each batch that another writer adds; the papers are taken out again. */
async function whileAnotherAdds(index, corpus, texts) {
  const { openStore } = await load('store/index.js');
  const { papers } = await corpus.status();
  const processor = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    await grow(index, papers + batch * BATCH_ADDED, papers + (batch + 1) * BATCH_ADDED, {
      update: false,
      most: TEXTS_FOR_BATCHES,
    });
    const used = process.cpuUsage();
    await corpus.search(texts[batch]);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  const store = await openStore(index);
  await store.write({ remove: Array.from({ length: BATCHES * BATCH_ADDED }, (_, i) => madeId(papers + i)) });
  await store.close();
  const median = processor.sort((a, b) => a - b)[Math.floor(BATCHES / 2)];
  return { text: `${median.toFixed(0)} ms`, used: median };
}

async function measure() {
  const index = values.index === undefined ? mkdtempSync(join(tmpdir(), 'growth-')) : resolve(values.index);
  const cli = join(dist, 'present/cli/main.js');
  const one = join(tmpdir(), `one-more-${process.pid}.jsonl`);
  row(['papers', ...LINES]);
  row(['papers', ...LINES].map(() => '--'));
  const measured = [];
  const { openStore } = await load('store/index.js');
  for (const papers of values.papers.split(',').map(Number)) {
    const store = await openStore(index);
    const from = await store.read((view) => view.count());
    await store.close();
    if (from < papers) await grow(index, from, papers);
    if (values.grow) continue;
    timed([cli, 'search', 'anything', '--index', index]); // what is derived is made once
    writeFileSync(one, JSON.stringify({ id: `one-${papers}`, title: 'One more', abstract: `Paper after ${papers}.` }));
    const add = timed([cli, 'add', one, '--index', index]);
    const cold = timed([cli, 'search', 'grounds for delay', '--index', index]);
    const asked = spawnSync(
      process.execPath,
      [import.meta.filename, '--ask', '--index', index, '--checkout', values.checkout, ...textsOption],
      { encoding: 'utf8' },
    );
    const doubles = values['no-duplicates'] ? undefined : timed([cli, 'duplicates', '--index', index]);
    timed([cli, 'remove', `one-${papers}`, '--index', index]);
    const cells = [command(add), command(cold), ...JSON.parse(asked.stdout), ...(doubles ? [command(doubles)] : [])];
    row([papers.toLocaleString('en'), ...cells.map(({ text }) => text)]);
    measured.push({ papers, cells });
  }
  printSlopes(measured);
  rmSync(one, { force: true });
  if (values.index === undefined) rmSync(index, { recursive: true, force: true });
}

function command(one) {
  return { text: shown(one), used: one.seconds };
}

function printSlopes(measured) {
  if (measured.length < 2) return;
  const between = (from, to) => {
    const ratio = Math.log(to.papers / from.papers);
    return to.cells.map(({ used }, i) => (Math.log(used / from.cells[i].used) / ratio).toFixed(2));
  };
  const [last, beforeLast] = [measured.at(-1), measured.at(-2)];
  row(['slope, first to last', ...between(measured[0], last)]);
  if (measured.length > 2) row(['slope, last two', ...between(beforeLast, last)]);
}

await (values.ask ? ask(resolve(values.index)) : measure());
