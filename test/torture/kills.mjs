#!/usr/bin/env node
/**
 * `kill -9` at random moments of add, remove, compact, backup and reembed, on one index of many papers whose history
 * goes on from kill to kill.
 *
 *   npm run kills -- [--kills 200] [--papers 10000] [--seed 1] [--minutes 60]
 *
 * After each: every paper that was acknowledged is there with its text, embedding, sentences and words; nothing is there
 * by half; a search answers; and the same command, run again, goes on. Texts and embeddings of the base are made, papers
 * that are added go through the model. Exit code 1 where anything did not hold.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const dist = resolve(import.meta.dirname, '../../dist');
const load = (path) => import(join(dist, path));
const CLI = join(dist, 'present/cli/main.js');
const MODEL = resolve(import.meta.dirname, '../../models/abstract-minilm-l3');

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    papers: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
  },
});
const { seededRandom } = await load('maths/random.js');
const { openStore } = await load('store/index.js');
const { quantize, toUnitLength } = await load('embedding.js');
const { hashOfText } = await load('text/hash-of-text.js');
const { indexWords } = await load('text/terms.js');
const { openEmbedder } = await load('embed/index.js');

const random = seededRandom(Number(values.seed));
const below = (limit) => Math.floor(random() * limit);
const folder = mkdtempSync(join(tmpdir(), 'kills-'));
const index = join(folder, 'index');
const BATCH = 1_000;
/** Papers of one add, four batches of it; and of one remove. */
const ADDED = 256;
const REMOVED = 200;
/** As long as most commands run; the next of a kind that ended before it was killed is killed within its time. */
const LATEST_MS = 6_000;
const EARLIEST_MS = 200;

const idOf = (number) => `k${String(number).padStart(6, '0')}`;
function paperOf(number) {
  const words = seededRandom(1_000 + number);
  const some = (count) =>
    Array.from({ length: count }, () => `w${Math.floor(4_000 ** words()).toString(36)}`).join(' ');
  return { id: idOf(number), title: `On ${some(6)}`, abstract: `${some(20)}. ${some(25)}. In all ${number} of them.` };
}

async function makeBase(count) {
  const embedder = await openEmbedder({ dir: MODEL, workers: 1 });
  const { model } = embedder;
  const store = await openStore(index);
  for (let from = 0; from < count; from += BATCH) {
    const [papers, embeddings, sentences] = [[], new Map(), new Map()];
    for (let number = from; number < Math.min(count, from + BATCH); number++) {
      const paper = { ...paperOf(number), published: null, by: null, authors: [], venue: null, url: null };
      const places = [{ file: 'base.jsonl', line: number, title: paper.title, keys: [] }];
      const whole = { ...paper, comments: null, identifiers: {}, places };
      const textHash = hashOfText(embedder.paperText(whole));
      papers.push({ paper: whole, given: true, keys: [`id:${paper.id}`], textHash, words: indexWords(whole) });
      const direction = seededRandom(7 + number);
      const point = () => toUnitLength(Array.from({ length: model.dimension }, () => direction() - 0.5));
      embeddings.set(textHash, point());
      sentences.set(textHash, quantize([point(), point()]));
    }
    await store.write({ model, papers, embeddings, sentences });
  }
  await store.updateNeighbours();
  await store.close();
  await embedder.close();
}

/** The same model under another hash: embeddings are made anew all the same. */
function otherModel() {
  const dir = join(folder, 'other-model');
  cpSync(MODEL, dir, { recursive: true });
  rmSync(join(dir, 'SHA256SUMS'), { force: true });
  writeFileSync(join(dir, 'config.json'), `${readFileSync(join(dir, 'config.json'), 'utf8')}\n`);
  return dir;
}

function run(args, killAfterMs) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [CLI, ...args, '--index', index], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => (stdout += text));
    child.stderr.on('data', (text) => (stderr += text));
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, stdout, stderr });
    });
  });
}

/** What must be there: papers by id; of those that a killed command was at, either is right. */
const certain = new Map();
const failures = [];
const fail = (what) => {
  failures.push(what);
  console.error(`FAILED  ${what}`);
};

/** @param open ids that the killed command may have added or removed */
async function check(what, open) {
  const store = await openStore(index);
  try {
    for (const fault of await store.check()) fail(`${what}: ${fault}`);
    const present = new Set();
    await store.read(async (view) => {
      for await (const batch of view.scanPapers())
        for (const { id, title, abstract } of batch) {
          present.add(id);
          const { title: t, abstract: a } = paperOf(Number(id.slice(1)));
          if (title !== t || abstract !== a) fail(`${what}: ${id} has another text`);
          if (!certain.has(id) && !open.has(id)) fail(`${what}: ${id} is there and was removed`);
        }
      let embedded = 0;
      for await (const batch of view.scanEmbeddings()) embedded += batch.length;
      if (embedded !== present.size) fail(`${what}: ${embedded} embeddings of ${present.size} papers`);
      if ((await view.count()) !== present.size) fail(`${what}: the count differs`);
      const last = paperOf(Number([...present].at(-1).slice(1)));
      const answers = await view.rankByWords(indexWords(last).abstract.split(' ').slice(0, 8), 5);
      if (answers.length === 0) fail(`${what}: a paper is not found by its words`);
    });
    for (const id of certain.keys()) if (!present.has(id) && !open.has(id)) fail(`${what}: ${id} is gone`);
    for (const id of open)
      if (present.has(id)) certain.set(id, true);
      else certain.delete(id);
  } finally {
    await store.close();
  }
}

let next = Number(values.papers);
const models = [];

/** A command, the ids that it may add or remove, and how it is said that it goes on. */
function someCommand() {
  const kind = ['add', 'add', 'remove', 'compact', 'reembed', 'backup'][below(6)];
  if (kind === 'add') {
    const file = join(folder, 'more.jsonl');
    const numbers = Array.from({ length: ADDED }, () => next++);
    writeFileSync(file, numbers.map((number) => JSON.stringify(paperOf(number))).join('\n'));
    return { kind, args: ['add', file], open: new Set(numbers.map(idOf)) };
  }
  if (kind === 'remove') {
    const ids = [...certain.keys()];
    const open = new Set(Array.from({ length: REMOVED }, () => ids[below(ids.length)]));
    return { kind, args: ['remove', ...open], open };
  }
  if (kind === 'reembed') return { kind, args: ['reembed', '--model', models[0]], open: new Set() };
  return { kind, args: kind === 'backup' ? ['backup', join(folder, `b${next}.sqlite`)] : [kind], open: new Set() };
}

function acknowledge(kind, ids) {
  for (const id of ids) {
    if (kind === 'add') certain.set(id, true);
    else certain.delete(id);
  }
}

const began = Date.now();
await makeBase(Number(values.papers));
models.push(otherModel(), MODEL);
for (let number = 0; number < Number(values.papers); number++) certain.set(idOf(number), true);
const counts = new Map();
const latest = new Map();
const end = began + Number(values.minutes) * 60_000;
for (let kill = 0, tries = 0; kill < Number(values.kills) && tries < 3 * Number(values.kills); tries++) {
  if (Date.now() > end) break;
  const { kind, args, open } = someCommand();
  const started = Date.now();
  const { signal, code, stderr } = await run(args, EARLIEST_MS + below(latest.get(kind) ?? LATEST_MS));
  if (signal === 'SIGKILL') {
    kill++;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  } else if (code !== 0) fail(`${kind} failed: ${stderr}`);
  else {
    acknowledge(kind, open);
    latest.set(kind, Math.max(1, Date.now() - started - EARLIEST_MS));
    if (kind === 'reembed') models.reverse();
  }
  await check(`kill ${kill}, ${kind}`, signal === 'SIGKILL' ? open : new Set());
  // A reembed goes on with its next kill: to the end it takes minutes.
  if (signal === 'SIGKILL' && (kind === 'remove' || (kind === 'add' && below(4) === 0))) {
    const again = await run(args);
    if (again.code !== 0) fail(`${kind} after its kill: ${again.stderr}`);
    acknowledge(kind, open);
    await check(`after kill ${kill}, ${kind} again`, new Set());
  }
  if (kind === 'backup') rmSync(args[1], { force: true });
  if (kill % 10 === 0 && signal === 'SIGKILL')
    console.log(`${kill} kills, ${certain.size} papers, ${Math.round((Date.now() - began) / 1000)} s`);
}
console.log([...counts].map(([kind, count]) => `${count} of ${kind}`).join(', '));
console.log(failures.length === 0 ? 'Everything held.' : `${failures.length} did not hold (seed ${values.seed}).`);
rmSync(folder, { recursive: true, force: true });
process.exitCode = failures.length === 0 ? 0 : 1;
